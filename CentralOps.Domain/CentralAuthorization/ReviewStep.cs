using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.CentralAuthorization;

/// <summary>
/// Step 12, 后台审核: one person who keyed nothing of this case sees all of it and approves. An element with the parameter <c>person</c> = 2 is the second review:
/// it asks somebody else, who neither keyed, nor decided on seals, nor reviewed the case before.
/// </summary>
public sealed class ReviewStep : IStepHandler
{
    /// <inheritdoc />
    public StepShape Shape { get; } = new("review", StepGroup.Approve, StepPhase.Approval, StepActor.Post, ["ok"])
    {
        Parameters = [new("person", ["2"])],
        Desks = [new("review", WorkPosts.Review) { Screen = ScreenShape.Decision, Verbs = DeskVerbs.OfDeciders }],
        Returnable = true,
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        if (scope.Known(Inputs(scope)) is not null)
        {
            scope.Complete();
            return;
        }

        // Whoever has had a hand in the case is kept off its authorization: the second reviewer is as independent as an authorizer.
        var duty = IsSecond(scope) ? Duties.Authorization : Duties.Review;
        Makers.KeepOff(scope, duty);
        scope.Add(NewWork.Human(Shape.Desks[0]) with
        {
            ConflictKey = scope.DutyKey(duty),
            Payload = new { askedBy = scope.Case.Facts.Lines(ApprovalFacts.ReviewReason) },
        });
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var approved = result.Read<Approved>();
        if (Makers.Refuse(scope) is { } maker) return maker;
        if (Pages.Unseen(scope, approved.PagesSeen)) return Outcome.No("review.pages-unseen");
        scope.Establish(Inputs(scope), "approved", new { approved.Text });
        scope.Exclude(scope.UserId!.Value, Duties.Authorization);
        scope.Note("reviewed", approved.Text);
        scope.Complete();
        return Outcome.Ok;
    }

    private static bool IsSecond(StepScope scope) => scope.Element.Parameter("person") == "2";

    private static string Inputs(StepScope scope) => IsSecond(scope) ? ApprovalEvidence.HashOf(scope.Case, "person=2") : ApprovalEvidence.HashOf(scope.Case);
}
