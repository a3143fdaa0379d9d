using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Intake.Rework;

/// <summary>The case waits at its branch for an answer to a return: rescanned pages, an explanation, or a withdrawal.</summary>
public sealed class ReworkStep : IStepHandler
{
    /// <summary>Task of the branch.</summary>
    public const string Task = "branch.rework";

    /// <inheritdoc />
    public string Step => Task;

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        scope.Case.Status = CaseStatus.WithBranch;
        scope.Case.Body.Return ??= FromFacts(scope.Case);
        scope.Add(NewWork.Branch(Task) with { Payload = new { @return = scope.Case.Body.Return } });
        scope.Send("case.returned", new { caseId = scope.Case.Id, number = scope.Case.Number, scope.Case.Body.Return?.Reason });
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        scope.Case.Status = CaseStatus.Running;
        scope.Case.Body.Return = null;
        scope.Note("branch-answered", result.Read<Cases.Views.BranchAnswered>().Text);
        scope.Complete();
        return Outcome.Ok;
    }

    // The process itself sent the case back: what failed is in the facts.
    private static ReturnNote FromFacts(Case @case)
    {
        if (@case.Facts.GetValueOrDefault("core_refusal") is string refusal) return new ReturnNote("core-refused", refusal, []);
        if (@case.Facts.GetValueOrDefault("seal_outcome") as string == "failed") return new ReturnNote("seal-failed", null, []);
        if (@case.Facts.GetValueOrDefault("cipher_outcome") as string == "wrong") return new ReturnNote("cipher-wrong", null, [], Fields: ["payment.cipher"]);
        return @case.Facts.GetValueOrDefault("phone_outcome") switch
        {
            "refused" => new ReturnNote("phone-denied", null, []),
            "unreachable" => new ReturnNote("phone-unreachable", null, []),
            _ => new ReturnNote("other", null, []),
        };
    }
}
