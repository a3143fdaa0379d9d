namespace CentralOps.Domain.Dispatch;

/// <summary>Wakes this node's dispatcher; losing a call costs time, never correctness.</summary>
public interface IDispatchWake
{
    /// <summary>There may be something to hand out.</summary>
    void Wake();
}

/// <summary>Told when a person's task was finished, so that they can get the next one.</summary>
public interface IHolderRelease
{
    /// <summary>Counts the task and makes its holder ready (or starts the break that they asked for).</summary>
    Task ReleasedAsync(Guid userId, Guid itemId, CancellationToken cancel);
}

/// <summary>Tells screens, boards and the dispatcher what has changed in queues and presence.</summary>
public sealed class DispatchNews(OperatorFeed operators, CentreFeed centre, IDispatchWake dispatcher)
{
    /// <summary>Somebody's presence changed; null = it may have.</summary>
    public async Task PresenceAsync(Guid userId, DutyState? state)
    {
        if (state is { } now) await operators.PublishAsync(new OperatorEvent.DutyChanged(userId, now));
        Moved();
    }

    /// <summary>A task was taken from its holder.</summary>
    public Task TakenBackAsync(Guid userId, Guid itemId, string reason) => operators.PublishAsync(new OperatorEvent.TakenBack(userId, itemId, reason));

    /// <summary>Work moved: boards look again, and the dispatcher.</summary>
    public void Moved()
    {
        Changed();
        dispatcher.Wake();
    }

    /// <summary>Boards look again.</summary>
    public void Changed() => centre.Publish(new CentreChanged(null));
}
