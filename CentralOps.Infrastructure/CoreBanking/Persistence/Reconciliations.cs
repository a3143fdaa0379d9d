using CentralOps.Domain.CoreBanking.Reconciliation;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.CoreBanking.Persistence;

internal sealed class Reconciliations(IDbContextFactory<CentralOpsDbContext> contexts) : IReconciliations
{
    public async Task AddAsync(ReconciliationRun run, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(run);
        await db.SaveChangesAsync(cancel);
    }

    public async Task<IReadOnlyList<ReconciliationRun>> LatestAsync(int dates, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var runs = db.Set<ReconciliationRun>();
        return await runs.AsNoTracking().Include(r => r.Breaks)
            .Where(r => !runs.Any(later => later.BusinessDate == r.BusinessDate && later.At > r.At))
            .OrderByDescending(r => r.BusinessDate).Take(dates).ToListAsync(cancel);
    }
}
