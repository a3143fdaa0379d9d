using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Dispatch;

/// <summary>The supervisor's side of dispatch over the database; every change is audited in its own transaction.</summary>
internal sealed class SupervisorDesk(DutyStore duty, IStaffDirectory staff, OperatorFeed feed, CentreFeed centre, DispatchSignal signal, IAuditTrail audit, TimeProvider clock) : ISupervisorDesk
{
    public async Task<Outcome> ReassignAsync(Guid supervisorId, Guid itemId, Guid toUserId, string reason, CancellationToken cancel = default)
    {
        if (await staff.FindAsync(toUserId, cancel) is not { Active: true } person) return Outcome.No("dispatch.no-such-person");
        return await ChangeAsync(supervisorId, itemId, "dispatch.reassign", $"{person.UserName}: {reason}", "reassigned", async (db, item) =>
        {
            if (item.Kind != WorkKind.Human) return Outcome.No("dispatch.not-for-people");
            if (!person.Posts.Contains(item.Post) || person.AuthorizationLevel < item.Level || !person.MayDecide(item.Amount)) return Outcome.No("dispatch.post-not-allowed", item.Post);
            if (await db.Set<DutyConflict>().AnyAsync(c => c.UserId == toUserId && c.Key == item.ConflictKey, cancel)) return Outcome.No("dispatch.separation-of-duties");
            DutyStore.Requeue(item);
            item.PinnedTo = toUserId;
            item.SortKey = 0;
            return Outcome.Ok;
        }, cancel);
    }

    public Task<Outcome> RaiseAsync(Guid supervisorId, Guid itemId, string reason, CancellationToken cancel = default) =>
        ChangeAsync(supervisorId, itemId, "dispatch.raise", reason, null, async (db, item) =>
        {
            var head = await db.Set<WorkItem>().Where(w => w.Post == item.Post && w.State == WorkState.Waiting).MinAsync(w => (long?)w.SortKey, cancel) ?? item.SortKey;
            item.SortKey = Math.Min(item.SortKey, head) - 1;
            return Outcome.Ok;
        }, cancel);

    public Task<Outcome> HoldAsync(Guid supervisorId, Guid itemId, string reason, CancellationToken cancel = default) =>
        ChangeAsync(supervisorId, itemId, "dispatch.hold", reason, "held", (_, item) =>
        {
            DutyStore.Requeue(item);
            item.State = WorkState.OnHold;
            return Task.FromResult(Outcome.Ok);
        }, cancel);

    public Task<Outcome> ReleaseAsync(Guid supervisorId, Guid itemId, CancellationToken cancel = default) =>
        ChangeAsync(supervisorId, itemId, "dispatch.release", "", null, (_, item) =>
        {
            if (item.State != WorkState.OnHold) return Task.FromResult(Outcome.No("dispatch.not-held"));
            (item.State, item.NotBefore, item.Draft) = (WorkState.Waiting, null, null); // for anybody: what another had begun is theirs
            return Task.FromResult(Outcome.Ok);
        }, cancel);

    public Task<Outcome> ReturnToQueueAsync(Guid supervisorId, Guid itemId, string reason, CancellationToken cancel = default) =>
        ChangeAsync(supervisorId, itemId, "dispatch.return-to-queue", reason, "reassigned", (_, item) =>
        {
            if (item.State is not (WorkState.Offered or WorkState.Working)) return Task.FromResult(Outcome.No("dispatch.not-in-hand"));
            DutyStore.Requeue(item);
            return Task.FromResult(Outcome.Ok);
        }, cancel);

    private async Task<Outcome> ChangeAsync(
        Guid supervisorId, Guid itemId, string action, string reason, string? takenBack, Func<CentralOpsDbContext, WorkItem, Task<Outcome>> change, CancellationToken cancel)
    {
        if (await staff.FindAsync(supervisorId, cancel) is not { } supervisor || !supervisor.May(Permissions.DispatchManage)) return Outcome.No("access.denied");
        Guid? holder = null;
        var outcome = await duty.ChangeAsync(async db =>
        {
            if (await db.Set<WorkItem>().FirstOrDefaultAsync(w => w.Id == itemId, cancel) is not { IsOpen: true } item) return Outcome.No("dispatch.task-gone");
            holder = item.HolderId;
            var result = await change(db, item);
            if (!result.Succeeded) return result;
            if (takenBack is not null && holder is { } user && await duty.OpenSessionAsync(db, user, cancel) is { } session && session.ItemId == itemId)
            {
                session.ItemId = null;
                if (session.State is DutyState.Working or DutyState.Offered) session.Become(DutyState.Ready, clock.GetUtcNow());
            }

            db.Add(audit.Create(supervisor.UserName, action, "task", itemId.ToString(), new { reason, item.Task, item.Post }));
            await db.SaveChangesAsync(cancel);
            return Outcome.Ok;
        }, cancel);
        if (!outcome.Succeeded) return outcome;
        if (takenBack is not null && holder is { } from) await feed.PublishAsync(new OperatorEvent.TakenBack(from, itemId, takenBack));
        centre.Publish(new CentreChanged(null));
        signal.Wake();
        return outcome;
    }
}
