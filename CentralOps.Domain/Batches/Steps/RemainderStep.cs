using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Batches.Steps;

/// <summary>The branch decides on lines that the core refused: correct and try again, or give the rest back to the payer.</summary>
public sealed class RemainderStep : IStepHandler
{
    /// <summary>Task of the branch.</summary>
    public const string Task = "branch.remainder";

    /// <inheritdoc />
    public StepShape Shape { get; } = new(Task, StepGroup.Branch, StepPhase.Posting, StepActor.Branch, ["retry", "refund"])
    {
        Branch = new(Task, Permissions.CaseSubmit),
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        scope.AskBranch(Task);
        scope.Send("batch.remainder", new { caseId = scope.Case.Id, number = scope.Case.Number });
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var answer = result.Read<RemainderAnswer>();
        scope.Note(answer.Refund ? "batch-refund" : "batch-retry", answer.Corrections.Count == 0 ? null : string.Join(", ", answer.Corrections.Select(c => c.Number)));
        scope.Audit("batch.remainder", answer);
        scope.Complete(answer.Refund ? "refund" : "retry");
        return Outcome.Ok;
    }
}
