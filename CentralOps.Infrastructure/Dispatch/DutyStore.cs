using CentralOps.Domain.Administration;
using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Dispatch;

/// <summary>Changes of sessions and leases that must win or see why they lost: each runs again on fresh rows when another writer came first.</summary>
internal sealed class DutyStore(IDbContextFactory<CentralOpsDbContext> contexts, IClaimSql claims, IWorkPosts posts, IStaffDirectory staff, OperatorFeed feed, TimeProvider clock)
{
    // How far down the queue a reservation looks for what fits.
    private const int LookAhead = 100;

    // Asked at every task: see CaseStore.
    private readonly Func<CentralOpsDbContext, Guid, CancellationToken, Task<DutySession?>> _open = EF.CompileAsyncQuery(
        (CentralOpsDbContext db, Guid userId, CancellationToken _) => db.Set<DutySession>().FirstOrDefault(s => s.OpenFor == userId));

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
    public Task<DutySession?> OpenSessionAsync(CentralOpsDbContext db, Guid userId, CancellationToken cancel) => _open(db, userId, cancel);

    /// <summary>Gives a ready person the first task that fits, best post first, and tells their screen. Null = nothing fits now.</summary>
    public async Task<Guid?> GiveNextAsync(CentralOpsDbContext db, DutySession session, CancellationToken cancel)
    {
        if (session.State != DutyState.Ready || await staff.FindAsync(session.UserId, cancel) is not { Active: true } person) return null;
        var now = clock.GetUtcNow();
        var who = new Claimant(person.Id, person.AuthorizationLevel, person.AmountLimit);
        if (await TakeReservedAsync(db, session, now, cancel) is { } reserved) return reserved;
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

    /// <summary>Back to the queue, at its old place; a task of no case (a measurement for one person) is dropped: nobody waits for it.</summary>
    public static void Requeue(WorkItem item)
    {
        item.State = item.CaseId == Guid.Empty ? WorkState.Cancelled : WorkState.Waiting;
        item.HolderId = null;
        item.LeaseUntil = null;
        item.StartedAt = null;
        item.Draft = null;
    }

    /// <summary>Reserves for the person in hand of a task; see <see cref="IOperatorDesk.ReserveAsync"/>.</summary>
    public async Task<IReadOnlyList<WorkItem>> ReserveAsync(Guid userId, int most, Func<WorkItem, bool> fits, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await OpenSessionAsync(db, userId, cancel) is not { State: DutyState.Working, BreakAfterTask: false } session || await staff.FindAsync(userId, cancel) is not { Active: true } person) return [];
        var held = await db.Set<WorkItem>().AsNoTracking().Where(w => w.HolderId == userId && (w.State == WorkState.Offered || w.State == WorkState.Working)).ToListAsync(cancel);
        if (held.Find(w => w.Id == session.ItemId) is not { } inHand) return [];
        held.Remove(inHand);
        var kept = held.Where(fits).ToList();
        if (kept.Count >= most) return [.. kept.OrderBy(w => w.SortKey).Take(most)];

        var now = clock.GetUtcNow();
        // Two tasks of one duty (the two blind keys of a field) never lie on one desk.
        var duties = held.Append(inHand).Select(w => w.ConflictKey).Where(k => k.Length > 0).ToHashSet(StringComparer.Ordinal);
        var lease = now.AddSeconds(((await posts.FindAsync(inHand.Post, cancel))?.WorkSeconds ?? 300) * (most > 1 ? 3 : 1));
        var waiting = await WaitingAsync(db, inHand.Post, person, now, cancel);
        // Whoever is idle comes first: reserving is for queues, not for keeping work from colleagues.
        var name = $",{inHand.Post},";
        var idle = await db.Set<DutySession>().CountAsync(s => s.OpenFor != null && s.State == DutyState.Ready && s.UserId != userId && ("," + s.Posts + ",").Contains(name), cancel);
        foreach (var item in waiting.Take(Math.Max(waiting.Count - idle, 0)).Where(fits))
        {
            if (kept.Count >= most) break;
            if (item.ConflictKey.Length > 0 && duties.Contains(item.ConflictKey) || !await claims.ClaimThisAsync(db, item.Id, userId, lease, cancel)) continue;
            if (item.ConflictKey.Length > 0) duties.Add(item.ConflictKey);
            (item.State, item.HolderId, item.LeaseUntil) = (WorkState.Offered, userId, lease);
            kept.Add(item);
        }

        return [.. kept.OrderBy(w => w.SortKey)];
    }

    /// <summary>What the person has reserved goes back to its queue; saved with the caller's changes.</summary>
    public static async Task PutBackReservedAsync(CentralOpsDbContext db, DutySession session, CancellationToken cancel)
    {
        foreach (var item in await db.Set<WorkItem>().Where(w => w.HolderId == session.UserId && w.State == WorkState.Offered && w.Id != session.ItemId).ToListAsync(cancel)) Requeue(item);
    }

    private static Task<List<WorkItem>> WaitingAsync(CentralOpsDbContext db, string post, StaffMember person, DateTimeOffset now, CancellationToken cancel) =>
        db.Set<WorkItem>().AsNoTracking()
            .Where(w => w.Post == post && w.State == WorkState.Waiting && w.Kind == WorkKind.Human && (w.NotBefore == null || w.NotBefore <= now) && (w.PinnedTo == null || w.PinnedTo == person.Id)
                && w.Level <= person.AuthorizationLevel && (w.Amount == null || person.AmountLimit == null || w.Amount <= person.AmountLimit)
                && !db.Set<DutyConflict>().Any(c => c.UserId == person.Id && c.Key == w.ConflictKey))
            .OrderBy(w => w.SortKey).Take(LookAhead).ToListAsync(cancel);

    private async Task<Guid?> TakeReservedAsync(CentralOpsDbContext db, DutySession session, DateTimeOffset now, CancellationToken cancel)
    {
        var kept = await db.Set<WorkItem>().Where(w => w.HolderId == session.UserId && w.State == WorkState.Offered && w.LeaseUntil > now).OrderBy(w => w.SortKey).FirstOrDefaultAsync(cancel);
        if (kept is null) return null;
        kept.LeaseUntil = now.AddSeconds((await posts.FindAsync(kept.Post, cancel))?.OfferSeconds ?? 20);
        session.ItemId = kept.Id;
        session.Become(DutyState.Offered, now);
        await db.SaveChangesAsync(cancel);
        await feed.PublishAsync(new OperatorEvent.Offered(session.UserId, kept.Id));
        return kept.Id;
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
