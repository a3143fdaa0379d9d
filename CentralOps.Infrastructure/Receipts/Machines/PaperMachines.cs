using System.Text;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Batches;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Content;
using CentralOps.Domain.CoreBanking.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Receipts;
using CentralOps.Domain.Receipts.Steps;

namespace CentralOps.Infrastructure.Receipts.Machines;

/// <summary>Issues the e-receipt of a booked case.</summary>
internal sealed class ReceiptMachine(IssueReceipt issue) : IMachine
{
    public string Task => ReceiptStep.Issue;

    public async Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel)
    {
        var receipt = await issue.IssueAsync(@case.Id, PostStep.Purpose, cancel);
        return receipt.Succeeded ? new ReceiptIssued(receipt.Value.Number) : throw new InvalidOperationException(receipt.Refusal!.ToString());
    }
}

/// <summary>Seals the final data of a case in the content store and sets the retention of everything that belongs to it.</summary>
internal sealed class ArchiveMachine(IContentStore content, IRetentionRegister retention, IReceipts receipts, ICaseReader cases, IParameters parameters, TimeProvider clock) : IMachine
{
    public string Task => ArchiveStep.Archive;

    public async Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel)
    {
        var papers = (await receipts.OfCaseAsync(@case.Id, cancel)).Select(r => r.ContentHash).OfType<string>().ToList();
        var record = StoredJson.Write(new
        {
            @case.Number,
            @case.BusinessType,
            @case.BranchCode,
            @case.BusinessDate,
            @case.SubmittedAt,
            @case.Amount,
            @case.CustomerName,
            @case.Pages,
            @case.Fields,
            @case.Keyings,
            @case.Evidence,
            @case.Facts,
            events = (await cases.EventsAsync(@case.Id, cancel)).Where(e => e.At <= item.EnqueuedAt),
            papers,
        });
        var hash = await content.PutAsync(Encoding.UTF8.GetBytes(record), cancel);
        var until = item.EnqueuedAt.AddDays((double)parameters.Number(ParameterKeys.RetentionDays));
        string[] all = [hash, .. papers, .. BatchFacts.Documents(@case), .. @case.Pages.SelectMany(p => new[] { p.ContentHash, p.ThumbnailHash }), .. @case.Fields.Select(f => f.SliceHash).OfType<string>()];
        await retention.KeepAsync([.. all.Distinct()], until, cancel);
        return new Archived(hash, until < clock.GetUtcNow() ? clock.GetUtcNow() : until);
    }
}
