using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using MudBlazor;

namespace CentralOps.Web.Configuration.Bundles;

internal sealed class BundleMenu : IMenu
{
    public IEnumerable<MenuEntry> Entries =>
        [new(MenuGroups.Manage, 90, "/configuration/bundles", "Menu.configuration.bundles", Permissions.AdminConfiguration, Icons.Material.Outlined.Inventory2)];
}
