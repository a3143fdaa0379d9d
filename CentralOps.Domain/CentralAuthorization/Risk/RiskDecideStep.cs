using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.CentralAuthorization.Risk;

/// <summary>
/// The risk post decides whether a case goes on although something was found against it. Whoever lets it go on says why, with a reason of the bank's list and in words;
/// from the amount <c>risk.two-persons-amount</c> on a second person does so, too. None of them made the case or has approved it, and none of them reviews or authorizes it.
/// </summary>
public sealed class RiskDecideStep(IReasons reasons, IParameters parameters) : IStepHandler
{
    private const string ReleasedByOne = "released-by-one";

    /// <summary>Its task.</summary>
    public const string Task = "risk";

    // Whoever has said yes to the case does not judge what was found against it.
    private static readonly string[] Approving = ["landing.decide", "review", "authorization"];

    private static readonly StepDesk Desk = new(Task, WorkPosts.Risk) { Screen = ScreenShape.Decision, Verbs = DeskVerbs.OfDeciders };

    /// <inheritdoc />
    public StepShape Shape { get; } = new("risk.decide", StepGroup.Verify, StepPhase.Checks, StepActor.Post, ["ok"])
    {
        Parameters = [new("subject", ["risk", "payment-cipher"])],
        Desks = [Desk],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        var known = scope.Known(Inputs(scope))?.Outcome;
        if (known == "ok") scope.Complete();
        else Ask(scope, known == ReleasedByOne ? 2 : 1);
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var approved = result.Read<Approved>();
        if (Makers.Refuse(scope) is { } maker) return maker;
        if (Approvers(scope).Contains(scope.UserId!.Value)) return Outcome.No("dispatch.separation-of-duties");
        if (Pages.Unseen(scope, approved.PagesSeen)) return Outcome.No("review.pages-unseen");
        // A bank whose list has no such reason yet says it in words alone.
        var reasoned = approved.Reason is { Length: > 0 } code ? reasons.Allows(ReasonUses.Release, code, Task) : !reasons.Offers(ReasonUses.Release, Task);
        if (!reasoned) return Outcome.No("desk.reason-missing");
        if (string.IsNullOrWhiteSpace(approved.Text)) return Outcome.No("risk.words-missing");
        foreach (var duty in (string[])[Duty(scope), Duties.Review, Duties.Authorization]) scope.Exclude(scope.UserId!.Value, duty);
        scope.Note("risk-accepted", string.IsNullOrEmpty(approved.Reason) ? approved.Text : $"{approved.Reason}: {approved.Text}");
        var (person, persons) = (StoredJson.Read<RiskAsked>(item.Payload).Person, Persons(scope));
        var last = person >= persons;
        scope.Establish(Inputs(scope), last ? "ok" : ReleasedByOne, new { subject = Subject(scope), approved.Reason, approved.Text });
        if (last) scope.Complete();
        else Ask(scope, person + 1);
        return Outcome.Ok;
    }

    private static void Ask(StepScope scope, int person)
    {
        var duty = Duty(scope);
        Makers.KeepOff(scope, duty);
        foreach (var approver in Approvers(scope)) scope.Exclude(approver, duty);
        scope.Add(NewWork.Human(Desk) with { ConflictKey = scope.DutyKey(duty), Payload = new RiskAsked(Subject(scope), AskedBy(scope), person) });
    }

    private static IEnumerable<Guid> Approvers(StepScope scope) =>
        scope.Case.Evidence.Where(e => Approving.Contains(e.Step)).Select(e => e.UserId).OfType<Guid>().Distinct();

    // Of each finding by itself, so that a small post is not used up by one case.
    private static string Duty(StepScope scope) => $"{Duties.Risk}:{Inputs(scope)[..16]}";

    private int Persons(StepScope scope) => scope.Case.AmountAtStake >= parameters.Number(ParameterKeys.RiskTwoPersonsAmount) ? 2 : 1;

    // One post decides on several things; what was decided of one says nothing of another.
    private static string Subject(StepScope scope) => scope.Element.Parameter("subject") ?? "risk";

    // What was found belongs to it: a release of one finding is none of another.
    private static string Inputs(StepScope scope) => ApprovalEvidence.HashOf(scope.Case, [Subject(scope), .. Subject(scope) == "risk" ? AskedBy(scope) : []]);

    private static IReadOnlyList<string> AskedBy(StepScope scope) =>
        Subject(scope) == "risk" ? scope.Case.Facts.Lines(ApprovalFacts.RiskHits) : [$"risk.{Subject(scope)}"];
}

/// <summary>Payload of the risk desk.</summary>
/// <param name="Subject">On what they decide.</param>
/// <param name="AskedBy">What was found.</param>
/// <param name="Person">Which of the people asked, from 1.</param>
public sealed record RiskAsked(string Subject, IReadOnlyList<string> AskedBy, int Person = 1);
