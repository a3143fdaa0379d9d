using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Cases;

/// <summary>Reads cases without tracking.</summary>
internal sealed class CaseReader(IDbContextFactory<CentralOpsDbContext> contexts) : ICaseReader
{
    // Asked at every task and for every voucher: see CaseStore.
    private readonly Func<CentralOpsDbContext, Guid, CancellationToken, Task<WorkItem?>> _work = EF.CompileAsyncQuery(
        (CentralOpsDbContext db, Guid itemId, CancellationToken _) => db.Set<WorkItem>().AsNoTracking().FirstOrDefault(w => w.Id == itemId));

    private readonly Func<CentralOpsDbContext, Guid?, string, string, bool, string?, CancellationToken, Task<string?>> _other = EF.CompileAsyncQuery(
        (CentralOpsDbContext db, Guid? exceptCase, string kind, string value, bool openOnly, string? ofType, CancellationToken _) =>
            (from key in db.Set<CaseKey>()
             join other in db.Set<Case>() on key.CaseId equals other.Id
             where key.Kind == kind && key.Value == value && other.Id != exceptCase
                   && other.Status != CaseStatus.Rejected && other.Status != CaseStatus.Withdrawn && (!openOnly || other.Status != CaseStatus.Completed) && (ofType == null || other.BusinessType == ofType)
             select other.Number).FirstOrDefault());

    public async Task<Case?> ReadAsync(Guid caseId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Set<Case>().AsNoTracking().Where(c => c.Id == caseId)
            .Select(c => new { Case = c, Body = EF.Property<string>(c, CaseConfiguration.BodyColumn) }).FirstOrDefaultAsync(cancel);
        row?.Case.Restore(StoredJson.Read<CaseBody>(row.Body));
        return row?.Case;
    }

    public async Task<IReadOnlyList<CaseEvent>> EventsAsync(Guid caseId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<CaseEvent>().AsNoTracking().Where(e => e.CaseId == caseId).InOrderAsync(cancel);
    }

    public async Task<WorkItem?> WorkAsync(Guid itemId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await _work(db, itemId, cancel);
    }

    public async Task<IReadOnlyList<WorkItem>> OpenWorkAsync(Guid caseId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<WorkItem>().AsNoTracking().Where(w => w.CaseId == caseId && w.State != WorkState.Done && w.State != WorkState.Cancelled)
            .OrderBy(w => w.EnqueuedAt).ToListAsync(cancel);
    }

    public async Task<Guid?> FindByKeyAsync(string kind, string value, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<CaseKey>().Where(k => k.Kind == kind && k.Value == value).Select(k => (Guid?)k.CaseId).FirstOrDefaultAsync(cancel);
    }

    public async Task<string?> OtherCaseAsync(Guid? exceptCase, string kind, string value, bool openOnly, string? ofType = null, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await _other(db, exceptCase, kind, value, openOnly, ofType, cancel);
    }
}
