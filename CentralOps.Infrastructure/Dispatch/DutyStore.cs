using CentralOps.Domain.Administration;
using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Dispatch;

/// <summary>Changes of sessions and leases that must win or see why they lost: each runs again on fresh rows when another writer came first.</summary>
internal sealed class DutyStore(IDbContextFactory<CentralOpsDbContext> contexts, IClaimSql claims, IWorkPosts posts, IStaffDirectory staff, OperatorFeed feed, TimeProvider clock)
{
    /// <summary>Runs on a fresh context until no other writer interferes (at most 8 times).</summary>
    public async Task<T> ChangeAsync<T>(Func<CentralOpsDbContext, Task<T>> change, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            try
            {
                return await change(db);
            }
            catch (DbUpdateConcurrencyException) when (attempt < 8)
            {
                await Task.Delay(attempt * 3, cancel);
            }
        }
    }

    /// <summary>The open session of a person; null = signed out.</summary>
    public static Task<DutySession?> OpenSessionAsync(CentralOpsDbContext db, Guid userId, CancellationToken cancel) =>
        db.Set<DutySession>().FirstOrDefaultAsync(s => s.OpenFor == userId, cancel);

    /// <summary>Gives a ready person the first task that fits, best post first, and tells their screen. Null = nothing fits now.</summary>
    public async Task<Guid?> GiveNextAsync(CentralOpsDbContext db, DutySession session, CancellationToken cancel)
    {
        if (session.State != DutyState.Ready || await staff.FindAsync(session.UserId, cancel) is not { Active: true } person) return null;
        var now = clock.GetUtcNow();
        var who = new Claimant(person.Id, person.AuthorizationLevel, person.AmountLimit);
        foreach (var code in await BusiestFirstAsync(db, session.PostList, now, cancel))
        {
            var post = await posts.FindAsync(code, cancel);
            var lease = now.AddSeconds(post?.OfferSeconds ?? 20);
            if (await claims.ClaimForPersonAsync(db, code, who, now, lease, cancel) is not { } itemId) continue;

            session.ItemId = itemId;
            session.Become(DutyState.Offered, now);
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateConcurrencyException)
            {
                await PutBackAsync(itemId, session.UserId, cancel); // they went on a break, or another claim was quicker
                throw;
            }

            await feed.PublishAsync(new OperatorEvent.Offered(session.UserId, itemId));
            return itemId;
        }

        return null;
    }

    /// <summary>Offered or held by this person → back into its queue, without what they typed: nobody may see another one's key.</summary>
    public Task<bool> PutBackAsync(Guid itemId, Guid holder, CancellationToken cancel) => ChangeAsync(async db =>
    {
        var item = await db.Set<WorkItem>().FirstOrDefaultAsync(w => w.Id == itemId, cancel);
        if (item is null || item.HolderId != holder || item.State is not (WorkState.Offered or WorkState.Working)) return false;
        Requeue(item);
        await db.SaveChangesAsync(cancel);
        return true;
    }, cancel);

    /// <summary>Back to the queue, at its old place.</summary>
    public static void Requeue(WorkItem item)
    {
        item.State = WorkState.Waiting;
        item.HolderId = null;
        item.LeaseUntil = null;
        item.StartedAt = null;
        item.Draft = null;
    }

    // One index seek per post: its first waiting row.
    private static async Task<IEnumerable<string>> BusiestFirstAsync(CentralOpsDbContext db, IReadOnlyList<string> codes, DateTimeOffset now, CancellationToken cancel)
    {
        if (codes.Count == 1) return codes;
        var heads = new List<(string Post, long SortKey)>();
        foreach (var code in codes)
        {
            var head = await db.Set<WorkItem>().Where(w => w.Post == code && w.State == WorkState.Waiting && (w.NotBefore == null || w.NotBefore <= now))
                .OrderBy(w => w.SortKey).Select(w => (long?)w.SortKey).FirstOrDefaultAsync(cancel);
            if (head is { } key) heads.Add((code, key));
        }

        return heads.OrderBy(h => h.SortKey).Select(h => h.Post);
    }
}
