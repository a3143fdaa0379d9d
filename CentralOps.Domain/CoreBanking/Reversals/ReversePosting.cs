using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.CoreBanking.Reversals;

/// <summary>Undoes a booking under dual control: one person asks, another approves, then the core is asked exactly once.</summary>
public sealed class ReversePosting(IPostings postings, IReversals reversals, PostToCore postToCore, TimeProvider clock)
{
    /// <summary>Asks for a reversal.</summary>
    /// <param name="postingId">The booking.</param>
    /// <param name="by">Who asks (user id).</param>
    /// <param name="who">Their user name, for the audit trail.</param>
    /// <param name="reason">Why; must not be blank.</param>
    /// <param name="cancel">Cancellation.</param>
    public async Task<Outcome<Guid>> RequestAsync(Guid postingId, Guid by, string who, string reason, CancellationToken cancel = default)
    {
        if (string.IsNullOrWhiteSpace(reason)) return new Refusal("corebanking.reason-missing");
        var posting = await postings.FindAsync(postingId, cancel);
        if (posting is null) return new Refusal("corebanking.posting-missing");
        if (posting.State != PostingState.Booked || posting.ReversesId is not null) return new Refusal("corebanking.not-booked", posting.State.ToString());
        if ((await reversals.OfPostingAsync(postingId, cancel)).Any(r => r.State != ReversalState.Declined)) return new Refusal("corebanking.reversal-exists");
        var reversal = PostingReversal.Request(posting, by, reason.Trim(), clock.GetUtcNow());
        await reversals.AddAsync(reversal, who, cancel);
        return reversal.Id;
    }

    /// <summary>Another person approves or declines; on approval the core is asked at once and the result returned.</summary>
    /// <param name="reversalId">The request.</param>
    /// <param name="by">Who decides (user id).</param>
    /// <param name="who">Their user name, for the audit trail.</param>
    /// <param name="approve">True = undo the booking.</param>
    /// <param name="businessDate">The bank's date today: the reversal is booked on it.</param>
    /// <param name="cancel">Cancellation.</param>
    /// <returns>The result of the core when approved, null when declined.</returns>
    public async Task<Outcome<PostingResult?>> DecideAsync(Guid reversalId, Guid by, string who, bool approve, DateOnly businessDate, CancellationToken cancel = default)
    {
        var reversal = await reversals.FindAsync(reversalId, cancel);
        if (reversal is null) return new Refusal("corebanking.reversal-missing");
        if (reversal.State != ReversalState.Requested) return new Refusal("corebanking.reversal-decided", reversal.State.ToString());
        if (reversal.RequestedBy == by) return new Refusal("corebanking.same-person");
        var posting = await postings.FindAsync(reversal.PostingId, cancel) ?? throw new RuleBroken("The posting of a reversal cannot be found.");
        if (posting.State != PostingState.Booked) return new Refusal("corebanking.not-booked", posting.State.ToString());
        var now = clock.GetUtcNow();
        var undo = approve ? CorePosting.Undo(posting, businessDate, reversal.Id, now) : null;
        if (undo is null) reversal.Decline(by, now);
        else reversal.Approve(by, undo.Id, now);
        if (!await reversals.DecideAsync(reversal, undo, who, cancel)) return new Refusal("corebanking.reversal-decided", ReversalState.Approved.ToString());
        return undo is null ? (Outcome<PostingResult?>)default(PostingResult?) : await postToCore.SettleAsync(undo.Id, cancel);
    }
}
