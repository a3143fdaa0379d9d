using CentralOps.Domain.Audit;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.Receipts;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Receipts.Persistence;

internal sealed class ReceiptStore(IDbContextFactory<CentralOpsDbContext> contexts, IAuditTrail audit) : IReceipts, IPrintRegister
{
    /// <summary>Somebody else may take the number in hand; each round one of them has got through.</summary>
    private const int MostTries = 50;

    public async Task<EReceipt?> OfPostingAsync(Guid postingId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<EReceipt>().AsNoTracking().FirstOrDefaultAsync(r => r.PostingId == postingId, cancel);
    }

    public async Task<IReadOnlyList<EReceipt>> OfCaseAsync(Guid caseId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<EReceipt>().AsNoTracking().Where(r => r.CaseId == caseId).OrderBy(r => r.IssuedAt).ToListAsync(cancel);
    }

    public async Task<EReceipt?> FindAsync(string number, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<EReceipt>().AsNoTracking().FirstOrDefaultAsync(r => r.Number == number, cancel);
    }

    public Task<EReceipt> AddAsync(CorePosting posting, Func<int, EReceipt> issue, CancellationToken cancel = default) => contexts.ChangeAsync(async db =>
    {
        if (await db.Set<EReceipt>().AsNoTracking().FirstOrDefaultAsync(r => r.PostingId == posting.Id, cancel) is { } existing) return existing;
        var sequence = await db.Set<ReceiptSequence>().FindAsync([posting.BranchCode, posting.BusinessDate], cancel);
        if (sequence is null) db.Add(sequence = new ReceiptSequence { BranchCode = posting.BranchCode, BusinessDate = posting.BusinessDate });
        var receipt = issue(++sequence.Last);
        db.Add(receipt);
        db.Add(audit.Create("system", "receipt.issued", "receipt", receipt.Number, new { receipt.CaseNumber, receipt.JournalNumber }));
        await db.SaveChangesAsync(cancel);
        return receipt;
    }, cancel, MostTries);

    public async Task SetContentAsync(Guid id, string contentHash, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Set<EReceipt>().Where(r => r.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.ContentHash, contentHash), cancel);
    }

    public Task<DocumentPrint> RegisterAsync(Func<int, DocumentPrint> print, Guid postingId, string kind, CancellationToken cancel = default) => contexts.ChangeAsync(async db =>
    {
        var last = await db.Set<DocumentPrint>().Where(p => p.PostingId == postingId && p.Kind == kind).MaxAsync(p => (int?)p.Copy, cancel) ?? 0;
        var next = print(last + 1);
        db.Add(next);
        db.Add(audit.Create(next.PrintedBy, "document.printed", "case", next.CaseNumber, new { next.Kind, next.Copy, next.BranchCode }));
        await db.SaveChangesAsync(cancel);
        return next;
    }, cancel, MostTries);

    async Task<IReadOnlyList<DocumentPrint>> IPrintRegister.OfCaseAsync(Guid caseId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<DocumentPrint>().AsNoTracking().Where(p => p.CaseId == caseId).OrderBy(p => p.At).ToListAsync(cancel);
    }
}
