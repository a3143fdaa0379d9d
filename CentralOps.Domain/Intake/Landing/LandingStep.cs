using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.CentralAuthorization;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Intake.Landing;

/// <summary>网银落地处理: the landing post decides on an order that online banking may not carry out by itself, and sees why it landed and what the checks found.</summary>
public sealed class LandingStep : IStepHandler
{
    /// <inheritdoc />
    public StepShape Shape { get; } = new("landing.decide", StepGroup.Approve, StepPhase.Approval, StepActor.Post, ["ok"])
    {
        Desks = [new("landing", WorkPosts.Landing) { Screen = ScreenShape.Decision, Verbs = DeskVerbs.OfDeciders }],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        if (scope.Known(ApprovalEvidence.HashOf(scope.Case)) is not null) scope.Complete();
        else
        {
            Makers.KeepOff(scope, Duties.Review);
            scope.Add(NewWork.Human(Shape.Desks[0]) with
            {
                ConflictKey = scope.DutyKey(Duties.Review),
                Payload = new { askedBy = scope.Case.Facts.Lines(LandingFacts.Reason) },
            });
        }
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var approved = result.Read<Approved>();
        if (Makers.Refuse(scope) is { } maker) return maker;
        scope.Establish(ApprovalEvidence.HashOf(scope.Case), "approved", new { approved.Text });
        scope.Exclude(scope.UserId!.Value, Duties.Authorization);
        scope.Note("landing-accepted", approved.Text);
        scope.Complete();
        return Outcome.Ok;
    }
}
