using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.CoreBanking.Records;

/// <summary>
/// 核心登记: a change of the core's records that books nothing (an account, a customer, a contract). What came of it becomes facts <c>core_account</c>, <c>core_contract</c>,
/// <c>core_reference</c>. From its first moment the case can no longer be withdrawn or returned, until the core has refused and has not changed or booked
/// anything before.
/// </summary>
public sealed class RecordStep : IStepHandler
{
    /// <summary>Operation of the machine item.</summary>
    public const string Change = "change-record";

    /// <inheritdoc />
    public StepShape Shape { get; } = new("core.record", StepGroup.Post, StepPhase.Posting, StepActor.Machine, ["ok", "refused"])
    {
        Parameters = [new("record", RecordKinds.All) { Required = true }],
        Machines = [new(Change, MachineQueue.Core)],
        Errors = [CoreErrors.Refused, CoreErrors.Unknown],
        Establishes =
        [
            PostingFacts.ResultOf.Name, SharedFacts.CoreAccount.Name, PostingFacts.Contract.Name, SharedFacts.CoreReference.Name,
            FlowFacts.CoreRefusal.Name, PostingFacts.Refusals.Name, FlowFacts.PostingBegun.Name, FlowFacts.MoneyMoved.Name,
        ],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        if (scope.Element.Parameter("record") is not { } kind || !RecordKinds.All.Contains(kind))
        {
            scope.Incident($"the step names no kind of record that the core changes: {string.Join(", ", RecordKinds.All)}");
            return;
        }

        scope.Case.BeginPosting();
        // After a refusal the corrected data are another change; until then, and after an incident, it stays the same one.
        var refusals = (int)scope.Case.Facts.Get(PostingFacts.Refusals);
        scope.Add(NewWork.Machine(Shape.Machines[0]) with { Payload = new RecordAsked($"{scope.Case.Number}-{scope.Element.Id}-{refusals + 1}", kind) });
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var (answer, facts) = (result.Read<RecordChanged>(), scope.Case.Facts);
        if (answer.Reference is { } reference)
        {
            scope.Case.Booked();
            facts.Set(SharedFacts.CoreReference, reference);
            foreach (var (name, value) in answer.Results ?? new Dictionary<string, string>()) facts.Set(PostingFacts.ResultOf, CaseVariables.NameOf(name), value);
            scope.Note("record-changed", reference);
            scope.Audit("core.record-changed", new { reference, answer.Results });
            scope.Complete();
            return Outcome.Ok;
        }

        var refusal = $"{answer.RefusalCode}: {answer.RefusalText}";
        scope.Case.PostingRefused(refusal);
        facts.Set(PostingFacts.Refusals, facts.Get(PostingFacts.Refusals) + 1);
        scope.Note("core-refused", refusal);
        scope.Throw(CoreErrors.Refused, refusal);
        return Outcome.Ok;
    }

    /// <inheritdoc />
    public void Failed(StepScope scope, WorkItem item, string error) => scope.Throw(CoreErrors.Unknown, error);
}

/// <summary>Payload of the machine item.</summary>
/// <param name="Key">Key of the change, for life.</param>
/// <param name="Kind">One of <see cref="RecordKinds"/>.</param>
public sealed record RecordAsked(string Key, string Kind);

/// <summary>Result of the machine item.</summary>
/// <param name="Reference">The core's reference; null = refused.</param>
/// <param name="Results">What came of it.</param>
/// <param name="RefusalCode">The core's code when refused.</param>
/// <param name="RefusalText">The core's words when refused.</param>
public sealed record RecordChanged(string? Reference, IReadOnlyDictionary<string, string>? Results = null, string? RefusalCode = null, string? RefusalText = null);
