using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Dispatch.Duty;

/// <summary>The operator's side of dispatch: presence, and what is in hand.</summary>
public sealed class OperatorDesk(IDispatchStore store, GiveWork give, IStaffDirectory staff, IWorkPosts workPosts, DispatchNews news, TimeProvider clock) : IOperatorDesk, IHolderRelease
{
    private const int LongestDraft = 20_000;

    // Long enough for a colleague or a better light, short enough for the customer at the counter.
    private static readonly TimeSpan AsideFor = TimeSpan.FromMinutes(2);

    // So that somebody else gets it, not the one who just handed it back.
    private static readonly TimeSpan HandedBackFor = TimeSpan.FromSeconds(2);

    // Nobody's shift is longer.
    private static readonly TimeSpan Shift = TimeSpan.FromHours(16);

    /// <inheritdoc />
    public async Task<Outcome<DutySession>> SignInAsync(Guid userId, IReadOnlyList<string> posts, CancellationToken cancel = default)
    {
        if (await staff.FindAsync(userId, cancel) is not { } person || !person.May(Permissions.DutyWork)) return new Refusal("dispatch.not-an-operator");
        if (posts.Count == 0) return new Refusal("dispatch.no-post");
        foreach (var code in posts)
        {
            if (!person.MayServe(await workPosts.FindAsync(code, cancel)))
                return new Refusal("dispatch.post-not-allowed", code);
        }

        var wanted = string.Join(',', posts.Distinct().Order(StringComparer.Ordinal));
        var result = await store.ChangeAsync<Outcome<DutySession>>(async rows =>
        {
            if (await rows.SessionAsync(userId) is { } open) return open.Posts == wanted ? open : new Refusal("dispatch.already-signed-in", open.Posts);
            var session = DutySession.Begin(userId, wanted, clock.GetUtcNow(), Environment.MachineName);
            rows.Add(session);
            await rows.SaveAsync();
            return session;
        }, cancel);
        await news.PresenceAsync(userId, result.ValueOrDefault?.State);
        return result;
    }

    /// <inheritdoc />
    public Task<Outcome> SignOutAsync(Guid userId, bool handBack, CancellationToken cancel = default) => ChangeAsync(userId, async (rows, session) =>
    {
        if (await InHandAsync(rows, session) is { } item)
        {
            if (!handBack) return Outcome.No("dispatch.task-in-hand");
            item.PutBack(clock.GetUtcNow());
        }

        await give.PutBackReservedAsync(rows, session);
        session.SignOut(clock.GetUtcNow());
        return Outcome.Ok;
    }, cancel);

    /// <inheritdoc />
    public Task<Outcome> BreakAsync(Guid userId, CancellationToken cancel = default) => ChangeAsync(userId, async (rows, session) =>
    {
        var now = clock.GetUtcNow();
        var item = await InHandAsync(rows, session);
        if (item is { State: WorkState.Working })
        {
            session.RestAfterTask();
            return Outcome.Ok;
        }

        item?.PutBack(now);
        await give.PutBackReservedAsync(rows, session);
        session.Rest(now);
        return Outcome.Ok;
    }, cancel);

    /// <inheritdoc />
    public Task<Outcome> ReadyAsync(Guid userId, CancellationToken cancel = default) => ChangeAsync(userId, async (rows, session) =>
    {
        if (await InHandAsync(rows, session) is null) session.GetReady(clock.GetUtcNow());
        else session.StayOn();
        return Outcome.Ok;
    }, cancel);

    /// <inheritdoc />
    public Task DisconnectedAsync(Guid userId, CancellationToken cancel = default) => ChangeAsync(userId, async (rows, session) =>
    {
        if (await InHandAsync(rows, session) is { } item) item.Lease(await give.UntilAsync(item.Post, p => p.GraceSeconds, 60, cancel));
        await give.PutBackReservedAsync(rows, session);
        session.Disconnect(clock.GetUtcNow());
        return Outcome.Ok;
    }, cancel);

    /// <inheritdoc />
    public async Task<DutyView> ConnectedAsync(Guid userId, CancellationToken cancel = default)
    {
        await ChangeAsync(userId, async (rows, session) =>
        {
            if (session.State != DutyState.Disconnected) return Outcome.Ok;
            var item = await InHandAsync(rows, session);
            item?.Lease(await WorkUntilAsync(item, cancel));
            session.Reconnect(item?.State, clock.GetUtcNow());
            return Outcome.Ok;
        }, cancel);
        var now = await store.SessionAsync(userId, cancel);
        var today = await store.SessionsAsync(userId, (now?.SignedInAt ?? DateTimeOffset.UnixEpoch.Add(Shift)) - Shift, cancel);
        var finished = today.Sum(s => s.Finished);
        return new DutyView(now, finished, finished == 0 ? 0 : today.Sum(s => s.WorkedMilliseconds) / 1000.0 / finished);
    }

    /// <inheritdoc />
    public Task<WorkItem?> TakeUpAsync(Guid userId, CancellationToken cancel = default) => store.ChangeAsync(async rows =>
    {
        if (await rows.SessionAsync(userId) is not { } session || session.State is DutyState.Break) return null;
        var now = clock.GetUtcNow();
        var item = await InHandAsync(rows, session);
        if (item is null)
        {
            if (session.State != DutyState.Ready)
            {
                await LetGoAsync(rows, session); // what they had is finished or was taken back
                await rows.SaveAsync();
            }

            if (await give.NextAsync(rows, session, cancel) is not { } given) return null;
            item = (await rows.ItemAsync(given))!;
        }

        if (item.State == WorkState.Offered) item.TakeUp(now, await WorkUntilAsync(item, cancel));
        session.Work(now);
        await rows.SaveAsync();
        news.Changed();
        return item;
    }, cancel);

    /// <inheritdoc />
    public async Task<Outcome> SaveDraftAsync(Guid userId, Guid itemId, string draft, CancellationToken cancel = default)
    {
        if (draft.Length > LongestDraft) return Outcome.No("dispatch.draft-too-long");
        return await store.PostOfAsync(itemId, cancel) is { } post
            && await store.KeepDraftAsync(userId, itemId, draft, await give.UntilAsync(post, p => p.WorkSeconds, 300, cancel), cancel)
            ? Outcome.Ok : Outcome.No("dispatch.lease-lost");
    }

    /// <inheritdoc />
    public Task<Outcome> HandBackAsync(Guid userId, Guid itemId, CancellationToken cancel = default) => PutAsideAsync(userId, itemId, HandedBackFor, cancel);

    /// <inheritdoc />
    public Task<Outcome> PutAsideAsync(Guid userId, Guid itemId, CancellationToken cancel = default) => PutAsideAsync(userId, itemId, AsideFor, cancel);

    /// <inheritdoc />
    public Task<IReadOnlyList<WorkItem>> ReserveAsync(Guid userId, int most, Func<WorkItem, bool> fits, CancellationToken cancel = default) => give.ReserveAsync(userId, most, fits, cancel);

    /// <inheritdoc />
    public async Task<bool> ServesAsync(Guid userId, string post, CancellationToken cancel = default) =>
        await store.SessionAsync(userId, cancel) is { State: DutyState.Ready or DutyState.Offered or DutyState.Working, BreakAfterTask: false } session && session.PostList.Contains(post);

    /// <inheritdoc />
    public Task<bool> HoldsAsync(Guid userId, Guid itemId, CancellationToken cancel = default) => store.HoldsAsync(userId, itemId, cancel);

    /// <inheritdoc />
    public async Task ReleasedAsync(Guid userId, Guid itemId, CancellationToken cancel) => await ChangeAsync(userId, async (rows, session) =>
    {
        session.Count();
        if (session.ItemId == itemId) await LetGoAsync(rows, session); // else one of a sheet: the one in hand is still to come
        return Outcome.Ok;
    }, cancel, wake: false);

    private Task<Outcome> PutAsideAsync(Guid userId, Guid itemId, TimeSpan time, CancellationToken cancel) => ChangeAsync(userId, async (rows, session) =>
    {
        if (await InHandAsync(rows, session) is not { } item || item.Id != itemId) return Outcome.No("dispatch.lease-lost");
        var now = clock.GetUtcNow();
        item.PutAside(now, now + time);
        await LetGoAsync(rows, session);
        return Outcome.Ok;
    }, cancel);

    private async Task LetGoAsync(IDispatchRows rows, DutySession session)
    {
        if (session.BreakAfterTask) await give.PutBackReservedAsync(rows, session);
        session.LetGo(clock.GetUtcNow());
    }

    private Task<DateTimeOffset> WorkUntilAsync(WorkItem item, CancellationToken cancel) => give.UntilAsync(item.Post, p => p.WorkSeconds, 300, cancel);

    private static async Task<WorkItem?> InHandAsync(IDispatchRows rows, DutySession session) =>
        session.ItemId is { } id && await rows.ItemAsync(id) is { } item && item.IsHeldBy(session.UserId) ? item : null;

    private async Task<Outcome> ChangeAsync(Guid userId, Func<IDispatchRows, DutySession, Task<Outcome>> change, CancellationToken cancel, bool wake = true)
    {
        DutyState? before = null, state = null;
        var outcome = await store.ChangeAsync(async rows =>
        {
            if (await rows.SessionAsync(userId) is not { } session) return Outcome.No("dispatch.signed-out");
            before = session.State;
            var result = await change(rows, session);
            if (result.Succeeded) await rows.SaveAsync();
            state = session.State;
            return result;
        }, cancel);
        if (outcome.Succeeded && wake && state != before) await news.PresenceAsync(userId, state); // a screen that asks because it was told must not be told again
        return outcome;
    }
}
