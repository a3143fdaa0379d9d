using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using MudBlazor;

namespace CentralOps.Web.Audit;

internal sealed class AuditMenu : IMenu
{
    public IEnumerable<MenuEntry> Entries =>
        [new(MenuGroups.Prove, 90, "/audit", "Menu.audit", Permissions.AuditRead, Icons.Material.Outlined.FactCheck)];
}
