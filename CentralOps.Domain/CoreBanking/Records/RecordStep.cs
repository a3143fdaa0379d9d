using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.CoreBanking.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.CoreBanking.Records;

/// <summary>
/// 核心登记: a change of the core's records that books nothing (an account, a customer, a contract). What came of it becomes facts <c>core_account</c>, <c>core_contract</c>,
/// <c>core_reference</c>. From its first moment the case can no longer be withdrawn or returned, until the core has refused.
/// </summary>
public sealed class RecordStep : IStepHandler
{
    /// <summary>Operation of the machine item.</summary>
    public const string Change = "change-record";

    /// <inheritdoc />
    public string Step => "core.record";

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        if (scope.Element.Parameter("record") is not { } kind || !RecordKinds.All.Contains(kind))
        {
            scope.Incident($"the step names no kind of record that the core changes: {string.Join(", ", RecordKinds.All)}");
            return;
        }

        var facts = scope.Case.Facts;
        (facts["posting_begun"], facts["core_refusal"]) = (true, null);
        // After a refusal the corrected data are another change; until then, and after an incident, it stays the same one.
        var refusals = facts.GetValueOrDefault("core_refusals") is decimal n ? (int)n : 0;
        scope.Add(NewWork.Machine(Change, PostStep.Queue) with { Payload = new RecordAsked($"{scope.Case.Number}-{scope.Element.Id}-{refusals + 1}", kind) });
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var (answer, facts) = (result.Read<RecordChanged>(), scope.Case.Facts);
        if (answer.Reference is { } reference)
        {
            facts["core_reference"] = reference;
            foreach (var (name, value) in answer.Results ?? new Dictionary<string, string>()) facts[$"core_{CaseVariables.NameOf(name)}"] = value;
            scope.Note("record-changed", reference);
            scope.Audit("core.record-changed", new { reference, answer.Results });
            scope.Complete();
            return Outcome.Ok;
        }

        facts["posting_begun"] = false;
        facts["core_refusal"] = $"{answer.RefusalCode}: {answer.RefusalText}";
        facts["core_refusals"] = (facts.GetValueOrDefault("core_refusals") is decimal n ? n : 0) + 1;
        scope.Note("core-refused", $"{answer.RefusalCode}: {answer.RefusalText}");
        scope.Complete("refused");
        return Outcome.Ok;
    }
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
