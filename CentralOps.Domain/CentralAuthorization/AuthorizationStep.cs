using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.CentralAuthorization;

/// <summary>
/// Step 13, 后台授权: one or two people of the level that the rules ask for approve exactly these data. Nobody's word is no authorization: level 0 is level 1 here (a
/// process in which some cases need none leads them past this step), and where no rule has said anything two people of level 2 decide.
/// </summary>
public sealed class AuthorizationStep : IStepHandler
{
    /// <summary>Task of the authorizers.</summary>
    public const string Task = "authorization";

    private static readonly StepDesk First = new(Task, WorkPosts.Authorization1) { Screen = ScreenShape.Decision, Verbs = DeskVerbs.OfDeciders };
    private static readonly StepDesk Second = First with { Post = WorkPosts.Authorization2, PostParameter = "post-2" };

    /// <inheritdoc />
    public StepShape Shape { get; } = new("authorization", StepGroup.Approve, StepPhase.Approval, StepActor.Post, ["ok"])
    {
        Parameters = [new("escalated", ["true"])],
        Desks = [First, Second],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope) => AskNext(scope);

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var approved = result.Read<Approved>();
        if (Makers.Refuse(scope) is { } maker) return maker;
        if (Pages.Unseen(scope, approved.PagesSeen)) return Outcome.No("review.pages-unseen");
        scope.Establish(ApprovalEvidence.HashOf(scope.Case), "approved", new { level = item.Level, approved.Text });
        scope.Exclude(scope.UserId!.Value, Duties.Authorization);
        scope.Note("authorized", approved.Text);
        AskNext(scope);
        return Outcome.Ok;
    }

    private static void AskNext(StepScope scope)
    {
        var asked = scope.Case.Facts.Whole(ApprovalFacts.Level);
        var level = scope.Element.Parameter("escalated") == "true" ? 2 : Math.Max(1, asked ?? 2); // nobody of the first level took it in time
        var persons = Math.Max(1, scope.Case.Facts.Whole(ApprovalFacts.Persons) ?? (asked is null ? 2 : 1));
        var hash = ApprovalEvidence.HashOf(scope.Case);
        var given = scope.Case.Evidence.Where(e => e.Step == scope.Element.Step && e.InputHash == hash && e.Outcome == "approved").Select(e => e.UserId).Distinct().Count();
        if (given >= persons)
        {
            scope.Complete();
            return;
        }

        Makers.KeepOff(scope, Duties.Authorization);
        scope.Add(NewWork.Human(level >= 2 ? Second : First) with
        {
            Level = level,
            LimitByAmount = true,
            ConflictKey = scope.DutyKey(Duties.Authorization),
            Payload = new { level, person = given + 1, persons, askedBy = scope.Case.Facts.Lines(ApprovalFacts.AuthorizationReason) },
        });
    }
}

/// <summary>Which pages a person has had on screen.</summary>
internal static class Pages
{
    public static bool Unseen(StepScope scope, IReadOnlyList<Guid> claimed) => scope.Case.LivePages.Any(p => !scope.HasSeen(p, claimed));
}
