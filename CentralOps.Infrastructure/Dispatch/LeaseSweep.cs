using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Dispatch;

/// <summary>Takes back what was not taken up, not finished in time, or held by somebody who is gone.</summary>
internal sealed class LeaseSweep(DutyStore duty, IDbContextFactory<CentralOpsDbContext> contexts, OperatorFeed feed, CentreFeed centre, DispatchSignal signal, TimeProvider clock)
{
    private const int BatchSize = 200;
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(30);

    /// <summary>One pass over expired leases; returns how many went back.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        List<Guid> expired;
        List<Guid> gone;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            expired = await db.Set<WorkItem>().Where(w => (w.State == WorkState.Offered || w.State == WorkState.Working) && w.LeaseUntil < now)
                .OrderBy(w => w.LeaseUntil).Select(w => w.Id).Take(BatchSize).ToListAsync(cancel);
            var before = now - AbandonedAfter;
            gone = await db.Set<DutySession>().Where(s => s.OpenFor != null && s.State == DutyState.Disconnected && s.Since < before).Select(s => s.UserId).ToListAsync(cancel);
        }

        var back = 0;
        foreach (var id in expired)
            if (await TakeBackAsync(id, now, cancel)) back++;
        foreach (var user in gone)
            await SignOutAsync(user, now, cancel);
        if (back + gone.Count > 0)
        {
            centre.Publish(new CentreChanged(null));
            signal.Wake();
        }

        return back;
    }

    private async Task<bool> TakeBackAsync(Guid itemId, DateTimeOffset now, CancellationToken cancel)
    {
        Guid? holder = null;
        var took = await duty.ChangeAsync(async db =>
        {
            var item = await db.Set<WorkItem>().FirstOrDefaultAsync(w => w.Id == itemId, cancel);
            if (item is null || item.State is not (WorkState.Offered or WorkState.Working) || item.LeaseUntil >= now) return false;
            var ignored = item.State == WorkState.Offered;
            holder = item.HolderId;
            if (item.Kind == WorkKind.Machine) item.LastError = "the machine did not finish within its lease";
            DutyStore.Requeue(item);
            if (holder is { } user && await duty.OpenSessionAsync(db, user, cancel) is { } session && session.ItemId == itemId)
            {
                session.ItemId = null;
                if (session.State != DutyState.Disconnected) session.Become(ignored ? DutyState.Break : DutyState.Ready, now);
            }

            await db.SaveChangesAsync(cancel);
            return true;
        }, cancel);
        if (took && holder is { } from) await feed.PublishAsync(new OperatorEvent.TakenBack(from, itemId, "expired"));
        return took;
    }

    private Task<bool> SignOutAsync(Guid userId, DateTimeOffset now, CancellationToken cancel) => duty.ChangeAsync(async db =>
    {
        if (await duty.OpenSessionAsync(db, userId, cancel) is not { State: DutyState.Disconnected } session) return false;
        session.Become(DutyState.SignedOut, now);
        session.SignedOutAt = now;
        session.OpenFor = null;
        await db.SaveChangesAsync(cancel);
        return true;
    }, cancel);
}
