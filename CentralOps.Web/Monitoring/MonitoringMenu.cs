using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using MudBlazor;

namespace CentralOps.Web.Monitoring;

/// <summary>What supervisors watch.</summary>
internal sealed class MonitoringMenu : IMenu
{
    public IEnumerable<MenuEntry> Entries =>
    [
        new(MenuGroups.Watch, 10, "/monitoring/board", "Menu.monitoring.board", Permissions.BoardView, Icons.Material.Outlined.SpaceDashboard),
        new(MenuGroups.Watch, 20, "/monitoring/tasks", "Menu.monitoring.tasks", Permissions.BoardView, Icons.Material.Outlined.ViewList),
        new(MenuGroups.Watch, 30, "/monitoring/system", "Menu.monitoring.system", Permissions.SystemView, Icons.Material.Outlined.MonitorHeart),
    ];
}
