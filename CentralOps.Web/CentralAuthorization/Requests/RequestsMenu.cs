using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using MudBlazor;

namespace CentralOps.Web.CentralAuthorization.Requests;

/// <summary>The initiating end of centralised authorization in the rail.</summary>
internal sealed class RequestsMenu : IMenu
{
    /// <inheritdoc />
    public IEnumerable<MenuEntry> Entries =>
        [new(MenuGroups.Branch, 15, "/central-authorization/requests", "Menu.central-authorization.requests", Permissions.CaseSubmit, Icons.Material.Outlined.VerifiedUser)];
}
