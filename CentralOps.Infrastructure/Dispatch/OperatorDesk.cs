using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Dispatch;

/// <summary>The operator's side of dispatch over the database.</summary>
internal sealed class OperatorDesk(
    DutyStore duty, IDbContextFactory<CentralOpsDbContext> contexts, IStaffDirectory staff, IWorkPosts posts, OperatorFeed feed, CentreFeed centre, DispatchSignal signal, TimeProvider clock)
    : IOperatorDesk, IHolderRelease
{
    // Long enough for a colleague or a better light, short enough for the customer at the counter.
    private static readonly TimeSpan AsideFor = TimeSpan.FromMinutes(2);

    public async Task<Outcome<DutySession>> SignInAsync(Guid userId, IReadOnlyList<string> postCodes, CancellationToken cancel = default)
    {
        if (await staff.FindAsync(userId, cancel) is not { } person || !person.May(Permissions.DutyWork)) return new Refusal("dispatch.not-an-operator");
        if (postCodes.Count == 0) return new Refusal("dispatch.no-post");
        foreach (var code in postCodes)
        {
            if (await posts.FindAsync(code, cancel) is not { Active: true } post || !person.Posts.Contains(code) || person.AuthorizationLevel < post.MinLevel)
                return new Refusal("dispatch.post-not-allowed", code);
        }

        var wanted = string.Join(',', postCodes.Distinct().Order(StringComparer.Ordinal));
        var result = await duty.ChangeAsync<Outcome<DutySession>>(async db =>
        {
            if (await duty.OpenSessionAsync(db, userId, cancel) is { } open)
                return open.Posts == wanted ? open : new Refusal("dispatch.already-signed-in", open.Posts);
            var now = clock.GetUtcNow();
            var session = new DutySession { UserId = userId, OpenFor = userId, Posts = wanted, State = DutyState.Ready, Since = now, SignedInAt = now, Node = Environment.MachineName };
            db.Add(session);
            await db.SaveChangesAsync(cancel);
            return session;
        }, cancel);
        await ChangedAsync(userId, result.ValueOrDefault?.State);
        return result;
    }

    public Task<Outcome> SignOutAsync(Guid userId, bool handBack, CancellationToken cancel = default) => ChangeSessionAsync(userId, async (db, session) =>
    {
        if (await InHandAsync(db, session, cancel) is { } item)
        {
            if (!handBack) return Outcome.No("dispatch.task-in-hand");
            DutyStore.Requeue(item);
        }

        await DutyStore.PutBackReservedAsync(db, session, cancel);

        var now = clock.GetUtcNow();
        session.Become(DutyState.SignedOut, now);
        session.SignedOutAt = now;
        session.OpenFor = null;
        session.ItemId = null;
        return Outcome.Ok;
    }, cancel);

    public Task<Outcome> BreakAsync(Guid userId, CancellationToken cancel = default) => ChangeSessionAsync(userId, async (db, session) =>
    {
        switch (await InHandAsync(db, session, cancel))
        {
            case { State: WorkState.Working }:
                session.BreakAfterTask = true;
                break;
            case { State: WorkState.Offered } offered:
                DutyStore.Requeue(offered);
                goto default;
            default:
                await DutyStore.PutBackReservedAsync(db, session, cancel);
                session.ItemId = null;
                session.Become(DutyState.Break, clock.GetUtcNow());
                break;
        }

        return Outcome.Ok;
    }, cancel);

    public Task<Outcome> ReadyAsync(Guid userId, CancellationToken cancel = default) => ChangeSessionAsync(userId, async (db, session) =>
    {
        session.BreakAfterTask = false;
        if (await InHandAsync(db, session, cancel) is null)
        {
            session.ItemId = null;
            session.Become(DutyState.Ready, clock.GetUtcNow());
        }

        return Outcome.Ok;
    }, cancel);

    public Task DisconnectedAsync(Guid userId, CancellationToken cancel = default) => ChangeSessionAsync(userId, async (db, session) =>
    {
        var now = clock.GetUtcNow();
        if (await InHandAsync(db, session, cancel) is { } item) item.LeaseUntil = now.AddSeconds((await posts.FindAsync(item.Post, cancel))?.GraceSeconds ?? 60);
        await DutyStore.PutBackReservedAsync(db, session, cancel);
        session.Become(DutyState.Disconnected, now);
        return Outcome.Ok;
    }, cancel);

    public async Task<DutyView> ConnectedAsync(Guid userId, CancellationToken cancel = default)
    {
        await ChangeSessionAsync(userId, async (db, session) =>
        {
            if (session.State != DutyState.Disconnected) return Outcome.Ok;
            var now = clock.GetUtcNow();
            var item = await InHandAsync(db, session, cancel);
            if (item is not null) item.LeaseUntil = now.AddSeconds((await posts.FindAsync(item.Post, cancel))?.WorkSeconds ?? 300);
            else session.ItemId = null;
            session.Become(item?.State switch { WorkState.Working => DutyState.Working, WorkState.Offered => DutyState.Offered, _ => DutyState.Ready }, now);
            return Outcome.Ok;
        }, cancel);
        await using var view = await contexts.CreateDbContextAsync(cancel);
        return await ViewAsync(view, userId, cancel);
    }

    public Task<WorkItem?> TakeUpAsync(Guid userId, CancellationToken cancel = default) => duty.ChangeAsync(async db =>
    {
        if (await duty.OpenSessionAsync(db, userId, cancel) is not { } session || session.State is DutyState.Break) return null;
        var now = clock.GetUtcNow();
        var item = await InHandAsync(db, session, cancel);
        if (item is null)
        {
            if (session.State != DutyState.Ready)
            {
                session.ItemId = null; // what they had is finished or was taken back
                session.Become(DutyState.Ready, now);
                await db.SaveChangesAsync(cancel);
            }

            if (await duty.GiveNextAsync(db, session, cancel) is not { } given) return null;
            item = await db.Set<WorkItem>().FirstAsync(w => w.Id == given, cancel);
        }

        if (item.State == WorkState.Offered)
        {
            item.State = WorkState.Working;
            item.StartedAt = now;
            item.LeaseUntil = now.AddSeconds((await posts.FindAsync(item.Post, cancel))?.WorkSeconds ?? 300);
        }

        if (session.State != DutyState.Working) session.Become(DutyState.Working, now);
        await db.SaveChangesAsync(cancel);
        centre.Publish(new CentreChanged(null));
        return item;
    }, cancel);

    public async Task<Outcome> SaveDraftAsync(Guid userId, Guid itemId, string draft, CancellationToken cancel = default)
    {
        if (draft.Length > 20_000) return Outcome.No("dispatch.draft-too-long");
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var post = await db.Set<WorkItem>().Where(w => w.Id == itemId).Select(w => w.Post).FirstOrDefaultAsync(cancel);
        DateTimeOffset? lease = clock.GetUtcNow().AddSeconds((post is null ? null : await posts.FindAsync(post, cancel))?.WorkSeconds ?? 300);
        var rows = await db.Set<WorkItem>().Where(w => w.Id == itemId && w.HolderId == userId && w.State == WorkState.Working)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.Draft, draft).SetProperty(w => w.LeaseUntil, lease), cancel);
        return rows == 1 ? Outcome.Ok : Outcome.No("dispatch.lease-lost");
    }

    public Task<Outcome> HandBackAsync(Guid userId, Guid itemId, CancellationToken cancel = default) => ChangeSessionAsync(userId, async (db, session) =>
    {
        if (await InHandAsync(db, session, cancel) is not { } item || item.Id != itemId) return Outcome.No("dispatch.lease-lost");
        DutyStore.Requeue(item);
        item.NotBefore = clock.GetUtcNow().AddSeconds(2); // so that somebody else gets it, not the one who just handed it back
        await LetGoAsync(db, session, cancel);
        return Outcome.Ok;
    }, cancel);

    public Task<IReadOnlyList<WorkItem>> ReserveAsync(Guid userId, int most, Func<WorkItem, bool> fits, CancellationToken cancel = default) =>
        duty.ReserveAsync(userId, most, fits, cancel);

    public Task<Outcome> PutAsideAsync(Guid userId, Guid itemId, CancellationToken cancel = default) => ChangeSessionAsync(userId, async (db, session) =>
    {
        if (await InHandAsync(db, session, cancel) is not { } item || item.Id != itemId) return Outcome.No("dispatch.lease-lost");
        DutyStore.Requeue(item);
        item.NotBefore = clock.GetUtcNow() + AsideFor;
        await LetGoAsync(db, session, cancel);
        return Outcome.Ok;
    }, cancel);

    public async Task<bool> ServesAsync(Guid userId, string post, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await duty.OpenSessionAsync(db, userId, cancel) is { State: DutyState.Ready or DutyState.Offered or DutyState.Working, BreakAfterTask: false } session && session.PostList.Contains(post);
    }

    public async Task<bool> HoldsAsync(Guid userId, Guid itemId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<WorkItem>().AnyAsync(w => w.Id == itemId && w.HolderId == userId && (w.State == WorkState.Offered || w.State == WorkState.Working), cancel);
    }

    /// <summary>A task in hand was finished: counts it and makes its holder ready (or starts the break they asked for).</summary>
    public async Task ReleasedAsync(Guid userId, Guid itemId, CancellationToken cancel) => await ChangeSessionAsync(userId, async (db, session) =>
    {
        session.Finished++;
        if (session.ItemId == itemId) await LetGoAsync(db, session, cancel); // else one of a sheet: the one in hand is still to come
        return Outcome.Ok;
    }, cancel, wake: false);

    private async Task LetGoAsync(CentralOpsDbContext db, DutySession session, CancellationToken cancel)
    {
        session.ItemId = null;
        if (session.BreakAfterTask) await DutyStore.PutBackReservedAsync(db, session, cancel);
        session.Become(session.BreakAfterTask ? DutyState.Break : DutyState.Ready, clock.GetUtcNow());
        session.BreakAfterTask = false;
    }

    private static async Task<DutyView> ViewAsync(CentralOpsDbContext db, Guid userId, CancellationToken cancel)
    {
        var session = await db.Set<DutySession>().AsNoTracking().FirstOrDefaultAsync(s => s.OpenFor == userId, cancel);
        var since = (session?.SignedInAt ?? DateTimeOffset.UnixEpoch).AddHours(-16);
        var today = await db.Set<DutySession>().AsNoTracking().Where(s => s.UserId == userId && s.SignedInAt >= since)
            .Select(s => new { s.Finished, s.WorkedMilliseconds }).ToListAsync(cancel);
        var finished = today.Sum(s => s.Finished);
        return new DutyView(session, finished, finished == 0 ? 0 : today.Sum(s => s.WorkedMilliseconds) / 1000.0 / finished);
    }

    private static async Task<WorkItem?> InHandAsync(CentralOpsDbContext db, DutySession session, CancellationToken cancel) =>
        session.ItemId is { } id
            ? await db.Set<WorkItem>().FirstOrDefaultAsync(w => w.Id == id && w.HolderId == session.UserId && (w.State == WorkState.Offered || w.State == WorkState.Working), cancel)
            : null;

    private async Task<Outcome> ChangeSessionAsync(Guid userId, Func<CentralOpsDbContext, DutySession, Task<Outcome>> change, CancellationToken cancel, bool wake = true)
    {
        DutyState? before = null, state = null;
        var outcome = await duty.ChangeAsync(async db =>
        {
            if (await duty.OpenSessionAsync(db, userId, cancel) is not { } session) return Outcome.No("dispatch.signed-out");
            before = session.State;
            var result = await change(db, session);
            if (result.Succeeded) await db.SaveChangesAsync(cancel);
            state = session.State;
            return result;
        }, cancel);
        if (outcome.Succeeded && wake && state != before) await ChangedAsync(userId, state); // a screen that asks because it was told must not be told again
        return outcome;
    }

    private async Task ChangedAsync(Guid userId, DutyState? state)
    {
        if (state is { } now) await feed.PublishAsync(new OperatorEvent.DutyChanged(userId, now));
        centre.Publish(new CentreChanged(null));
        signal.Wake();
    }
}
