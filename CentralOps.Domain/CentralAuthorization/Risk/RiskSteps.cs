using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.CentralAuthorization.Risk;

/// <summary>Step 11, 风险预警: the risk system is asked; a hit holds the case for the risk post.</summary>
public sealed class RiskScreenStep : IStepHandler
{
    /// <summary>Operation of the machine item.</summary>
    public const string Screen = "screen-risk";

    /// <summary>The risk system stayed down, which is a hit: a person decides.</summary>
    public static readonly StepError Unavailable = new("risk-unavailable", "hit");

    /// <inheritdoc />
    public StepShape Shape { get; } = new("risk.screen", StepGroup.Verify, StepPhase.Checks, StepActor.Machine, ["clear", "hit"])
    {
        Machines = [new(Screen, MachineQueue.External)],
        Errors = [Unavailable],
        Establishes = [ApprovalFacts.RiskHits.Name],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        if (scope.Known(ApprovalEvidence.HashOf(scope.Case)) is { } known) scope.Complete(known.Outcome);
        else scope.Add(NewWork.Machine(Shape.Machines[0]));
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var answer = result.Read<RiskAnswer>();
        var hits = answer.Hits.Select(h => $"{h.Rule}: {h.Text}").ToList();
        var outcome = hits.Count == 0 ? "clear" : "hit";
        Tell(scope, hits);
        scope.Establish(ApprovalEvidence.HashOf(scope.Case), outcome, new { hits });
        scope.Complete(outcome);
        return Outcome.Ok;
    }

    /// <inheritdoc />
    public void Failed(StepScope scope, WorkItem item, string error)
    {
        Tell(scope, [$"unavailable: {error}"]); // no evidence: when the case comes here again, the system is asked again
        scope.Throw(Unavailable, error);
    }

    private static void Tell(StepScope scope, List<string> hits) => scope.Case.Facts.Set(ApprovalFacts.RiskHits, hits.Count == 0 ? null : string.Join('\n', hits));
}
