namespace CentralOps.Domain.Processes;

/// <summary>The element of a process model that a token stands on, as a step handler sees it.</summary>
/// <param name="Id">Element id, unique in its model.</param>
/// <param name="Name">Name that people read.</param>
/// <param name="Step">Atomic step, e.g. <c>entry.fields</c> (attribute <c>co:step</c>).</param>
/// <param name="Parameters">Step parameters of the model (elements <c>co:param</c>), by name.</param>
public sealed record StepElement(string Id, string Name, string Step, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Key of the process template that holds the element: the case's own, or that of a called sub-process.</summary>
    public string ProcessKey { get; init; } = "";

    /// <summary>Number of the instance when the element is done several times, from 1; null = once.</summary>
    public int? Instance { get; init; }

    /// <summary>Item of the instance as JSON; null = none.</summary>
    public string? Item { get; init; }

    /// <summary>A parameter, or null.</summary>
    public string? Parameter(string name) => Parameters.GetValueOrDefault(name);
}
