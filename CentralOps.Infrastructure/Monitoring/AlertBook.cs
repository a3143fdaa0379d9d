using CentralOps.Domain.Monitoring;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Monitoring;

/// <summary>Acknowledgements in the database, so that every supervisor on every node sees them.</summary>
internal sealed class AlertBook(IDbContextFactory<CentralOpsDbContext> contexts, TimeProvider clock) : IAlertBook
{
    public async Task<IReadOnlyList<AlertAcknowledgement>> CurrentAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var since = clock.GetUtcNow() - AlertAcknowledgement.Holds;
        return await db.Set<AlertAcknowledgement>().AsNoTracking().Where(a => a.At > since).ToListAsync(cancel);
    }

    public async Task AcknowledgeAsync(Guid userId, BoardAlert alert, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (key, now) = (alert.Key, clock.GetUtcNow());
        var changed = await db.Set<AlertAcknowledgement>().Where(a => a.Key == key)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.Size, alert.Size).SetProperty(a => a.UserId, userId).SetProperty(a => a.At, now), cancel);
        if (changed > 0) return;
        db.Add(new AlertAcknowledgement { Key = key, Size = alert.Size, UserId = userId, At = now });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another supervisor acknowledged the same alert at the same moment: that is what was wanted.
        }
    }
}
