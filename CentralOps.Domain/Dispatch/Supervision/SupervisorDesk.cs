using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Dispatch.Supervision;

/// <summary>The supervisor's side of dispatch; every change is audited in its own transaction.</summary>
public sealed class SupervisorDesk(
    IDispatchStore store, IStaffDirectory staff, IWorkPosts posts, DispatchNews news, IAuditTrail audit, TimeProvider clock) : ISupervisorDesk
{
    /// <inheritdoc />
    public async Task<Outcome> ReassignAsync(Guid supervisorId, Guid itemId, Guid toUserId, string reason, CancellationToken cancel = default)
    {
        if (await staff.FindAsync(toUserId, cancel) is not { Active: true } person) return Outcome.No("dispatch.no-such-person");
        return await ChangeAsync(supervisorId, itemId, "dispatch.reassign", $"{person.UserName}: {reason}", "reassigned", async (rows, item) =>
        {
            if (!item.IsFor(person, await posts.FindAsync(item.Post, cancel))) return Outcome.No("dispatch.post-not-allowed", item.Post);
            if (await rows.ConflictsAsync(toUserId, item.ConflictKey)) return Outcome.No("dispatch.separation-of-duties");
            item.Pin(toUserId);
            return Outcome.Ok;
        }, cancel);
    }

    /// <inheritdoc />
    public Task<Outcome> RaiseAsync(Guid supervisorId, Guid itemId, string reason, CancellationToken cancel = default) => ChangeAsync(supervisorId, itemId, "dispatch.raise", reason, null, async (rows, item) =>
    {
        item.Raise((await rows.HeadAsync(item.Post) ?? item.SortKey) - 1);
        return Outcome.Ok;
    }, cancel);

    /// <inheritdoc />
    public Task<Outcome> HoldAsync(Guid supervisorId, Guid itemId, string reason, CancellationToken cancel = default) => ChangeAsync(supervisorId, itemId, "dispatch.hold", reason, "held", (_, item) =>
    {
        item.HoldBack();
        return Task.FromResult(Outcome.Ok);
    }, cancel);

    /// <inheritdoc />
    public Task<Outcome> ReleaseAsync(Guid supervisorId, Guid itemId, CancellationToken cancel = default) => ChangeAsync(supervisorId, itemId, "dispatch.release", "", null, (_, item) =>
    {
        if (item.State != WorkState.OnHold) return Task.FromResult(Outcome.No("dispatch.not-held"));
        item.Release();
        return Task.FromResult(Outcome.Ok);
    }, cancel);

    /// <inheritdoc />
    public Task<Outcome> ReturnToQueueAsync(Guid supervisorId, Guid itemId, string reason, CancellationToken cancel = default) =>
        ChangeAsync(supervisorId, itemId, "dispatch.return-to-queue", reason, "reassigned", (_, item) =>
        {
            if (!item.IsHeld) return Task.FromResult(Outcome.No("dispatch.not-in-hand"));
            item.PutBack(clock.GetUtcNow());
            return Task.FromResult(Outcome.Ok);
        }, cancel);

    private async Task<Outcome> ChangeAsync(Guid supervisorId, Guid itemId, string action, string reason, string? takenBack, Func<IDispatchRows, WorkItem, Task<Outcome>> change, CancellationToken cancel)
    {
        if (await staff.FindAsync(supervisorId, cancel) is not { } supervisor || !supervisor.May(Permissions.DispatchManage)) return Outcome.No("access.denied");
        Guid? holder = null;
        var outcome = await store.ChangeAsync(async rows =>
        {
            if (await rows.ItemAsync(itemId) is not { IsOpen: true } item) return Outcome.No("dispatch.task-gone");
            if (!item.IsManaged) return Outcome.No("dispatch.not-for-people"); // machines, timers and messages go their own way; a known answer is one person's
            holder = item.HolderId;
            var result = await change(rows, item);
            if (!result.Succeeded) return result;
            if (takenBack is not null && holder is { } user && await rows.SessionAsync(user) is { } session && session.ItemId == itemId) session.Lose(ignored: false, clock.GetUtcNow());
            rows.Add(audit.Create(supervisor.UserName, action, "task", itemId.ToString(), new { reason, item.Task, item.Post }));
            await rows.SaveAsync();
            return Outcome.Ok;
        }, cancel);
        if (!outcome.Succeeded) return outcome;
        if (takenBack is not null && holder is { } from) await news.TakenBackAsync(from, itemId, takenBack);
        news.Moved();
        return outcome;
    }
}
