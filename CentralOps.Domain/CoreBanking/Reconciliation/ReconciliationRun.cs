using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.CoreBanking.Reconciliation;

/// <summary>What is wrong between the two journals.</summary>
public enum BreakKind
{
    /// <summary>We say booked; the core's journal has no such entry.</summary>
    MissingAtCore,

    /// <summary>The core booked under a key that we never gave out.</summary>
    UnknownHere,

    /// <summary>The core booked what we hold for refused or not sent.</summary>
    StateDiffers,

    /// <summary>Accounts or amount differ.</summary>
    ContentDiffers,

    /// <summary>The journal numbers differ.</summary>
    JournalDiffers,

    /// <summary>The core has more than one entry under one key.</summary>
    BookedTwice,

    /// <summary>The core does not answer for this posting: its end is still open.</summary>
    StillOpen,
}

/// <summary>One comparison of our postings of a business date with the core's journal.</summary>
public sealed class ReconciliationRun
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The bank's date that was compared.</summary>
    public DateOnly BusinessDate { get; init; }

    /// <summary>Compared at (UTC).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Our booked postings and reversals.</summary>
    public int OurCount { get; init; }

    /// <summary>Sum of our bookings less reversals, yuan.</summary>
    public decimal OurSum { get; init; }

    /// <summary>Entries of the core's journal.</summary>
    public int CoreCount { get; init; }

    /// <summary>Sum of the core's bookings less reversals, yuan.</summary>
    public decimal CoreSum { get; init; }

    /// <summary>Postings whose lost answer was cleared by this run.</summary>
    public int Settled { get; init; }

    /// <summary>What does not agree; empty = the two journals are equal.</summary>
    public List<ReconciliationBreak> Breaks { get; init; } = [];
}

/// <summary>One disagreement between the two journals.</summary>
public sealed class ReconciliationBreak
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The run that found it.</summary>
    public Guid RunId { get; init; }

    /// <summary>What is wrong.</summary>
    public BreakKind Kind { get; init; }

    /// <summary>The key it is about.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Our case number; null = not ours.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>Our side in words: state, journal number, accounts, amount.</summary>
    public required string Ours { get; init; }

    /// <summary>The core's side in words.</summary>
    public required string Core { get; init; }
}

/// <summary>Where runs and breaks are kept.</summary>
public interface IReconciliations
{
    /// <summary>Keeps a run with its breaks.</summary>
    Task AddAsync(ReconciliationRun run, CancellationToken cancel = default);

    /// <summary>The latest run of each of the last business dates, newest first.</summary>
    Task<IReadOnlyList<ReconciliationRun>> LatestAsync(int dates, CancellationToken cancel = default);
}
