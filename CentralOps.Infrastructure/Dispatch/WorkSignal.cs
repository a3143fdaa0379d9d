using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Dispatch.Machines;

namespace CentralOps.Infrastructure.Dispatch;

/// <summary>After a commit: wakes the dispatcher and the machines of this node, tells holders what they lost, and boards that something changed.</summary>
internal sealed class WorkSignal(DispatchSignal dispatch, MachinePump machines, OperatorFeed operators, CentreFeed centre) : IWorkSignal
{
    public void Committed(Case @case, IReadOnlyList<WorkItem> work, IReadOnlyList<(Guid UserId, Guid ItemId)> takenFrom)
    {
        foreach (var queue in work.Where(w => w.Kind == WorkKind.Machine && w.State == WorkState.Waiting).Select(w => w.Post).Distinct()) machines.Kick(queue);
        if (work.Any(w => w.Kind == WorkKind.Human && w.State is WorkState.Waiting or WorkState.Offered)) dispatch.Wake();
        foreach (var (user, item) in takenFrom) _ = operators.PublishAsync(new OperatorEvent.TakenBack(user, item, "cancelled"));
        centre.Publish(new CentreChanged(@case.Id));
    }

    public IReadOnlyList<WorkItem> Take(IEnumerable<WorkItem> fresh, DateTimeOffset now) => machines.Take(fresh, now);

    public void Begin(IReadOnlyList<WorkItem> taken) => machines.Begin(taken);

    public void LetGo(IReadOnlyList<WorkItem> taken) => machines.LetGo(taken);
}
