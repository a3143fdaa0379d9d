using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Cases.Steps;

/// <summary>Work that a step wants done.</summary>
/// <param name="Kind">Who or what does it.</param>
/// <param name="Task">Panel or machine operation.</param>
/// <param name="Post">Post, machine queue or message name.</param>
public sealed record NewWork(WorkKind Kind, string Task, string Post)
{
    /// <summary>Desk of a person's task; null = it is not one.</summary>
    public StepDesk? Desk { get; init; }

    /// <summary>Task data, written as JSON.</summary>
    public object? Payload { get; init; }

    /// <summary>Authorization level needed; 0 = none.</summary>
    public int Level { get; init; }

    /// <summary>Set the case's amount against the holder's limit.</summary>
    public bool LimitByAmount { get; init; }

    /// <summary>Key of the separation of duties; empty = anybody.</summary>
    public string ConflictKey { get; init; } = "";

    /// <summary>Not before (UTC).</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Target time from now; null = that of the desk or its post, else the case's own due time.</summary>
    public TimeSpan? Target { get; init; }

    /// <summary>A person's task at a post of the centre.</summary>
    public static NewWork Human(StepDesk desk) => new(WorkKind.Human, desk.Task, desk.Post) { Desk = desk };

    /// <summary>Machine work.</summary>
    public static NewWork Machine(StepMachine machine) => new(WorkKind.Machine, machine.Operation, machine.Queue.Name);

    /// <summary>A task of the case's branch.</summary>
    public static NewWork Branch(string task) => new(WorkKind.Branch, task, "branch");
}
