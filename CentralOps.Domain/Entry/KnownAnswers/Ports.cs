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
public interface IKnownAnswerMix : IWorkOfNoCase
{
    /// <summary>Now and then (parameter <c>entry.known-answer-share</c>) reserves a known answer for the operator, as the next slice.</summary>
    /// <param name="userId">The operator.</param>
    /// <param name="inHand">The slice in hand.</param>
    /// <param name="sheetType">Field type of the sheet that it shall lie on; null = one by one.</param>
    /// <param name="places">How many slices this mixing is for: the share counts for each.</param>
    /// <param name="cancel">Gives up.</param>
    Task MixInAsync(Guid userId, WorkItem inHand, string? sheetType, int places, CancellationToken cancel = default);
}
