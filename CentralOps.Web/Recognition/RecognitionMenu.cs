using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using MudBlazor;

namespace CentralOps.Web.Recognition;

internal sealed class RecognitionMenu : IMenu
{
    public IEnumerable<MenuEntry> Entries =>
        [
            new(MenuGroups.Manage, 64, "/recognition/templates", "Menu.templates", Permissions.AdminConfiguration, Icons.Material.Outlined.DocumentScanner),
            new(MenuGroups.Manage, 66, "/recognition/fields", "Menu.fields", Permissions.AdminConfiguration, Icons.Material.Outlined.ListAlt),
        ];
}
