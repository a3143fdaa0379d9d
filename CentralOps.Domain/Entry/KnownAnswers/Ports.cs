using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Entry.KnownAnswers;

/// <summary>The stock of known answers.</summary>
public interface IKnownAnswers
{
    /// <summary>Collects new ones from cases finished lately; returns how many.</summary>
    Task<int> CollectAsync(CancellationToken cancel = default);

    /// <summary>Known answers with how they were keyed, the most often missed first.</summary>
    Task<IReadOnlyList<KnownAnswerRow>> ListAsync(int take, CancellationToken cancel = default);

    /// <summary>Takes one out: everybody gets it "wrong" because it is wrong itself. Audited.</summary>
    Task<Outcome> RetireAsync(Guid supervisorId, Guid id, CancellationToken cancel = default);

    /// <summary>What keyers made of known answers in a time.</summary>
    Task<IReadOnlyList<KnownAnswerKeying>> KeyingsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancel = default);
}

/// <summary>A known answer in the list.</summary>
/// <param name="Answer">It.</param>
/// <param name="Shown">How often it was keyed.</param>
/// <param name="Missed">How often not as known.</param>
public sealed record KnownAnswerRow(KnownAnswer Answer, int Shown, int Missed);

/// <summary>Brings known answers to desks, where they look like any slice, and takes what was keyed.</summary>
public interface IKnownAnswerMix
{
    /// <summary>Now and then (parameter <c>entry.known-answer-share</c>) reserves a known answer for the operator, as the next slice.</summary>
    /// <param name="userId">The operator.</param>
    /// <param name="inHand">The slice in hand.</param>
    /// <param name="sheetType">Field type of the sheet that it shall lie on; null = one by one.</param>
    /// <param name="places">How many slices this mixing is for: the share counts for each.</param>
    /// <param name="cancel">Gives up.</param>
    Task MixInAsync(Guid userId, WorkItem inHand, string? sheetType, int places, CancellationToken cancel = default);

    /// <summary>Finishes a task that shows a known answer; null = the task shows none.</summary>
    Task<Outcome?> FinishAsync(Guid userId, Guid itemId, Guid commandId, WorkResult result, CancellationToken cancel = default);

    /// <summary>Puts right what was keyed for a known answer; null = the task shows none.</summary>
    Task<Outcome?> AmendAsync(Guid userId, Guid itemId, WorkResult result, CancellationToken cancel = default);
}

/// <summary>Finishes tasks of cases, and those that show known answers.</summary>
public sealed class FinishWork(CaseAdvancer cases, IKnownAnswerMix known) : IFinishWork, IAmendWork
{
    /// <inheritdoc />
    public async Task<Outcome> FinishAsync(Guid userId, Guid itemId, Guid commandId, WorkResult result, CancellationToken cancel = default)
    {
        var outcome = await cases.FinishAsync(userId, itemId, commandId, result, cancel);
        return outcome.Refusal is { Code: "dispatch.task-gone" } ? await BadResult.RefusedAsync(async () => await known.FinishAsync(userId, itemId, commandId, result, cancel) ?? outcome) : outcome;
    }

    /// <inheritdoc />
    public async Task<Outcome> AmendAsync(Guid userId, Guid itemId, WorkResult result, CancellationToken cancel = default)
    {
        var outcome = await cases.AmendAsync(userId, itemId, result, cancel);
        return outcome.Refusal is { Code: "dispatch.task-gone" } ? await BadResult.RefusedAsync(async () => await known.AmendAsync(userId, itemId, result, cancel) ?? outcome) : outcome;
    }
}
