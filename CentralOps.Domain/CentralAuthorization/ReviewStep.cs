using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.CentralAuthorization;

/// <summary>Step 12, 后台审核: one person who keyed nothing of this case sees all of it and approves.</summary>
public sealed class ReviewStep : IStepHandler
{
    /// <inheritdoc />
    public string Step => "review";

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        if (scope.Known(ApprovalEvidence.HashOf(scope.Case)) is not null)
        {
            scope.Complete();
            return;
        }

        scope.Exclude(scope.Case.SubmittedBy, "review"); // who made it does not check it
        scope.Add(NewWork.Human("review", "review") with
        {
            ConflictKey = scope.DutyKey("review"),
            Target = TimeSpan.FromMinutes(5),
            Payload = new { askedBy = ApprovalEvidence.AskedBy(scope.Case, "review_reason") },
        });
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var approved = result.Read<Approved>();
        if (scope.UserId == scope.Case.SubmittedBy) return Outcome.No("dispatch.separation-of-duties");
        if (Pages.Unseen(scope.Case, approved.PagesSeen)) return Outcome.No("review.pages-unseen");
        scope.Establish(ApprovalEvidence.HashOf(scope.Case), "approved", new { approved.Text });
        scope.Exclude(scope.UserId!.Value, "authorization");
        scope.Note("reviewed", approved.Text);
        scope.Complete();
        return Outcome.Ok;
    }
}
