using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Entry.Checks;

/// <summary>Step 6: a machine asks the account directory, then all checks run on the accepted values.</summary>
public sealed class CheckDataStep(VoucherConfiguration vouchers) : IStepHandler
{
    /// <summary>Operation of the machine item.</summary>
    public const string LookUp = "look-up";

    /// <inheritdoc />
    public StepShape Shape { get; } = new("check.data", StepGroup.Check, StepPhase.Checks, StepActor.Machine, ["ok", "failed"])
    {
        Machines = [new(LookUp, MachineQueue.External)],
        Returnable = true,
        Establishes = [CheckFacts.Failures.Name, CheckFacts.PayeeKnown.Name, SharedFacts.PayerContactName.Name, SharedFacts.PayerContactPhone.Name, CheckFacts.PayerStatus.Name],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        foreach (var field in scope.Case.Fields) field.CheckAnew();
        scope.Add(NewWork.Machine(Shape.Machines[0]));
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var lookups = result.Read<Lookups>();
        if (vouchers.BusinessType(scope.Case.BusinessType) is not { } type)
        {
            scope.Incident($"business type '{scope.Case.BusinessType}' is not published");
            return Outcome.Ok;
        }

        var facts = scope.Case.Facts;
        facts.Set(SharedFacts.PayerContactName, lookups.Payer?.ContactName);
        facts.Set(SharedFacts.PayerContactPhone, lookups.Payer?.ContactPhone);
        facts.Set(CheckFacts.PayerStatus, lookups.Payer?.Status.ToString().ToLowerInvariant());
        facts.Set(CheckFacts.PayeeKnown, lookups.Payee is not null);
        if (lookups.Payer is { } payer && CaseParties.Of(type).IsDebited(scope.Case.Body.Customer)) scope.Case.Know(payer.Name);

        var failures = DataChecks.Run(scope.Case, type, vouchers.Fields, lookups);
        facts.Set(CheckFacts.Failures, failures.Count == 0 ? null : string.Join('\n', failures.Select(f => f.Code)));
        foreach (var failure in failures)
        {
            scope.Note("check-failed", $"{failure.Code} {string.Join(", ", failure.Fields)}".Trim());
            foreach (var code in failure.Fields) scope.Case.Field(code)?.Dispute(failure.Code);
        }

        scope.Complete(failures.Count == 0 ? "ok" : "failed");
        return Outcome.Ok;
    }
}
