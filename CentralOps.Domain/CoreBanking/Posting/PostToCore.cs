using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.CoreBanking.Posting;

/// <summary>
/// Books an order in the core exactly once. Safe to call again at any time and after a crash at any point: the state is written before
/// the request leaves, a lost answer is queried and never blindly repeated, and the core knows the posting by one key for life.
/// </summary>
public sealed class PostToCore(IPostings postings, ICoreBanking core, TimeProvider clock)
{
    /// <summary>A send that is younger than this may still be under way in another process; it is longer than the adapter's own time-out.</summary>
    public static readonly TimeSpan SendGrace = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Books the order, or says where its posting stands.</summary>
    /// <exception cref="RuleBroken">An earlier posting of the same case and purpose is open or booked with other accounts or another amount: a supervisor must look.</exception>
    public async Task<PostingResult> PostAsync(PostingOrder order, CancellationToken cancel = default)
    {
        var posting = await postings.LatestAsync(order.CaseId, order.Purpose, cancel);
        if (posting is null || posting.AllowsAnotherRound(order.Occasion))
        {
            var prepared = CorePosting.Prepare(order, (posting?.Round ?? 0) + 1, clock.GetUtcNow());
            if (!await postings.AddAsync(prepared, cancel))
                prepared = await postings.LatestAsync(order.CaseId, order.Purpose, cancel) ?? throw new RuleBroken("A posting that exists cannot be found.");
            posting = prepared;
        }
        if (!posting.IsFor(order) && posting.State != PostingState.Refused)
            throw new RuleBroken($"Case {order.CaseNumber} already has a posting for {order.Purpose} ({posting.State}, {posting.Amount}) that differs from the order ({order.Amount}).");
        return (await DriveAsync(posting, maySend: true, cancel)).ToResult();
    }

    /// <summary>Takes an open posting one answer further: what the settling job does for postings whose answer was lost.</summary>
    public async Task<PostingResult?> SettleAsync(Guid postingId, CancellationToken cancel = default)
    {
        var posting = await postings.FindAsync(postingId, cancel);
        if (posting is null) return null;

        // A booking that never arrived waits for its case, which may have gone another way meanwhile; an approved reversal has nobody but us.
        return (await DriveAsync(posting, maySend: posting.ReversesId is not null, cancel)).ToResult();
    }

    private async Task<CorePosting> DriveAsync(CorePosting posting, bool maySend, CancellationToken cancel)
    {
        for (var turn = 0; turn < 3 && !posting.IsSettled; turn++)
        {
            var now = clock.GetUtcNow();
            if (posting.State == PostingState.Sent)
            {
                // Somebody is sending it this moment, or died doing so; only after the grace is it certain that no sender is left.
                if (posting.SentAt + SendGrace > now) return posting;
                posting.LoseAnswer("the sender did not write down an answer", now);
                if (!await postings.SaveAsync(posting, null, cancel)) posting = await AgainAsync(posting, cancel);
                continue;
            }
            if (posting.NextAttemptAt > now || (posting.State == PostingState.Prepared && !maySend)) return posting;
            posting = posting.State == PostingState.Prepared ? await SendAsync(posting, cancel) : await QueryAsync(posting, cancel);
            if (posting.State == PostingState.Unknown) return posting;
        }
        return posting;
    }

    private async Task<CorePosting> SendAsync(CorePosting posting, CancellationToken cancel)
    {
        posting.Send(clock.GetUtcNow());
        if (!await postings.SaveAsync(posting, null, cancel)) return await AgainAsync(posting, cancel);
        var answer = posting.ReversesId is null ? await core.PostAsync(posting.ToInstruction(), cancel) : await core.ReverseAsync(posting.ToInstruction(), cancel);
        return await WriteDownAsync(posting, answer);
    }

    private async Task<CorePosting> QueryAsync(CorePosting posting, CancellationToken cancel) =>
        await WriteDownAsync(posting, await core.QueryAsync(posting.IdempotencyKey, cancel));

    /// <summary>Not cancellable: an answer that is known must not be forgotten because somebody stopped waiting.</summary>
    private async Task<CorePosting> WriteDownAsync(CorePosting posting, CoreAnswer answer)
    {
        for (var turn = 0; turn < 3; turn++)
        {
            Apply(posting, answer);
            var undone = posting is { State: PostingState.Booked, ReversesId: { } id } ? await postings.FindAsync(id, CancellationToken.None) : null;
            undone?.Reverse();
            if (await postings.SaveAsync(posting, undone, CancellationToken.None)) return posting;
            posting = await AgainAsync(posting, CancellationToken.None);
            if (posting.IsSettled || posting.State == PostingState.Prepared) return posting;
        }
        return posting;
    }

    private void Apply(CorePosting posting, CoreAnswer answer)
    {
        var now = clock.GetUtcNow();
        switch (answer)
        {
            case CoreAnswer.Booked booked: posting.Book(booked.JournalNumber, booked.At); break;
            case CoreAnswer.Refused refused: posting.Refuse(refused.Code, refused.Text, now); break;
            case CoreAnswer.NoAnswer lost: posting.LoseAnswer(lost.Reason, now + Wait(posting.Failures)); break;

            // Only of the sending itself does "never left" mean "not at the core"; a query that never left tells nothing.
            case CoreAnswer.NotSent unsent when posting.State == PostingState.Sent: posting.NeverLeft(unsent.Reason, now + Wait(posting.Failures)); break;
            case CoreAnswer.NotSent unsent: posting.LoseAnswer(unsent.Reason, now + Wait(posting.Failures)); break;
            case CoreAnswer.NotKnown when posting.State == PostingState.Unknown: posting.NotAtCore(now); break;
            default: posting.LoseAnswer($"unexpected answer {answer}", now + Wait(posting.Failures)); break;
        }
    }

    private static TimeSpan Wait(int tries)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(tries, 10));
        return wait < LongestWait ? wait : LongestWait;
    }

    private async Task<CorePosting> AgainAsync(CorePosting posting, CancellationToken cancel) =>
        await postings.FindAsync(posting.Id, cancel) ?? throw new RuleBroken($"Posting {posting.IdempotencyKey} has vanished.");
}
