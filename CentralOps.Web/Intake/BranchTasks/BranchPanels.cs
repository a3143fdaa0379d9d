using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Screens;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Web.Intake.BranchTasks;

/// <summary>What the branch answers a task with.</summary>
public abstract class BranchPanel : ComponentBase
{
    /// <summary>The case; a panel that does without it gets none.</summary>
    [Parameter] public CaseView View { get; set; } = default!;

    /// <summary>The task.</summary>
    [Parameter, EditorRequired] public BranchTask Item { get; set; } = default!;

    /// <summary>It is done: the case goes on.</summary>
    [Parameter] public EventCallback Answered { get; set; }
}

/// <summary>A panel for a kind of task. Features register theirs with <see cref="BranchPanels.AddBranchPanel{TPanel}"/>.</summary>
/// <param name="Task">Task kind, e.g. <c>branch.rework</c>.</param>
/// <param name="Component">A component derived from <see cref="BranchPanel"/>.</param>
/// <param name="ShowsCase">Pages and data of the case stand beside it.</param>
/// <param name="Marks">Marks on the pages; null = none.</param>
public sealed record BranchPanelEntry(string Task, Type Component, bool ShowsCase, Func<CaseView, IReadOnlyList<PageMark>>? Marks);

/// <summary>What a branch can be asked to do, and who of the branch does it.</summary>
public sealed class BranchDesks(IEnumerable<BranchPanelEntry> entries, IStepCatalogue steps)
{
    private readonly Dictionary<string, BranchPanelEntry> _byTask = entries.ToDictionary(e => e.Task, StringComparer.Ordinal);
    private readonly Dictionary<string, string> _permissions = steps.All.Select(s => s.Branch).OfType<BranchDesk>().ToDictionary(b => b.Task, b => b.Permission, StringComparer.Ordinal);

    /// <summary>The panel of a task kind; null = this portal has none.</summary>
    public BranchPanelEntry? For(string task) => _byTask.GetValueOrDefault(task);

    /// <summary>Who does it: tellers, where no step says otherwise.</summary>
    public string Permission(BranchTask task) => _permissions.GetValueOrDefault(task.Task, Permissions.CaseSubmit);

    /// <summary>True when this person may do the task; the use case checks again.</summary>
    public bool MayDo(StaffMember person, BranchTask task) => person.May(Permission(task));
}

/// <summary>Registers what branches answer with.</summary>
public static class BranchPanels
{
    /// <summary>Adds the panel of a kind of task.</summary>
    /// <typeparam name="TPanel">The panel.</typeparam>
    /// <param name="services">Services.</param>
    /// <param name="task">Kind of task, as the shape of its step says.</param>
    /// <param name="showsCase">Pages and data of the case stand beside it.</param>
    /// <param name="marks">Marks on the pages; null = none.</param>
    public static IServiceCollection AddBranchPanel<TPanel>(this IServiceCollection services, string task, bool showsCase = true, Func<CaseView, IReadOnlyList<PageMark>>? marks = null)
        where TPanel : BranchPanel => services.AddSingleton(new StepPanel(task)).AddSingleton(new BranchPanelEntry(task, typeof(TPanel), showsCase, marks));
}
