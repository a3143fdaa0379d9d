using CentralOps.Domain.Audit;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.CoreBanking.Reversals;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.CoreBanking.Persistence;

internal sealed class Reversals(IDbContextFactory<CentralOpsDbContext> contexts, IAuditTrail audit) : IReversals
{
    public async Task<PostingReversal?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<PostingReversal>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancel);
    }

    public async Task<IReadOnlyList<PostingReversal>> OfPostingAsync(Guid postingId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<PostingReversal>().AsNoTracking().Where(r => r.PostingId == postingId).OrderBy(r => r.RequestedAt).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<PostingReversal>> WaitingAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<PostingReversal>().AsNoTracking().Where(r => r.State == ReversalState.Requested).OrderBy(r => r.RequestedAt).ToListAsync(cancel);
    }

    public async Task AddAsync(PostingReversal reversal, string who, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        reversal.Version = Ids.New();
        db.Add(reversal);
        db.Add(audit.Create(who, "posting.reversal-requested", "posting", reversal.PostingId.ToString(), new { reversal.Id, reversal.Reason }));
        await db.SaveChangesAsync(cancel);
    }

    public async Task<bool> DecideAsync(PostingReversal reversal, CorePosting? undo, string who, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var read = reversal.Version;
        reversal.Version = Ids.New();
        db.Update(reversal).Property(r => r.Version).OriginalValue = read;
        if (undo is not null)
        {
            undo.Version = Ids.New();
            db.Add(undo);
        }
        db.Add(audit.Create(who, undo is null ? "posting.reversal-declined" : "posting.reversal-approved", "posting", reversal.PostingId.ToString(), new { reversal.Id, reversal.RequestedBy, undo = undo?.IdempotencyKey }));
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        catch (DbUpdateException) when (undo is not null && !cancel.IsCancellationRequested)
        {
            // One undoing per booking is unique: another request for the same booking has been approved at the same time.
            db.ChangeTracker.Clear();
            if (await db.Set<CorePosting>().AnyAsync(p => p.CaseId == undo.CaseId && p.Purpose == undo.Purpose, cancel)) return false;
            throw;
        }
    }
}
