using CentralOps.Domain.Administration;

namespace CentralOps.Domain.Dispatch.Duty;

/// <summary>Ends the duty of whoever was locked, or has lost a role, a post or the level for it: they count as present no longer, and what they hold goes back.</summary>
public sealed class DutyCheck(IDispatchStore store, IStaffDirectory staff, IWorkPosts posts, DispatchNews news, TimeProvider clock)
{
    /// <summary>Looks at everybody who is signed in; returns how many are no longer.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancel)
    {
        var ended = 0;
        foreach (var (user, codes) in await store.OnDutyAsync(cancel))
        {
            if (await MayStayAsync(user, codes, cancel) || !await EndAsync(user, cancel)) continue;
            ended++;
            await news.PresenceAsync(user, DutyState.SignedOut);
        }

        return ended;
    }

    private async Task<bool> MayStayAsync(Guid user, string codes, CancellationToken cancel)
    {
        if (await staff.FindAsync(user, cancel) is not { } person) return false;
        foreach (var code in codes.Split(',', StringSplitOptions.RemoveEmptyEntries))
            if (!person.MayServe(await posts.FindAsync(code, cancel))) return false;
        return true;
    }

    private Task<bool> EndAsync(Guid user, CancellationToken cancel) => store.ChangeAsync(async rows =>
    {
        if (await rows.SessionAsync(user) is not { } session) return false;
        foreach (var item in await rows.HeldAsync(user)) item.PutBack(clock.GetUtcNow());
        session.SignOut(clock.GetUtcNow());
        await rows.SaveAsync();
        return true;
    }, cancel);
}
