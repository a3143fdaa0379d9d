using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Cases.Advancing;

/// <summary>Tasks that look like any other to whoever has them, but belong to no case.</summary>
public interface IWorkOfNoCase
{
    /// <summary>Finishes such a task; null = it is none.</summary>
    Task<Outcome?> FinishAsync(Guid userId, Guid itemId, Guid commandId, WorkResult result, CancellationToken cancel = default);

    /// <summary>Puts right what was done in such a task; null = it is none.</summary>
    Task<Outcome?> AmendAsync(Guid userId, Guid itemId, WorkResult result, CancellationToken cancel = default);
}

/// <summary>Finishes tasks of cases, and those that belong to none. What no page of ours would send, or a right that was lost meanwhile, leaves a row in the audit trail.</summary>
public sealed class FinishWork(CaseAdvancer cases, IEnumerable<IWorkOfNoCase> others, IStaffDirectory staff, IAuditTrail audit) : IFinishWork, IAmendWork
{
    private static readonly HashSet<string> Telling =
    [
        "dispatch.no-longer-allowed", "dispatch.separation-of-duties", "desk.unknown-verb", "desk.reason-missing", "desk.bad-mark", "desk.nothing-to-compare",
        "review.pages-unseen", "cases.bad-result",
    ];

    /// <inheritdoc />
    public async Task<Outcome> FinishAsync(Guid userId, Guid itemId, Guid commandId, WorkResult result, CancellationToken cancel = default)
    {
        var outcome = await OrAsync(
            await cases.FinishAsync(userId, itemId, commandId, result, cancel), other => other.FinishAsync(userId, itemId, commandId, result, cancel));
        if (outcome.Refusal is { } refusal && Telling.Contains(refusal.Code))
        {
            var who = (await staff.FindAsync(userId, cancel))?.UserName ?? userId.ToString();
            await audit.RecordAsync(who, "task.refused", "task", itemId.ToString(), new { verb = Short(result.Verb), why = refusal.Code }, cancel);
        }

        return outcome;
    }

    /// <inheritdoc />
    public async Task<Outcome> AmendAsync(Guid userId, Guid itemId, WorkResult result, CancellationToken cancel = default) =>
        await OrAsync(await cases.AmendAsync(userId, itemId, result, cancel), other => other.AmendAsync(userId, itemId, result, cancel));

    // A verb is what a client sends: anything.
    private static string Short(string verb) => verb.Length > 40 ? verb[..40] : verb;

    private async Task<Outcome> OrAsync(Outcome ofCase, Func<IWorkOfNoCase, Task<Outcome?>> ask)
    {
        if (ofCase.Refusal is not { Code: "dispatch.task-gone" }) return ofCase;
        return await BadResult.RefusedAsync(async () =>
        {
            foreach (var other in others)
                if (await ask(other) is { } outcome) return outcome;
            return ofCase;
        });
    }
}
