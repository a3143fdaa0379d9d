using CentralOps.Domain.Dispatch;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Web.Dispatch.Desk;

/// <summary>A panel on which several tasks of one kind lie side by side.</summary>
public abstract class GroupPanel : DeskPanel
{
    /// <summary>Kind under which the desk finds it; no task is of it.</summary>
    public const string Kind = "entry.sheet";

    /// <summary>Tasks beside the one in hand.</summary>
    [Parameter] public IReadOnlyList<WorkItem> Beside { get; set; } = [];
}
