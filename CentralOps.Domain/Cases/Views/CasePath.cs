namespace CentralOps.Domain.Cases.Views;

/// <summary>The way of a case through its processes, without customer data.</summary>
public interface ICasePaths
{
    /// <summary>The processes that the case has entered, its own first; empty when there is no such case or the reader may not see it.</summary>
    Task<IReadOnlyList<ProcessPath>> FindAsync(Guid userId, Guid caseId, CancellationToken cancel = default);
}

/// <summary>The way of a case through one process.</summary>
public sealed record ProcessPath
{
    /// <summary>Key of the process.</summary>
    public required string Key { get; init; }

    /// <summary>Version that the case runs on.</summary>
    public int Version { get; init; }

    /// <summary>Name of the process.</summary>
    public required string Name { get; init; }

    /// <summary>Its model, to be drawn.</summary>
    public required string Xml { get; init; }

    /// <summary>Elements and flows that were passed.</summary>
    public IReadOnlyList<string> Passed { get; init; } = [];

    /// <summary>Elements on which it stands now.</summary>
    public IReadOnlyList<string> Standing { get; init; } = [];

    /// <summary>Elements on which it stands because of an incident.</summary>
    public IReadOnlyList<string> Stopped { get; init; } = [];

    /// <summary>Steps that were entered, in the order of the first time.</summary>
    public IReadOnlyList<StepVisit> Visits { get; init; } = [];
}

/// <summary>A step of the way.</summary>
/// <param name="ElementId">The element.</param>
/// <param name="Name">Its name.</param>
/// <param name="Times">How often it was entered.</param>
/// <param name="EnteredAt">First entered at (UTC).</param>
/// <param name="LeftAt">Last left at (UTC); null = not left.</param>
/// <param name="Spent">Time between entering and leaving, all times together; until now where it is not left.</param>
/// <param name="People">Who did something there; empty = machines only.</param>
public sealed record StepVisit(string ElementId, string Name, int Times, DateTimeOffset EnteredAt, DateTimeOffset? LeftAt, TimeSpan Spent, IReadOnlyList<string> People);

/// <summary>Where time goes in a process, over the latest tasks.</summary>
public interface IProcessHeat
{
    /// <summary>Figures of the steps of a process over the latest finished tasks of the business types that use it.</summary>
    Task<ProcessHeat> ReadAsync(string processKey, int version, CancellationToken cancel = default);
}

/// <summary>Figures of a process.</summary>
/// <param name="Tasks">Tasks looked at.</param>
/// <param name="Since">Finished since (UTC); null = there are none.</param>
/// <param name="Steps">One entry for each element that makes tasks and has had some.</param>
public sealed record ProcessHeat(int Tasks, DateTimeOffset? Since, IReadOnlyList<StepHeat> Steps);

/// <summary>Figures of one step.</summary>
/// <param name="ElementId">The element.</param>
/// <param name="Name">Its name.</param>
/// <param name="Count">Tasks.</param>
/// <param name="Wait">Mean time from the queue to the hand.</param>
/// <param name="Work">Mean time in hand.</param>
public sealed record StepHeat(string ElementId, string Name, int Count, TimeSpan Wait, TimeSpan Work);
