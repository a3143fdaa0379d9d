namespace CentralOps.Domain.Dispatch.Duty;

/// <summary>Takes back what was not taken up, not finished in time, or held by somebody who is gone.</summary>
public sealed class LeaseSweep(IDispatchStore store, DispatchNews news, TimeProvider clock)
{
    private const int BatchSize = 200;
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(30);

    /// <summary>One pass over expired leases; returns how many went back.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var back = 0;
        foreach (var id in await store.ExpiredAsync(now, BatchSize, cancel))
            if (await TakeBackAsync(id, now, cancel)) back++;
        var gone = await store.LostSinceAsync(now - AbandonedAfter, cancel);
        foreach (var user in gone) await SignOutAsync(user, now, cancel);
        if (back + gone.Count > 0) news.Moved();
        return back;
    }

    private async Task<bool> TakeBackAsync(Guid itemId, DateTimeOffset now, CancellationToken cancel)
    {
        Guid? holder = null;
        var took = await store.ChangeAsync(async rows =>
        {
            if (await rows.ItemAsync(itemId) is not { IsHeld: true } item || item.LeaseUntil >= now) return false;
            var ignored = item.State == WorkState.Offered;
            holder = item.HolderId;
            item.Expire(now);
            if (holder is { } user && await rows.SessionAsync(user) is { } session && session.ItemId == itemId) session.Lose(ignored, now);
            await rows.SaveAsync();
            return true;
        }, cancel);
        if (took && holder is { } from) await news.TakenBackAsync(from, itemId, "expired");
        return took;
    }

    private Task<bool> SignOutAsync(Guid userId, DateTimeOffset now, CancellationToken cancel) => store.ChangeAsync(async rows =>
    {
        if (await rows.SessionAsync(userId) is not { State: DutyState.Disconnected } session) return false;
        session.SignOut(now);
        await rows.SaveAsync();
        return true;
    }, cancel);
}
