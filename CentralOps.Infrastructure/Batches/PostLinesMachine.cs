using System.Text;
using CentralOps.Domain.Batches;
using CentralOps.Domain.Batches.Steps;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Content;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.CoreBanking.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;

namespace CentralOps.Infrastructure.Batches;

/// <summary>
/// Pays the lines of a batch from the bank's transit account. Each line is a posting of its own under one key for life: a run that dies, is repeated or loses answers
/// pays nothing twice.
/// </summary>
internal sealed class PostLinesMachine(PostToCore post, IPostings postings, IContentStore content, VoucherConfiguration vouchers, TimeProvider clock) : IMachine
{
    // Well within the lease of a machine item.
    private static readonly TimeSpan OneTurn = TimeSpan.FromSeconds(60);

    public string Task => PostLinesStep.PostLines;

    /// <summary>The core may be down for long; the batch waits.</summary>
    public int MostAttempts => 30;

    public async Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel)
    {
        var (begun, type) = (clock.GetTimestamp(), vouchers.BusinessType(@case.BusinessType));
        var round = Guid.Parse(@case.Facts.Get(BatchFacts.Round)!);
        var lines = StoredJson.Read<List<BatchLine>>(Encoding.UTF8.GetString(await content.GetAsync(@case.Facts.Get(SharedFacts.BatchLines)!, cancel)));
        var known = (await postings.OfCaseAsync(@case.Id, cancel)).GroupBy(p => p.Purpose).ToDictionary(g => g.Key, g => g.MaxBy(p => p.Round)!);
        if (known.GetValueOrDefault(PostStep.Purpose) is not { State: PostingState.Booked } debit || debit.Amount != lines.Sum(l => l.Amount))
            throw new InvalidOperationException("the payer was not debited with the sum of the lines: nothing is paid");

        var (paid, failed, later) = (new List<decimal>(), new List<decimal>(), (DateTimeOffset?)null);
        foreach (var line in lines)
        {
            var before = known.GetValueOrDefault(BatchFacts.PurposeOf(line.Number));
            if (before is { State: PostingState.Booked })
            {
                paid.Add(line.Amount);
                continue;
            }

            if (before is not { State: PostingState.Refused } refused || refused.Occasion != round)
            {
                if (clock.GetElapsedTime(begun) > OneTurn) return Result(more: true);
                var result = await post.PostAsync(Order(@case, type, line, round), cancel);
                if (result.Outcome == PostingOutcome.Pending) later = Earlier(later, result.TryAgainAt ?? clock.GetUtcNow().AddSeconds(3));
                if (result.Outcome == PostingOutcome.Booked) paid.Add(line.Amount);
                if (result.Outcome != PostingOutcome.Refused) continue;
            }

            failed.Add(line.Amount);
        }

        return later is { } at ? throw new TryLater(at, "the core has not answered for every line; they will be queried") : Result(more: false);

        LinesPosted Result(bool more) => new(more, paid.Count, paid.Sum(), failed.Count, failed.Sum());
    }

    private static PostingOrder Order(Case @case, BusinessType? type, BatchLine line, Guid round) => CaseOrder.Of(@case, type, new PostWhat(), round) with
    {
        Purpose = BatchFacts.PurposeOf(line.Number),
        Debit = CaseOrder.Party(@case, type, "setting:transit"),
        Credit = new PostingParty(line.Account, line.Name),
        Amount = line.Amount,
        Summary = line.Remark.Length > 0 ? line.Remark : @case.Accepted("purpose") ?? "",
        VoucherKind = "",
        VoucherNumber = null,
    };

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } first && first < other ? first : other;
}
