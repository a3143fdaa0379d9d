namespace CentralOps.Web.Dispatch.Desk;

/// <summary>A panel for a kind of task. Features register theirs with <see cref="DeskRegistration.AddPanel{TPanel}"/>; the desk finds them by <see cref="Domain.Dispatch.WorkItem.Task"/>.</summary>
/// <param name="Task">Task kind, e.g. <c>entry.slice</c>.</param>
/// <param name="Component">A component derived from <see cref="DeskPanel"/>.</param>
/// <param name="Reused">One component shows one task after the other; else each task gets a new one.</param>
/// <param name="Sample">Payload of a task that the screen designer shows; null = the panel needs none.</param>
public sealed record DeskPanelEntry(string Task, Type Component, bool Reused = false, object? Sample = null);

/// <summary>All panels by task kind.</summary>
public sealed class DeskPanels(IEnumerable<DeskPanelEntry> entries)
{
    private readonly Dictionary<string, DeskPanelEntry> _byTask = entries.ToDictionary(e => e.Task, StringComparer.Ordinal);

    /// <summary>The panel of a task kind; null = this portal has none.</summary>
    public DeskPanelEntry? For(string task) => _byTask.GetValueOrDefault(task);

    /// <summary>Kinds of tasks that have a panel.</summary>
    public IReadOnlyCollection<string> Tasks => _byTask.Keys;
}
