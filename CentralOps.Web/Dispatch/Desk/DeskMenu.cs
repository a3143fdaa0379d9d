using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using MudBlazor;

namespace CentralOps.Web.Dispatch.Desk;

/// <summary>The desk in the rail.</summary>
internal sealed class DeskMenu : IMenu
{
    /// <inheritdoc />
    public IEnumerable<MenuEntry> Entries => [new(MenuGroups.Duty, 10, "/desk", "Menu.desk", Permissions.DutyWork, Icons.Material.Outlined.Keyboard)];
}
