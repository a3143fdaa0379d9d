using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Writing;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Cases;

/// <summary>
/// Loads cases and writes everything of an advance in one transaction. A case that was written here last is not read again; its work is, unless the caller
/// has just taken it himself.
/// </summary>
internal sealed class CaseStore(IDbContextFactory<CentralOpsDbContext> contexts, IWriter writer, IAuditTrail audit, IStaffDirectory staff, TimeProvider clock) : ICaseStore
{
    private const int BlockSize = 20;
    private const int MostAttempts = 100;

    // Prepared once: finding the compiled query by its expression costs as much as running it. Per store, because a query belongs to one database's model.
    private readonly Func<CentralOpsDbContext, Guid, CancellationToken, Task<CaseAndBody?>> _case = EF.CompileAsyncQuery((CentralOpsDbContext db, Guid id, CancellationToken _) =>
        db.Set<Case>().AsNoTracking().Where(c => c.Id == id).Select(c => new CaseAndBody(c, EF.Property<string>(c, CaseConfiguration.BodyColumn))).FirstOrDefault());

    private readonly Func<CentralOpsDbContext, Guid, IAsyncEnumerable<WorkItem>> _work = EF.CompileAsyncQuery(
        (CentralOpsDbContext db, Guid caseId) => db.Set<WorkItem>().AsNoTracking().Where(w => w.CaseId == caseId && w.State != WorkState.Done && w.State != WorkState.Cancelled));

    private readonly Func<CentralOpsDbContext, Guid, IAsyncEnumerable<WorkItem>> _workOfItem = EF.CompileAsyncQuery(
        (CentralOpsDbContext db, Guid itemId) => db.Set<WorkItem>().AsNoTracking().Where(w =>
            w.CaseId != Guid.Empty && w.CaseId == db.Set<WorkItem>().Where(i => i.Id == itemId).Select(i => i.CaseId).FirstOrDefault()
            && ((w.State != WorkState.Done && w.State != WorkState.Cancelled) || w.Id == itemId)));

    private readonly Func<CentralOpsDbContext, Guid, CancellationToken, Task<CaseAndVersion?>> _caseOfItem = EF.CompileAsyncQuery((CentralOpsDbContext db, Guid itemId, CancellationToken _) =>
        db.Set<WorkItem>().Where(w => w.Id == itemId).Join(db.Set<Case>(), w => w.CaseId, c => c.Id, (w, c) => new CaseAndVersion(c.Id, c.Version)).FirstOrDefault());

    private readonly RecentCases _recent = new();
    private readonly Lazy<CaseTables> _tables = new(() =>
    {
        using var db = contexts.CreateDbContext();
        return new CaseTables(db);
    });

    private readonly Lock _numbers = new();
    private readonly Dictionary<DateOnly, (int Next, int End)> _blocks = [];

    public async Task<CaseUnit?> LoadAsync(Guid caseId, CancellationToken cancel)
    {
        _recent.Take(caseId); // whoever asks for the case and not for work of it gets it as it is
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await ReadAsync(db, caseId, () => _work(db, caseId), cancel) is { } stored ? UnitOf(stored) : null;
    }

    public async Task<(CaseUnit Unit, WorkItem Item)?> LoadByWorkAsync(Guid itemId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel); // once for all reads
        if (await _caseOfItem(db, itemId, cancel) is not { } now) return null;
        var stored = _recent.Take(now.Id);
        // Another node may have written it since. A machine must never see it as it was: it would post an amount that has been corrected.
        if (stored?.Case.Version == now.Version) stored.Restore(await ListAsync(_workOfItem(db, itemId), cancel), _tables.Value.Work);
        else stored = await ReadAsync(db, now.Id, () => _workOfItem(db, itemId), cancel);
        return stored?.Work.Find(w => w.Id == itemId) is { } item ? (UnitOf(stored), item) : null;
    }

    public async Task<(CaseUnit Unit, WorkItem Item)?> LoadTakenAsync(Guid caseId, Guid itemId, CancellationToken cancel)
    {
        if (_recent.Take(caseId) is { } recent && recent.Work.Find(w => w.Id == itemId && w.State == WorkState.Working) is { } item) return (UnitOf(recent, fromMemory: true), item);
        return await LoadByWorkAsync(itemId, cancel);
    }

    public CaseUnit Create(Case @case, Guid submissionId) => UnitOf(new StoredCase(@case, null), submissionId: submissionId);

    public async Task<SubmittedCase?> FindSubmissionAsync(Guid submissionId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Case>().AsNoTracking().Where(c => EF.Property<Guid?>(c, "SubmissionId") == submissionId)
            .Select(c => new SubmittedCase(c.Id, c.Number, c.DueAt) { By = c.SubmittedBy }).FirstOrDefaultAsync(cancel);
    }

    public async Task<string> NextNumberAsync(DateOnly businessDate, CancellationToken cancel)
    {
        while (true)
        {
            lock (_numbers)
            {
                if (_blocks.TryGetValue(businessDate, out var block) && block.Next < block.End)
                {
                    _blocks[businessDate] = block with { Next = block.Next + 1 };
                    return $"{businessDate:yyyyMMdd}{block.Next:0000000}";
                }
            }

            var start = await TakeBlockAsync(businessDate, cancel);
            lock (_numbers)
            {
                // Two callers may both have taken a block; the second replaces the first, whose rest is simply not used.
                _blocks[businessDate] = (start, start + BlockSize);
            }
        }
    }

    // Another node may take a block at the same time.
    private Task<int> TakeBlockAsync(DateOnly businessDate, CancellationToken cancel) => contexts.ChangeAsync(async db =>
    {
        var block = await db.Set<CaseNumberBlock>().FirstOrDefaultAsync(b => b.BusinessDate == businessDate, cancel);
        if (block is null) db.Add(block = new CaseNumberBlock { BusinessDate = businessDate, Next = 1 });
        var start = block.Next;
        block.Next += BlockSize;
        await db.SaveChangesAsync(cancel);
        return start;
    }, cancel, MostAttempts);

    // The case before its work, always, also when it comes from memory: work that is newer than the case cannot be committed on its version;
    // a case that is newer than its work could, and would lose what lies between.
    private async Task<StoredCase?> ReadAsync(CentralOpsDbContext db, Guid caseId, Func<IAsyncEnumerable<WorkItem>> work, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        if (await _case(db, caseId, cancel) is not { } row) return null;
        row.Case.Restore(StoredJson.Read<CaseBody>(row.Body));
        var stored = new StoredCase(row.Case, _tables.Value.Case.Row(row.Case));
        stored.Restore(await ListAsync(work(), cancel), _tables.Value.Work);
        return stored;
    }

    private static async Task<List<WorkItem>> ListAsync(IAsyncEnumerable<WorkItem> work, CancellationToken cancel)
    {
        var all = new List<WorkItem>();
        await foreach (var item in work.WithCancellation(cancel)) all.Add(item);
        return all;
    }

    private StoredCaseUnit UnitOf(StoredCase stored, bool fromMemory = false, Guid? submissionId = null) =>
        new(stored, _tables.Value, writer, _recent, audit, staff, clock, submissionId) { IsFromMemory = fromMemory };

    private sealed record CaseAndBody(Case Case, string Body);

    private sealed record CaseAndVersion(Guid Id, Guid Version);
}
