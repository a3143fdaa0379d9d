using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using MudBlazor;

namespace CentralOps.Web.Processes;

internal sealed class ProcessesMenu : IMenu
{
    public IEnumerable<MenuEntry> Entries =>
        [new(MenuGroups.Manage, 60, "/processes", "Menu.processes", Permissions.AdminConfiguration, Icons.Material.Outlined.AccountTree)];
}
