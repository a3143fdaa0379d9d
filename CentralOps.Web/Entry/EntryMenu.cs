using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using MudBlazor;

namespace CentralOps.Web.Entry;

/// <summary>What entry has beside the desk.</summary>
internal sealed class EntryMenu : IMenu
{
    public IEnumerable<MenuEntry> Entries =>
    [
        new(MenuGroups.Duty, 20, "/entry/shortcuts", "Menu.entry.shortcuts", Permissions.DutyWork, Icons.Material.Outlined.KeyboardAlt),
        new(MenuGroups.Watch, 25, "/entry/accuracy", "Menu.entry.accuracy", Permissions.BoardView, Icons.Material.Outlined.QueryStats),
        new(MenuGroups.Watch, 26, "/entry/thresholds", "Menu.entry.thresholds", Permissions.ThresholdView, Icons.Material.Outlined.Tune),
    ];
}
