using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.CentralAuthorization.Callbacks;

/// <summary>Step 8, 大额电话核实: the contact on file is called, never one from the voucher.</summary>
public sealed class PhoneStep : IStepHandler
{
    /// <summary>Calls until the step gives up with <c>unreachable</c>.</summary>
    public const int MostCalls = 3;

    private static readonly StepDesk Desk = new("phone", WorkPosts.Phone)
    {
        Screen = new(
            [ScreenParts.Call, ScreenParts.AskedBy, ScreenParts.Fields, ScreenParts.Evidence, ScreenParts.History], [ScreenParts.Call],
            [new(15, [ScreenParts.Call]), new(9, [ScreenParts.Fields, ScreenParts.History])]),
        Verbs = [DeskVerbs.Return, DeskVerbs.Suspend, DeskVerbs.Escalate],
    };

    private static readonly string[] Script = ["phone.identity", "phone.amount", "phone.payee", "phone.purpose"];

    /// <inheritdoc />
    public StepShape Shape { get; } = new("callback.phone", StepGroup.Verify, StepPhase.Checks, StepActor.Post, ["ok", "refused", "unreachable"])
    {
        Desks = [Desk],
        Returnable = true,
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        if (scope.Known(Inputs(scope)) is { } known)
        {
            scope.Complete(known.Outcome);
            return;
        }

        Ask(scope, 0, null);
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var answer = result.Read<PhoneOutcome>();
        var calls = StoredJson.Read<PhonePayload>(item.Payload).Calls + 1;
        switch (answer.Outcome)
        {
            case "confirmed" when Script.Any(question => !answer.Answers.GetValueOrDefault(question)):
                return Outcome.No("phone.script-open");
            case "confirmed" or "denied":
                var outcome = answer.Outcome == "confirmed" ? "ok" : "refused";
                scope.Establish(Inputs(scope), outcome, new { answer.Outcome, answer.Answers, answer.Text, calls });
                scope.Note($"phone-{answer.Outcome}", answer.Text);
                scope.Complete(outcome);
                return Outcome.Ok;
            case "unreachable" when calls >= MostCalls:
                scope.Note("phone-unreachable", answer.Text);
                scope.Complete("unreachable");
                return Outcome.Ok;
            case "unreachable":
                if (answer.RetryAt is not { } at || at <= scope.Now || at > scope.Now.AddDays(2)) return Outcome.No("phone.retry-time");
                scope.Note("phone-unreachable", answer.Text);
                Ask(scope, calls, at);
                return Outcome.Ok;
            default:
                return Outcome.No("phone.unknown-outcome", answer.Outcome);
        }
    }

    private static void Ask(StepScope scope, int calls, DateTimeOffset? at) => scope.Add(NewWork.Human(Desk) with
    {
        NotBefore = at,
        Payload = new PhonePayload(
            scope.Case.Facts.Get(SharedFacts.PayerContactName) ?? "", scope.Case.Facts.Get(SharedFacts.PayerContactPhone) ?? "", calls, Script),
    });

    private static string Inputs(StepScope scope) => StepScope.HashOf(
        scope.Case.Accepted("payer.account"), scope.Case.Accepted("payee.account"), scope.Case.Accepted("payee.name"), scope.Case.Accepted("amount"), scope.Case.Accepted("voucher.number"));
}
