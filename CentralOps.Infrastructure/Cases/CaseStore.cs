using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Intake;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Cases;

/// <summary>Loads a case and its open work in two reads and writes everything of an advance in one transaction.</summary>
internal sealed class CaseStore(IDbContextFactory<CentralOpsDbContext> contexts, IAuditTrail audit, IStaffDirectory staff, TimeProvider clock) : ICaseStore
{
    private const int BlockSize = 20;
    // Prepared once: finding the compiled query by its expression costs as much as running it. Per store, because a query belongs to one database's model.
    private readonly Func<CentralOpsDbContext, Guid, CancellationToken, Task<Case?>> _case =
        EF.CompileAsyncQuery((CentralOpsDbContext db, Guid id, CancellationToken _) => db.Set<Case>().FirstOrDefault(c => c.Id == id));

    private readonly Func<CentralOpsDbContext, Guid, CancellationToken, Task<Case?>> _caseOfItem = EF.CompileAsyncQuery(
        (CentralOpsDbContext db, Guid id, CancellationToken _) => db.Set<Case>().FirstOrDefault(c => c.Id == db.Set<WorkItem>().Where(w => w.Id == id).Select(w => w.CaseId).FirstOrDefault()));

    private readonly Func<CentralOpsDbContext, Guid, Guid?, IAsyncEnumerable<WorkItem>> _work = EF.CompileAsyncQuery(
        (CentralOpsDbContext db, Guid caseId, Guid? itemId) => db.Set<WorkItem>().Where(w => w.CaseId == caseId && ((w.State != WorkState.Done && w.State != WorkState.Cancelled) || w.Id == itemId)));

    private readonly Lock _numbers = new();
    private readonly Dictionary<DateOnly, (int Next, int End)> _blocks = [];

    public async Task<CaseUnit?> LoadAsync(Guid caseId, CancellationToken cancel) => await ReadAsync(_case, caseId, null, cancel);

    public async Task<(CaseUnit Unit, WorkItem Item)?> LoadByWorkAsync(Guid itemId, CancellationToken cancel)
    {
        if (await ReadAsync(_caseOfItem, itemId, itemId, cancel) is not { } unit) return null;
        return (unit, unit.Work.First(w => w.Id == itemId));
    }

    public async Task<CaseUnit> CreateAsync(Case @case, Guid submissionId, CancellationToken cancel)
    {
        var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(@case).Property<Guid?>("SubmissionId").CurrentValue = submissionId;
        return new EfCaseUnit(db, @case, [], audit, staff, clock);
    }

    public async Task<SubmittedCase?> FindSubmissionAsync(Guid submissionId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Case>().AsNoTracking().Where(c => EF.Property<Guid?>(c, "SubmissionId") == submissionId)
            .Select(c => new SubmittedCase(c.Id, c.Number, c.DueAt)).FirstOrDefaultAsync(cancel);
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

    private async Task<int> TakeBlockAsync(DateOnly businessDate, CancellationToken cancel)
    {
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var block = await db.Set<CaseNumberBlock>().FirstOrDefaultAsync(b => b.BusinessDate == businessDate, cancel);
            if (block is null) db.Add(block = new CaseNumberBlock { BusinessDate = businessDate, Next = 1 });
            var start = block.Next;
            block.Next += BlockSize;
            try
            {
                await db.SaveChangesAsync(cancel);
                return start;
            }
            catch (DbUpdateException)
            {
                // another node took a block at the same time: look again
            }
        }
    }

    private async Task<CaseUnit?> ReadAsync(Func<CentralOpsDbContext, Guid, CancellationToken, Task<Case?>> query, Guid id, Guid? itemId, CancellationToken cancel)
    {
        var db = await contexts.CreateDbContextAsync(cancel);
        try
        {
            await db.Database.OpenConnectionAsync(cancel);
            if (await query(db, id, cancel) is { } @case)
            {
                @case.Restore(CaseJson.Read<CaseBody>(db.Entry(@case).Property<string>(CaseConfiguration.BodyColumn).CurrentValue));
                var work = new List<WorkItem>();
                await foreach (var item in _work(db, @case.Id, itemId).WithCancellation(cancel)) work.Add(item);
                await db.Database.CloseConnectionAsync(); // a machine may work on it for long
                return new EfCaseUnit(db, @case, work, audit, staff, clock);
            }
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }

        await db.DisposeAsync();
        return null;
    }
}
