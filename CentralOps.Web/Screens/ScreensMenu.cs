using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using MudBlazor;

namespace CentralOps.Web.Screens;

internal sealed class ScreensMenu : IMenu
{
    public IEnumerable<MenuEntry> Entries => [new(MenuGroups.Manage, 67, "/screens", "Menu.screens", Permissions.AdminConfiguration, Icons.Material.Outlined.ViewQuilt)];
}
