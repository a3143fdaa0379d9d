using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Screens;

/// <summary>A kind of task whose desk is drawn from a screen.</summary>
/// <param name="Task">Task kind as in <see cref="Dispatch.WorkItem.Task"/>.</param>
/// <param name="Shape">What its screen can be made of.</param>
public sealed record ScreenTask(string Task, ScreenShape Shape)
{
    /// <summary>The screen that counts while the bank has published none.</summary>
    public Screen Shipped => new() { Task = Task, Columns = Shape.Columns };
}

/// <summary>The kinds of tasks whose desks are drawn from screens, as the steps say. The others (slices, arbitration, classification, seals) are instruments for one thing.</summary>
public sealed class ScreenTasks(IStepCatalogue steps)
{
    /// <summary>All of them, in the order of the palette.</summary>
    public IReadOnlyList<ScreenTask> All { get; } = [.. steps.Desks.Where(d => d.Screen is not null).Select(d => new ScreenTask(d.Task, d.Screen!))];

    /// <summary>What there is to know of a task kind; null = its desk is not drawn from a screen.</summary>
    public ScreenTask? Find(string task) => All.FirstOrDefault(t => t.Task == task);

    /// <summary>The shipped screen of a task kind.</summary>
    /// <exception cref="InvalidOperationException">Its desk is not drawn from a screen.</exception>
    public Screen ShippedFor(string task) => Find(task)?.Shipped ?? throw new InvalidOperationException($"no screen for {task}");
}
