using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry.Checks;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Entry.Correction;

/// <summary>The data correction post: a person compares what failed with the image and puts the value right, or returns the case.</summary>
public sealed class CorrectionStep(VoucherConfiguration vouchers) : IStepHandler
{
    private static readonly StepDesk Desk = new("correction", WorkPosts.Correction)
    {
        Screen = ScreenShape.Decision with { Columns = [new(2, [ScreenParts.Pages]), new(13, [ScreenParts.Image]), new(9, [ScreenParts.Fields])], Edits = true },
        Verbs = [DeskVerbs.Return, DeskVerbs.Reject, DeskVerbs.Suspend, DeskVerbs.Escalate],
    };

    /// <inheritdoc />
    public StepShape Shape { get; } = new("correction", StepGroup.Check, StepPhase.Checks, StepActor.Post, ["ok"])
    {
        Desks = [Desk],
        Returnable = true,
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        scope.Add(NewWork.Human(Desk) with { Payload = new { askedBy = scope.Case.Facts.Lines(CheckFacts.Failures) } });
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var corrected = result.Read<FieldsCorrected>();
        foreach (var (code, raw) in corrected.Values)
        {
            if (scope.Case.Field(code) is not { } field) return Outcome.No("entry.no-such-field", code);
            if (raw is { Length: > 500 }) return Outcome.No("entry.too-long", code);
            var value = vouchers.Fields.Normalise(code, raw ?? "");
            if (field.Status == FieldStatus.Accepted && field.Value == value) continue;
            scope.Audit("field.corrected", new { code, from = field.Value, to = value });
            scope.Case.Keyings.Add(new FieldKeying { CaseId = scope.Case.Id, Code = code, UserId = scope.UserId!.Value, Role = "correction", Value = value, SliceHash = field.SliceHash, At = scope.Now });
            scope.Case.Accept(field, value, "correction", scope.Now);
        }

        scope.Exclude(scope.UserId!.Value, Duties.Review);
        scope.Exclude(scope.UserId!.Value, Duties.Authorization);
        scope.Complete();
        return Outcome.Ok;
    }
}
