namespace CentralOps.Domain.CoreBanking.Posting;

/// <summary>Where postings are kept. Every call is its own transaction, committed when it returns.</summary>
public interface IPostings
{
    /// <summary>The last round for a case and purpose, or null.</summary>
    Task<CorePosting?> LatestAsync(Guid caseId, string purpose, CancellationToken cancel = default);

    /// <summary>A posting, or null.</summary>
    Task<CorePosting?> FindAsync(Guid id, CancellationToken cancel = default);

    /// <summary>The posting with this idempotency key, or null.</summary>
    Task<CorePosting?> FindByKeyAsync(string idempotencyKey, CancellationToken cancel = default);

    /// <summary>All postings of a case, oldest first.</summary>
    Task<IReadOnlyList<CorePosting>> OfCaseAsync(Guid caseId, CancellationToken cancel = default);

    /// <summary>Keeps a new posting; false when somebody else has just prepared the same round.</summary>
    Task<bool> AddAsync(CorePosting posting, CancellationToken cancel = default);

    /// <summary>Writes a change, and that of a second posting in the same transaction; false when somebody else changed one of them since it was read.</summary>
    Task<bool> SaveAsync(CorePosting posting, CorePosting? together = null, CancellationToken cancel = default);

    /// <summary>Postings whose answer is open (sent before <paramref name="sentBefore"/>, or unknown and due at <paramref name="now"/>) and reversals to be sent, oldest first.</summary>
    Task<IReadOnlyList<Guid>> OpenAsync(DateTimeOffset now, DateTimeOffset sentBefore, int max, CancellationToken cancel = default);

    /// <summary>Postings, newest first.</summary>
    /// <param name="text">Exact case number, account or journal number; null = any.</param>
    /// <param name="states">States; empty = any.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="cancel">Cancellation.</param>
    Task<IReadOnlyList<CorePosting>> SearchAsync(string? text, IReadOnlyCollection<PostingState> states, int max, CancellationToken cancel = default);

    /// <summary>All postings of a business date.</summary>
    Task<IReadOnlyList<CorePosting>> OfBusinessDateAsync(DateOnly businessDate, CancellationToken cancel = default);

    /// <summary>Business dates from <paramref name="first"/> on that have postings.</summary>
    Task<IReadOnlyList<DateOnly>> BusinessDatesAsync(DateOnly first, CancellationToken cancel = default);
}
