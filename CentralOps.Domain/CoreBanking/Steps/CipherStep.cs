using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.CoreBanking.Steps;

/// <summary>Step 10, 支付密码: the external system verifies; wrong goes back, a system that stays down goes to people.</summary>
public sealed class CipherStep : IStepHandler
{
    /// <summary>Operation of the machine item.</summary>
    public const string Verify = "verify-cipher";

    /// <summary>The system stayed down: a person decides.</summary>
    public static readonly StepError Unavailable = new("cipher-unavailable", "manual");

    /// <inheritdoc />
    public StepShape Shape { get; } = new("cipher.verify", StepGroup.Verify, StepPhase.Checks, StepActor.Machine, ["ok", "wrong", "manual"])
    {
        Machines = [new(Verify, MachineQueue.External)],
        Errors = [Unavailable],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        if (scope.Known(Inputs(scope)) is { } known) scope.Complete(known.Outcome);
        else if (string.IsNullOrEmpty(scope.Case.Accepted("payment.cipher"))) scope.Complete("wrong");
        else scope.Add(NewWork.Machine(Shape.Machines[0]));
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var outcome = result.Read<CipherVerified>().Verdict == CipherVerdict.Right ? "ok" : "wrong";
        scope.Establish(Inputs(scope), outcome);
        scope.Note($"cipher-{outcome}");
        scope.Complete(outcome);
        return Outcome.Ok;
    }

    /// <inheritdoc />
    public void Failed(StepScope scope, WorkItem item, string error)
    {
        scope.Note("cipher-unavailable", error);
        scope.Throw(Unavailable, error);
    }

    private static string Inputs(StepScope scope) => StepScope.HashOf(
        scope.Case.Accepted("payer.account"), scope.Case.Accepted("voucher.number"), scope.Case.Accepted("amount"), scope.Case.Accepted("issue.date"), scope.Case.Accepted("issue.date.words"),
        scope.Case.Accepted("payment.cipher"));
}

/// <summary>Result of the machine item.</summary>
public sealed record CipherVerified(CipherVerdict Verdict);
