using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using MudBlazor;

namespace CentralOps.Web.Configuration.BusinessTypes;

internal sealed class BusinessTypeMenu : IMenu
{
    public IEnumerable<MenuEntry> Entries =>
        [new(MenuGroups.Manage, 58, "/configuration/business-types", "Menu.configuration.types", Permissions.AdminConfiguration, Icons.Material.Outlined.Category)];
}
