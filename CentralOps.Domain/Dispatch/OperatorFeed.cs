using System.Collections.Concurrent;

namespace CentralOps.Domain.Dispatch;

/// <summary>What an operator's screen is told. Every one is a hint: the screen then asks the desk for the truth.</summary>
public abstract record OperatorEvent(Guid UserId)
{
    /// <summary>A task was claimed for them.</summary>
    public sealed record Offered(Guid UserId, Guid ItemId) : OperatorEvent(UserId);

    /// <summary>A task they held is gone.</summary>
    /// <param name="UserId">The operator.</param>
    /// <param name="ItemId">The task.</param>
    /// <param name="Reason">Resource key suffix: <c>expired</c>, <c>reassigned</c>, <c>cancelled</c>, <c>held</c>.</param>
    public sealed record TakenBack(Guid UserId, Guid ItemId, string Reason) : OperatorEvent(UserId);

    /// <summary>Their duty state changed.</summary>
    public sealed record DutyChanged(Guid UserId, DutyState State) : OperatorEvent(UserId);

    /// <summary>A video call of theirs.</summary>
    /// <param name="UserId">One of its parties.</param>
    /// <param name="CaseId">What it is about.</param>
    /// <param name="What">What happened to it; null = a word of the other browser waits.</param>
    public sealed record Called(Guid UserId, Guid CaseId, string? What) : OperatorEvent(UserId);
}

/// <summary>In-process feed from the dispatcher to the screens of one node. Subscribers must be quick and never throw.</summary>
public sealed class OperatorFeed
{
    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<object, Func<OperatorEvent, Task>>> _byUser = new();

    /// <summary>Listens to one operator's events until disposed.</summary>
    public IDisposable Subscribe(Guid userId, Func<OperatorEvent, Task> listener)
    {
        var key = new object();
        _byUser.GetOrAdd(userId, _ => new())[key] = listener;
        return new Subscription(() =>
        {
            if (_byUser.TryGetValue(userId, out var all)) all.TryRemove(key, out _);
        });
    }

    /// <summary>True when some screen of this node listens to the operator.</summary>
    public bool HasListener(Guid userId) => _byUser.TryGetValue(userId, out var all) && !all.IsEmpty;

    /// <summary>Tells the operator's screens.</summary>
    public Task PublishAsync(OperatorEvent e) =>
        _byUser.TryGetValue(e.UserId, out var all) ? Task.WhenAll(all.Values.Select(listener => listener(e))) : Task.CompletedTask;

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}

/// <summary>What changed, for boards and case pages: ids only, readers query. Coalesced by the listener.</summary>
/// <param name="CaseId">The case that advanced; null = presence or queues changed.</param>
public sealed record CentreChanged(Guid? CaseId);

/// <summary>In-process feed of changes for boards and case timelines of one node.</summary>
public sealed class CentreFeed
{
    private readonly ConcurrentDictionary<object, Action<CentreChanged>> _listeners = new();

    /// <summary>Listens until disposed. The listener must return at once.</summary>
    public IDisposable Subscribe(Action<CentreChanged> listener)
    {
        var key = new object();
        _listeners[key] = listener;
        return new Subscription(() => _listeners.TryRemove(key, out _));
    }

    /// <summary>Tells all listeners.</summary>
    public void Publish(CentreChanged change)
    {
        foreach (var listener in _listeners.Values) listener(change);
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
