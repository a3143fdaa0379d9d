using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using MudBlazor;

namespace CentralOps.Web.Configuration.Reasons;

internal sealed class ReasonsMenu : IMenu
{
    public IEnumerable<MenuEntry> Entries =>
        [new(MenuGroups.Manage, 54, "/configuration/reasons", "Menu.configuration.reasons", Permissions.AdminConfiguration, Icons.Material.Outlined.FormatListBulleted)];
}
