using System.Globalization;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Seals;

/// <summary>启用印鉴卡: the captured seals become the specimen card of the account that the case has opened (fact <c>core_account</c>).</summary>
public sealed class KeepSpecimensStep : IStepHandler
{
    /// <summary>Operation of the machine item.</summary>
    public const string Keep = "keep-specimens";

    /// <summary>There is nothing to keep, or the card cannot be opened.</summary>
    public static readonly StepError NotKept = new("specimens-not-kept");

    /// <inheritdoc />
    public StepShape Shape { get; } = new("seal.keep", StepGroup.Post, StepPhase.Posting, StepActor.Machine, ["ok"])
    {
        Machines = [new(Keep, MachineQueue.Documents)],
        Errors = [NotKept, StepError.MachineFailed],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        if (OrderOf(scope.Case) is null) scope.Throw(NotKept, "there is no account yet, or no captured seals: the steps core.record and seal.capture come before this one");
        else scope.Add(NewWork.Machine(Shape.Machines[0]));
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        if (result.Read<SpecimensKept>().Refusal is { } refusal)
        {
            scope.Throw(NotKept, refusal);
            return Outcome.Ok;
        }

        var order = OrderOf(scope.Case)!;
        scope.Note("specimens-kept", order.Account);
        scope.Audit("seals.card-opened", new { order.Account, order.Combination, roles = order.Seals.Select(s => s.Role) });
        scope.Complete();
        return Outcome.Ok;
    }

    /// <summary>What is to be kept; null = the case has not come so far.</summary>
    public static SpecimenOrder? OrderOf(Case @case)
    {
        if (@case.Facts.Get(SharedFacts.CoreAccount) is not { } account || CapturedSeals.Of(@case.Evidence) is not { Seals.Count: > 0 } captured) return null;
        var from = DateOnly.TryParseExact(@case.Accepted("seal.valid.from"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : @case.BusinessDate;
        var combination = @case.Accepted("seal.combination") is { Length: > 0 } said ? said : string.Join('+', captured.Seals.Select(s => s.Role));
        return new SpecimenOrder(account, combination, from, captured.Seals);
    }
}

/// <summary>A card to open.</summary>
public sealed record SpecimenOrder(string Account, string Combination, DateOnly ValidFrom, IReadOnlyList<CapturedSeal> Seals);

/// <summary>Result of the machine item.</summary>
/// <param name="Refusal">Why it could not be kept; null = it is.</param>
public sealed record SpecimensKept(string? Refusal);
