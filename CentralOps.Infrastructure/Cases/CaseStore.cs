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
    private readonly Lock _numbers = new();
    private readonly Dictionary<DateOnly, (int Next, int End)> _blocks = [];

    public async Task<CaseUnit?> LoadAsync(Guid caseId, CancellationToken cancel)
    {
        var db = await contexts.CreateDbContextAsync(cancel);
        var @case = await db.Set<Case>().FirstOrDefaultAsync(c => c.Id == caseId, cancel);
        if (@case is null)
        {
            await db.DisposeAsync();
            return null;
        }

        return await UnitAsync(db, @case, null, cancel);
    }

    public async Task<(CaseUnit Unit, WorkItem Item)?> LoadByWorkAsync(Guid itemId, CancellationToken cancel)
    {
        var db = await contexts.CreateDbContextAsync(cancel);
        var item = await db.Set<WorkItem>().FirstOrDefaultAsync(w => w.Id == itemId, cancel);
        var @case = item is null ? null : await db.Set<Case>().FirstOrDefaultAsync(c => c.Id == item.CaseId, cancel);
        if (item is null || @case is null)
        {
            await db.DisposeAsync();
            return null;
        }

        return (await UnitAsync(db, @case, item, cancel), item);
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

    private async Task<CaseUnit> UnitAsync(CentralOpsDbContext db, Case @case, WorkItem? item, CancellationToken cancel)
    {
        var body = db.Entry(@case).Property<string>(CaseConfiguration.BodyColumn).CurrentValue;
        @case.Restore(CaseJson.Read<CaseBody>(body));
        var open = await db.Set<WorkItem>()
            .Where(w => w.CaseId == @case.Id && w.State != WorkState.Done && w.State != WorkState.Cancelled).ToListAsync(cancel);
        if (item is not null && !open.Contains(item)) open.Add(item);
        return new EfCaseUnit(db, @case, open, audit, staff, clock);
    }
}
