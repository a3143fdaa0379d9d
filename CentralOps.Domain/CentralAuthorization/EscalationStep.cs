using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.CentralAuthorization;

/// <summary>Nobody has taken a decision in time: the case goes to the head of its queues, supervisors and whoever listens outside are told.</summary>
public sealed class EscalationStep : IStepHandler
{
    /// <inheritdoc />
    public StepShape Shape { get; } = new("escalation", StepGroup.Approve, StepPhase.Approval, StepActor.Machine, ["ok"]);

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        scope.Case.Prioritise(scope.Case.PriorityCredit + (long)TimeSpan.FromHours(1).TotalMilliseconds);
        scope.Raise();
        scope.Note("escalated");
        scope.Send("case.escalated", new { caseId = scope.Case.Id, number = scope.Case.Number });
        scope.Complete();
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result) => Outcome.Ok;
}
