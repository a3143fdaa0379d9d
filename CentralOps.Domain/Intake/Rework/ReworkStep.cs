using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Intake.Rework;

/// <summary>The case waits at its branch for an answer to a return: rescanned pages, an explanation, or a withdrawal.</summary>
public sealed class ReworkStep : IStepHandler
{
    /// <summary>Task of the branch.</summary>
    public const string Task = "branch.rework";

    /// <inheritdoc />
    public StepShape Shape { get; } = new(Task, StepGroup.Branch, StepPhase.Received, StepActor.Branch, ["ok"])
    {
        Branch = new(Task, Permissions.CaseSubmit),
        Establishes = [FlowFacts.ReturnFields.Name, FlowFacts.ReturnReason.Name],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        scope.Case.Body.Return ??= FromFacts(scope.Case);
        scope.AskBranch(Task, new { @return = scope.Case.Body.Return });
        scope.Send("case.returned", new { caseId = scope.Case.Id, number = scope.Case.Number, scope.Case.Body.Return?.Reason });
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        scope.Case.Reopen((scope.Case.Body.Return?.Fields ?? []).Where(code => scope.Case.Field(code)?.Status != FieldStatus.Open), scope.Now);
        (scope.Case.Body.Return, scope.Case.Body.Found) = (null, null);
        scope.Case.Facts.Set(FlowFacts.ReturnReason, null); // what sends the case back the next time may be another thing
        scope.Case.Facts.Set(FlowFacts.ReturnFields, null);
        scope.Note("branch-answered", result.Read<Cases.Views.BranchAnswered>().Text);
        scope.Complete();
        return Outcome.Ok;
    }

    // The process itself sent the case back: the step that failed says why.
    private static ReturnNote FromFacts(Case @case)
    {
        // A rule may send it back too, with a reason of the bank's list and the fields that it is about: the teller sees them on the image, and they are keyed again.
        if (@case.Facts.Get(FlowFacts.ReturnReason) is { Length: > 0 } reason)
        {
            var about = (@case.Facts.Get(FlowFacts.ReturnFields) ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return new ReturnNote(reason, null, Marks(@case, f => about.Contains(f.Code)), Fields: about);
        }

        var step = @case.Facts.Get(FlowFacts.FailedStep);
        if (@case.Body.Found is { } found && found.Step == step) return found.Note;
        return (step, @case.Facts.Get(FlowFacts.FailedOutcome)) switch
        {
            ("entry.fields", _) => new ReturnNote("illegible", null, Marks(@case, f => f.Status == FieldStatus.Illegible), Fields: [.. @case.Fields.Where(f => f.Status == FieldStatus.Illegible).Select(f => f.Code)]),
            ("seal.verify", "failed") => new ReturnNote("seal-mismatch", null, []), // of before findings were kept
            ("cipher.verify", "wrong") => new ReturnNote("cipher-wrong", null, [], Fields: ["payment.cipher"]),
            ("callback.phone", "refused") => new ReturnNote("phone-denied", null, []),
            ("callback.phone", "unreachable") => new ReturnNote("phone-unreachable", null, []),
            ("check.data", "failed") => new ReturnNote("checks-failed", null, []),
            ("seal.capture", "failed") => new ReturnNote("specimen-unusable", null, []),
            ("customer.compare", "nothing" or "unknown") => new ReturnNote("nothing-to-change", null, []),
            ("core.post" or "core.record", "refused" or "core-refused") => new ReturnNote("core-refused", @case.Facts.Get(FlowFacts.CoreRefusal), []),
            _ => new ReturnNote("other", step, []),
        };
    }

    // Where the fields are on their pages: the box around each region.
    private static List<PageMark> Marks(Case @case, Func<CaseField, bool> which) =>
    [
        .. @case.Fields.Where(f => f is { PageId: not null, Quad.Length: 8 } && which(f)).Select(f =>
        {
            double[] xs = [f.Quad![0], f.Quad[2], f.Quad[4], f.Quad[6]], ys = [f.Quad[1], f.Quad[3], f.Quad[5], f.Quad[7]];
            return new PageMark(f.PageId!.Value, xs.Min(), ys.Min(), xs.Max() - xs.Min(), ys.Max() - ys.Min());
        }),
    ];
}
