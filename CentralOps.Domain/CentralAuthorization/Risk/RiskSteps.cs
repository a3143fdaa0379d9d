using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.CentralAuthorization.Risk;

/// <summary>Step 11, 风险预警: the risk system is asked; a hit holds the case for the risk post.</summary>
public sealed class RiskScreenStep : IStepHandler
{
    /// <summary>Operation of the machine item.</summary>
    public const string Screen = "screen-risk";

    /// <inheritdoc />
    public string Step => "risk.screen";

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        if (scope.Known(ApprovalEvidence.HashOf(scope.Case)) is { } known) scope.Complete(known.Outcome);
        else scope.Add(NewWork.Machine(Screen, "external"));
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var answer = result.Read<RiskAnswer>();
        Take(scope, answer.Hits.Select(h => $"{h.Rule}: {h.Text}").ToList());
        return Outcome.Ok;
    }

    /// <summary>A risk system that does not answer is a hit: a person decides.</summary>
    public void Failed(StepScope scope, WorkItem item, string error) => Take(scope, [$"unavailable: {error}"]);

    private static void Take(StepScope scope, List<string> hits)
    {
        scope.Case.Facts.Set(ApprovalFacts.RiskHits, hits.Count == 0 ? null : string.Join('\n', hits));
        var outcome = hits.Count == 0 ? "clear" : "hit";
        scope.Establish(ApprovalEvidence.HashOf(scope.Case), outcome, new { hits });
        scope.Complete(outcome);
    }
}

/// <summary>The risk post decides on a hit.</summary>
public sealed class RiskDecideStep : IStepHandler
{
    /// <inheritdoc />
    public string Step => "risk.decide";

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        if (scope.Known(Inputs(scope)) is not null) scope.Complete();
        else scope.Add(NewWork.Human("risk", "risk") with { Payload = new { subject = Subject(scope), askedBy = AskedBy(scope) }, Target = TimeSpan.FromMinutes(10) });
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var approved = result.Read<Approved>();
        scope.Establish(Inputs(scope), "ok", new { subject = Subject(scope), approved.Text });
        scope.Note("risk-accepted", approved.Text);
        scope.Complete();
        return Outcome.Ok;
    }

    // One post decides on several things; what was decided of one says nothing of another.
    private static string Subject(StepScope scope) => scope.Element.Parameter("subject") ?? "risk";

    private static string Inputs(StepScope scope) => ApprovalEvidence.HashOf(scope.Case, Subject(scope));

    private static IReadOnlyList<string> AskedBy(StepScope scope) => Subject(scope) == "risk" ? scope.Case.Facts.Lines(ApprovalFacts.RiskHits) : [$"risk.{Subject(scope)}"];
}
