using CentralOps.Domain.Administration;

namespace CentralOps.Domain.Dispatch.Duty;

/// <summary>Gives people on duty their next tasks, and keeps some ahead.</summary>
public sealed class GiveWork(IDispatchStore store, IWorkPosts posts, IStaffDirectory staff, OperatorFeed feed, TimeProvider clock)
{
    // How far down the queue a reservation looks for what fits.
    private const int LookAhead = 100;

    /// <summary>Seconds that a post gives for something, or the usual ones where the post is gone.</summary>
    public async Task<DateTimeOffset> UntilAsync(string post, Func<WorkPost, int> seconds, int usual, CancellationToken cancel) =>
        clock.GetUtcNow().AddSeconds(await posts.FindAsync(post, cancel) is { } found ? seconds(found) : usual);

    /// <summary>Gives a ready person the first task that fits, best post first, and tells their screen. Null = nothing fits now.</summary>
    public async Task<Guid?> NextAsync(IDispatchRows rows, DutySession session, CancellationToken cancel)
    {
        if (session.State != DutyState.Ready || await staff.FindAsync(session.UserId, cancel) is not { Active: true } person) return null;
        if (await TakeReservedAsync(rows, session, person, cancel) is { } reserved) return reserved;
        var (who, now) = (Who(person), clock.GetUtcNow());
        foreach (var code in session.PostList is [var only] ? [only] : await store.BusiestAsync(session.PostList, now, cancel))
        {
            if (await rows.ClaimAsync(code, who, now, await OfferUntilAsync(code, cancel)) is not { } itemId) continue;
            session.Offer(itemId, now);
            try
            {
                await rows.SaveAsync();
            }
            catch (Overtaken)
            {
                await PutBackAsync(itemId, session.UserId, cancel); // they went on a break, or another claim was quicker
                throw;
            }

            await feed.PublishAsync(new OperatorEvent.Offered(session.UserId, itemId));
            return itemId;
        }

        return null;
    }

    /// <summary>Reserves for the person in hand of a task; see <see cref="IOperatorDesk.ReserveAsync"/>.</summary>
    public Task<IReadOnlyList<WorkItem>> ReserveAsync(Guid userId, int most, Func<WorkItem, bool> fits, CancellationToken cancel) => store.ChangeAsync<IReadOnlyList<WorkItem>>(async rows =>
    {
        if (await rows.SessionAsync(userId) is not { State: DutyState.Working, BreakAfterTask: false } session || await staff.FindAsync(userId, cancel) is not { Active: true } person) return [];
        var held = await rows.HeldAsync(userId);
        if (held.FirstOrDefault(w => w.Id == session.ItemId) is not { } inHand) return [];
        var kept = held.Where(w => w != inHand && fits(w)).ToList();
        if (kept.Count >= most) return [.. kept.Take(most)];

        // Two tasks of one duty (the two blind keys of a field) never lie on one desk.
        var duties = held.Select(w => w.ConflictKey).Where(k => k.Length > 0).ToHashSet(StringComparer.Ordinal);
        var lease = await UntilAsync(inHand.Post, p => p.WorkSeconds * (most > 1 ? 3 : 1), 300, cancel);
        var waiting = await rows.WaitingAsync(inHand.Post, Who(person), clock.GetUtcNow(), LookAhead);
        // Whoever is idle comes first: reserving is for queues, not for keeping work from colleagues.
        var idle = await rows.ReadyBesideAsync(inHand.Post, userId);
        foreach (var item in waiting.Take(Math.Max(waiting.Count - idle, 0)).Where(fits))
        {
            if (kept.Count >= most) break;
            if ((item.ConflictKey.Length > 0 && duties.Contains(item.ConflictKey)) || !await rows.ClaimAsync(item.Id, userId, lease)) continue;
            if (item.ConflictKey.Length > 0) duties.Add(item.ConflictKey);
            item.Offer(userId, lease);
            kept.Add(item);
        }

        return [.. kept.OrderBy(w => w.SortKey)];
    }, cancel);

    /// <summary>What the person has reserved goes back to its queue; saved with the caller's changes.</summary>
    public async Task PutBackReservedAsync(IDispatchRows rows, DutySession session)
    {
        foreach (var item in await rows.HeldAsync(session.UserId))
            if (item.State == WorkState.Offered && item.Id != session.ItemId) item.PutBack(clock.GetUtcNow());
    }

    // Offered or held by this person → back into its queue, without what they typed.
    private Task<bool> PutBackAsync(Guid itemId, Guid holder, CancellationToken cancel) => store.ChangeAsync(async rows =>
    {
        if (await rows.ItemAsync(itemId) is not { } item || !item.IsHeldBy(holder)) return false;
        item.PutBack(clock.GetUtcNow());
        await rows.SaveAsync();
        return true;
    }, cancel);

    private async Task<Guid?> TakeReservedAsync(IDispatchRows rows, DutySession session, StaffMember person, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var held = await rows.HeldAsync(session.UserId);
        if (held.FirstOrDefault(w => w.State == WorkState.Offered && w.LeaseUntil > now && w.IsFor(person, posts.Find(w.Post))) is not { } kept) return null;
        kept.Lease(await OfferUntilAsync(kept.Post, cancel));
        session.Offer(kept.Id, now);
        await rows.SaveAsync();
        await feed.PublishAsync(new OperatorEvent.Offered(session.UserId, kept.Id));
        return kept.Id;
    }

    private Task<DateTimeOffset> OfferUntilAsync(string post, CancellationToken cancel) => UntilAsync(post, p => p.OfferSeconds, 20, cancel);

    private static Claimant Who(StaffMember person) => new(person.Id, person.AuthorizationLevel, person.AmountLimit);
}
