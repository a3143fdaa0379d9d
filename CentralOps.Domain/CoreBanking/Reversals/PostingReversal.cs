using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.CoreBanking.Reversals;

/// <summary>Where a reversal stands.</summary>
public enum ReversalState
{
    /// <summary>One person asked for it; another must decide.</summary>
    Requested,

    /// <summary>Approved by another person; the core is asked until it has answered.</summary>
    Approved,

    /// <summary>Declined by another person. Final.</summary>
    Declined,
}

/// <summary>The wish to undo a booking: one person asks, another decides.</summary>
public sealed class PostingReversal
{
    private PostingReversal()
    {
    }

    /// <summary>Row key.</summary>
    public Guid Id { get; private set; } = Ids.New();

    /// <summary>The booking to undo.</summary>
    public Guid PostingId { get; private set; }

    /// <summary>Its case.</summary>
    public Guid CaseId { get; private set; }

    /// <summary>Who asked (user id).</summary>
    public Guid RequestedBy { get; private set; }

    /// <summary>Why.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Asked at (UTC).</summary>
    public DateTimeOffset RequestedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public ReversalState State { get; private set; }

    /// <summary>Who decided (user id).</summary>
    public Guid? DecidedBy { get; private set; }

    /// <summary>Decided at (UTC).</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The posting that undoes it, once approved: its state tells whether the core has done it.</summary>
    public Guid? UndoPostingId { get; private set; }

    /// <summary>Concurrency stamp.</summary>
    public Guid Version { get; set; }

    /// <summary>Asks for a reversal.</summary>
    public static PostingReversal Request(Posting.CorePosting posting, Guid by, string reason, DateTimeOffset now) =>
        new() { PostingId = posting.Id, CaseId = posting.CaseId, RequestedBy = by, Reason = reason, RequestedAt = now };

    /// <summary>Another person approves.</summary>
    /// <exception cref="RuleBroken">Already decided, or the same person.</exception>
    public void Approve(Guid by, Guid undoPostingId, DateTimeOffset now)
    {
        RequireOther(by);
        (State, DecidedBy, DecidedAt, UndoPostingId) = (ReversalState.Approved, by, now, undoPostingId);
    }

    /// <summary>Another person declines.</summary>
    /// <exception cref="RuleBroken">Already decided, or the same person.</exception>
    public void Decline(Guid by, DateTimeOffset now)
    {
        RequireOther(by);
        (State, DecidedBy, DecidedAt) = (ReversalState.Declined, by, now);
    }

    private void RequireOther(Guid by)
    {
        if (State != ReversalState.Requested) throw new RuleBroken($"Reversal {Id} is already {State}.");
        if (by == RequestedBy) throw new RuleBroken("Nobody decides on a reversal that they asked for themselves.");
    }
}

/// <summary>Where reversals are kept.</summary>
public interface IReversals
{
    /// <summary>A reversal, or null.</summary>
    Task<PostingReversal?> FindAsync(Guid id, CancellationToken cancel = default);

    /// <summary>Reversals of a posting, oldest first.</summary>
    Task<IReadOnlyList<PostingReversal>> OfPostingAsync(Guid postingId, CancellationToken cancel = default);

    /// <summary>Reversals that wait for a decision, oldest first.</summary>
    Task<IReadOnlyList<PostingReversal>> WaitingAsync(CancellationToken cancel = default);

    /// <summary>Keeps a new request and its audit entry.</summary>
    Task AddAsync(PostingReversal reversal, string who, CancellationToken cancel = default);

    /// <summary>Writes the decision, its audit entry and, when approved, the undoing posting in one transaction; false when somebody else decided meanwhile.</summary>
    Task<bool> DecideAsync(PostingReversal reversal, Posting.CorePosting? undo, string who, CancellationToken cancel = default);
}
