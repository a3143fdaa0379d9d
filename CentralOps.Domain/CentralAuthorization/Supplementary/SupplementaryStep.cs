using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.CentralAuthorization.Supplementary;

/// <summary>Step 7, 补授权: a supervisor of the case's branch confirms what the rules ask to be confirmed there.</summary>
public sealed class SupplementaryStep : IStepHandler
{
    /// <summary>Task of the branch supervisor.</summary>
    public const string Task = "branch.supplementary";

    /// <inheritdoc />
    public StepShape Shape { get; } = new(Task, StepGroup.Branch, StepPhase.Checks, StepActor.Branch, ["ok"])
    {
        Branch = new(Task, Permissions.BranchAuthorize) { MayReject = true },
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        if (scope.Known(ApprovalEvidence.HashOf(scope.Case)) is not null)
        {
            scope.Complete();
            return;
        }

        scope.Add(NewWork.Branch(Task) with { Payload = new { askedBy = scope.Case.Facts.Lines(ApprovalFacts.SupplementaryReason) } });
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var approved = result.Read<Approved>();
        if (Makers.Refuse(scope) is { } maker) return maker;
        scope.Establish(ApprovalEvidence.HashOf(scope.Case), "approved", new { approved.Text });
        scope.Note("supplementary-given", approved.Text);
        scope.Complete();
        return Outcome.Ok;
    }
}
