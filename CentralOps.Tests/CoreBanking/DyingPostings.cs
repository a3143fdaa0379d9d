using CentralOps.Domain.CoreBanking.Posting;

namespace CentralOps.Tests.CoreBanking;

/// <summary>The real store, in a process that is killed at a chosen write: before the write, or just after it was committed.</summary>
internal sealed class DyingPostings(IPostings store) : IPostings
{
    private int writes;

    /// <summary>The write at which the process dies, counted from 1; 0 = it lives.</summary>
    public int DiesAt { get; set; }

    /// <summary>The write is committed before the death.</summary>
    public bool AfterCommit { get; set; }

    public Task<CorePosting?> LatestAsync(Guid caseId, string purpose, CancellationToken cancel = default) => store.LatestAsync(caseId, purpose, cancel);

    public Task<CorePosting?> FindAsync(Guid id, CancellationToken cancel = default) => store.FindAsync(id, cancel);

    public Task<CorePosting?> FindByKeyAsync(string idempotencyKey, CancellationToken cancel = default) => store.FindByKeyAsync(idempotencyKey, cancel);

    public Task<IReadOnlyList<CorePosting>> OfCaseAsync(Guid caseId, CancellationToken cancel = default) => store.OfCaseAsync(caseId, cancel);

    public Task<bool> AddAsync(CorePosting posting, CancellationToken cancel = default) => WriteAsync(() => store.AddAsync(posting, cancel));

    public Task<bool> SaveAsync(CorePosting posting, CorePosting? together = null, CancellationToken cancel = default) => WriteAsync(() => store.SaveAsync(posting, together, cancel));

    public Task<IReadOnlyList<Guid>> OpenAsync(DateTimeOffset now, DateTimeOffset sentBefore, int max, CancellationToken cancel = default) => store.OpenAsync(now, sentBefore, max, cancel);

    public Task<IReadOnlyList<CorePosting>> SearchAsync(string? text, IReadOnlyCollection<PostingState> states, int max, CancellationToken cancel = default) =>
        store.SearchAsync(text, states, max, cancel);

    public Task<IReadOnlyList<CorePosting>> OfBusinessDateAsync(DateOnly businessDate, CancellationToken cancel = default) => store.OfBusinessDateAsync(businessDate, cancel);

    public Task<IReadOnlyList<DateOnly>> BusinessDatesAsync(DateOnly first, CancellationToken cancel = default) => store.BusinessDatesAsync(first, cancel);

    private async Task<bool> WriteAsync(Func<Task<bool>> write)
    {
        var dies = ++writes == DiesAt;
        if (dies && !AfterCommit) throw new Killed();
        var result = await write();
        return dies ? throw new Killed() : result;
    }

    internal sealed class Killed : Exception;
}
