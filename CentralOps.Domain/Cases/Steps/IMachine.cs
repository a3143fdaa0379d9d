using CentralOps.Domain.Dispatch;

namespace CentralOps.Domain.Cases.Steps;

/// <summary>
/// Performs machine work outside any transaction, under a lease. It may run twice for one item (a crash, an expired lease), so it must leave the
/// same result; what it returns is given to the step handler as JSON.
/// </summary>
public interface IMachine
{
    /// <summary>Operation it performs, e.g. <c>recognise</c>.</summary>
    string Task { get; }

    /// <summary>Attempts before the step is told that it failed.</summary>
    int MostAttempts => 5;

    /// <summary>Performs one item.</summary>
    /// <exception cref="TryLater">Not now; does not count as failed.</exception>
    Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel);
}

/// <summary>The outside asks for patience: tried again at a time, as often as needed.</summary>
public sealed class TryLater(DateTimeOffset at, string why) : Exception(why)
{
    /// <summary>When (UTC).</summary>
    public DateTimeOffset At { get; } = at;
}
