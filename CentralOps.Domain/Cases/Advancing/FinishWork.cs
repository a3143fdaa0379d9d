using CentralOps.Domain.Dispatch;
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

/// <summary>Finishes tasks of cases, and those that belong to none.</summary>
public sealed class FinishWork(CaseAdvancer cases, IEnumerable<IWorkOfNoCase> others) : IFinishWork, IAmendWork
{
    /// <inheritdoc />
    public async Task<Outcome> FinishAsync(Guid userId, Guid itemId, Guid commandId, WorkResult result, CancellationToken cancel = default) =>
        await OrAsync(
            await cases.FinishAsync(userId, itemId, commandId, result, cancel), other => other.FinishAsync(userId, itemId, commandId, result, cancel));

    /// <inheritdoc />
    public async Task<Outcome> AmendAsync(Guid userId, Guid itemId, WorkResult result, CancellationToken cancel = default) =>
        await OrAsync(await cases.AmendAsync(userId, itemId, result, cancel), other => other.AmendAsync(userId, itemId, result, cancel));

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
