using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using MudBlazor;

namespace CentralOps.Web.Rules;

internal sealed class RulesMenu : IMenu
{
    public IEnumerable<MenuEntry> Entries =>
        [new(MenuGroups.Manage, 65, "/rules", "Menu.rules", Permissions.AdminConfiguration, Icons.Material.Outlined.TableChart)];
}
