using System.Globalization;
using CentralOps.Domain.CoreBanking.Posting;

namespace CentralOps.Domain.CoreBanking.Reconciliation;

/// <summary>Settles postings whose answer was lost and compares our postings of a business date with the core's own journal.</summary>
public sealed class ReconcilePostings(IPostings postings, IReconciliations runs, ICoreBanking core, PostToCore postToCore, TimeProvider clock)
{
    /// <summary>Asks the core about open postings that are due. Run every minute.</summary>
    /// <returns>How many were settled.</returns>
    public async Task<int> SettleOpenAsync(int max, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        var settled = 0;
        foreach (var id in await postings.OpenAsync(now, now - PostToCore.SendGrace, max, cancel))
        {
            if (await postToCore.SettleAsync(id, cancel) is { Outcome: not PostingOutcome.Pending }) settled++;
        }
        return settled;
    }

    /// <summary>Compares one business date and keeps the result.</summary>
    /// <exception cref="CoreUnavailable">The core's journal could not be read in full; nothing is kept.</exception>
    public async Task<ReconciliationRun> ReconcileAsync(DateOnly businessDate, CancellationToken cancel = default)
    {
        var settled = await SettleOpenAsync(1000, cancel);
        var atCore = new Dictionary<string, List<CoreJournalEntry>>();
        await foreach (var entry in core.JournalAsync(businessDate, cancel))
            (atCore.TryGetValue(entry.IdempotencyKey, out var list) ? list : atCore[entry.IdempotencyKey] = []).Add(entry);

        // Read after the core's journal: what was booked between the two reads is ours first and the core's entry is in hand or will be tomorrow's match.
        var ours = (await postings.OfBusinessDateAsync(businessDate, cancel)).ToDictionary(p => p.IdempotencyKey);
        var breaks = new List<ReconciliationBreak>();
        var runStart = clock.GetUtcNow();
        foreach (var (key, entries) in atCore)
        {
            var posting = ours.GetValueOrDefault(key) ?? await postings.FindByKeyAsync(key, cancel);
            if (entries.Count > 1) breaks.Add(Break(BreakKind.BookedTwice, key, posting, entries));
            if (posting is { MayStillBook: true } && ContentEquals(posting, entries[0]) && await BookFromJournalAsync(posting, entries[0], cancel)) settled++;
            if (Judge(posting, entries[0]) is { } kind) breaks.Add(Break(kind, key, posting, entries));
        }
        foreach (var posting in ours.Values.Where(p => !atCore.ContainsKey(p.IdempotencyKey)))
        {
            if (posting.State is PostingState.Booked or PostingState.Reversed && posting.SettledAt < runStart - PostToCore.SendGrace)
                breaks.Add(Break(BreakKind.MissingAtCore, posting.IdempotencyKey, posting, []));
            else if (posting.MayStillBook)
                breaks.Add(Break(BreakKind.StillOpen, posting.IdempotencyKey, posting, []));
        }
        var booked = ours.Values.Where(p => p.State is PostingState.Booked or PostingState.Reversed).ToList();
        var all = atCore.Values.SelectMany(e => e).ToList();
        var run = new ReconciliationRun
        {
            BusinessDate = businessDate, At = runStart, Settled = settled,
            OurCount = booked.Count, OurSum = booked.Sum(p => p.ReversesId is null ? p.Amount : -p.Amount),
            CoreCount = all.Count, CoreSum = all.Sum(e => e.ReversesKey is null ? e.Amount : -e.Amount),
            Breaks = breaks,
        };
        await runs.AddAsync(run, cancel);
        return run;
    }

    private static BreakKind? Judge(CorePosting? posting, CoreJournalEntry entry) => posting switch
    {
        null => BreakKind.UnknownHere,
        { State: not (PostingState.Booked or PostingState.Reversed) } => BreakKind.StateDiffers,
        _ when !ContentEquals(posting, entry) => BreakKind.ContentDiffers,
        _ when posting.JournalNumber != entry.JournalNumber => BreakKind.JournalDiffers,
        _ => null,
    };

    private static bool ContentEquals(CorePosting posting, CoreJournalEntry entry) =>
        posting.Amount == entry.Amount && posting.DebitAccount == entry.DebitAccount && posting.CreditAccount == entry.CreditAccount
        && posting.ReversesKey == entry.ReversesKey && posting.BusinessDate == entry.BusinessDate;

    /// <summary>The journal is as good an answer as a query: an open posting that stands there is booked.</summary>
    private async Task<bool> BookFromJournalAsync(CorePosting posting, CoreJournalEntry entry, CancellationToken cancel)
    {
        posting.Book(entry.JournalNumber, entry.At);
        var undone = posting.ReversesId is { } id ? await postings.FindAsync(id, cancel) : null;
        undone?.Reverse();
        return await postings.SaveAsync(posting, undone, cancel);
    }

    private static ReconciliationBreak Break(BreakKind kind, string key, CorePosting? posting, List<CoreJournalEntry> entries) => new()
    {
        Kind = kind, IdempotencyKey = key, CaseNumber = posting?.CaseNumber,
        Ours = posting is null ? "–" : string.Create(CultureInfo.InvariantCulture, $"{posting.State} {posting.JournalNumber} {posting.DebitAccount}→{posting.CreditAccount} {posting.Amount:F2} {posting.BusinessDate:yyyy-MM-dd}"),
        Core = entries.Count == 0 ? "–" : string.Join("; ", entries.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.JournalNumber} {e.DebitAccount}→{e.CreditAccount} {e.Amount:F2} {e.BusinessDate:yyyy-MM-dd}"))),
    };
}
