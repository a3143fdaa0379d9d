using CentralOps.Domain.Content;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Receipts;

/// <summary>Issues the e-receipt of a case's booking. Safe to call again: one booking has one receipt, with one number.</summary>
public sealed class IssueReceipt(IPostings postings, IReceipts receipts, IPaperRenderer renderer, IContentStore content, ReceiptKey key, TimeProvider clock)
{
    /// <summary>Issues the receipt, or returns the one that was issued.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="purpose">Purpose of the posting, e.g. <c>transfer</c>.</param>
    /// <param name="cancel">Cancellation.</param>
    public async Task<Outcome<EReceipt>> IssueAsync(Guid caseId, string purpose, CancellationToken cancel = default)
    {
        var posting = await postings.LatestAsync(caseId, purpose, cancel);
        if (posting is null || posting.State != PostingState.Booked) return new Refusal("receipts.not-booked");
        var receipt = await receipts.OfPostingAsync(posting.Id, cancel)
            ?? await receipts.AddAsync(posting, sequence => EReceipt.Issue(posting, sequence, key, clock.GetUtcNow()), cancel);
        if (receipt.ContentHash is null)
        {
            receipt.ContentHash = await content.PutAsync(renderer.Receipt(receipt), cancel);
            await receipts.SetContentAsync(receipt.Id, receipt.ContentHash, cancel);
        }
        return receipt;
    }
}
