using CentralOps.Domain.Administration;

namespace CentralOps.Domain.Dispatch.Duty;

/// <summary>Matches the ready people whose screens this node serves to waiting tasks: the most urgent post first, and at each post whose turn it is by its policy.</summary>
public sealed class HandOut(IDispatchStore store, GiveWork give, IWorkPosts posts, IStaffDirectory staff, OperatorFeed feed, TimeProvider clock)
{
    /// <summary>Hands out what can be handed out now; returns how many tasks were offered.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancel)
    {
        var ready = (await store.ReadyAsync(cancel)).Where(p => feed.HasListener(p.UserId)).ToList();
        var offered = 0;
        foreach (var person in ready.Where(p => p.HasReserved).ToList())
            if (await OfferAsync(person.UserId, cancel) && ready.Remove(person)) offered++;
        if (ready.Count == 0) return offered;
        var now = clock.GetUtcNow();
        foreach (var post in await store.BusiestAsync([.. ready.SelectMany(p => p.Posts).Distinct()], now, cancel))
        {
            foreach (var person in await InTurnAsync(post, ready, cancel))
            {
                if (await OfferAsync(person.UserId, cancel)) offered += ready.Remove(person) ? 1 : 0;
                else if ((await store.BusiestAsync([post], now, cancel)).Count == 0) break;
            }
        }

        return offered;
    }

    /// <summary>In which order people get the next task of a post.</summary>
    /// <param name="policy">The post's policy.</param>
    /// <param name="ready">Those who serve it.</param>
    /// <param name="levels">Authorization level by person.</param>
    public static IEnumerable<ReadyPerson> InTurn(DispatchPolicy policy, IEnumerable<ReadyPerson> ready, IReadOnlyDictionary<Guid, int> levels) => policy switch
    {
        DispatchPolicy.MostSkilled => ready.OrderByDescending(p => levels.GetValueOrDefault(p.UserId)).ThenBy(p => p.Since),
        DispatchPolicy.RoundRobin => ready.OrderBy(p => p.OfferedAt ?? DateTimeOffset.MinValue).ThenBy(p => p.Since),
        _ => ready.OrderBy(p => p.Since),
    };

    private async Task<List<ReadyPerson>> InTurnAsync(string post, List<ReadyPerson> ready, CancellationToken cancel)
    {
        var policy = (await posts.FindAsync(post, cancel))?.Policy ?? DispatchPolicy.LongestIdle;
        var levels = new Dictionary<Guid, int>();
        var serving = ready.Where(p => p.Posts.Contains(post)).ToList();
        if (policy == DispatchPolicy.MostSkilled)
            foreach (var person in serving) levels[person.UserId] = (await staff.FindAsync(person.UserId, cancel))?.AuthorizationLevel ?? 0;
        return [.. InTurn(policy, serving, levels)];
    }

    private async Task<bool> OfferAsync(Guid userId, CancellationToken cancel)
    {
        try
        {
            return await store.ChangeAsync(async rows =>
                await rows.SessionAsync(userId) is { State: DutyState.Ready } session && await give.NextAsync(rows, session, cancel) is not null, cancel);
        }
        catch (Overtaken)
        {
            return false; // their session changed while we looked: the next round sees it
        }
    }
}
