using CentralOps.Domain.Dispatch;

namespace CentralOps.Tests.Support;

/// <summary>Brings a fresh work item where a test wants it, by the verbs that bring it there in life.</summary>
internal static class WorkInState
{
    public static WorkItem In(this WorkItem item, WorkState state, Guid? holder = null, DateTimeOffset? at = null)
    {
        var now = at ?? TimeProvider.System.GetUtcNow();
        var held = state is WorkState.Offered or WorkState.Working || (state == WorkState.Done && item.Kind is WorkKind.Human or WorkKind.Machine);
        if (held && item.Kind == WorkKind.Machine) item.Start(now, now.AddMinutes(3));
        else if (held) item.Offer(holder ?? Guid.NewGuid(), now.AddMinutes(5));
        if (state is WorkState.Working or WorkState.Done && item.State == WorkState.Offered) item.TakeUp(now, now.AddMinutes(5));
        if (state == WorkState.OnHold) item.HoldBack();
        if (state == WorkState.Done) item.Finish(now);
        if (state == WorkState.Cancelled) item.Cancel(now);
        return item;
    }
}
