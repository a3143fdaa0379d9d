using CentralOps.Domain.Administration;
using CentralOps.Web.Administration.Changes;
using CentralOps.Web.Shell;
using MudBlazor;

namespace CentralOps.Web.Administration;

internal sealed class AdministrationMenu : IMenu
{
    public IEnumerable<MenuEntry> Entries =>
    [
        new(MenuGroups.Manage, 5, "/administration/changes", "Menu.administration.changes", Permissions.ChangeView, Icons.Material.Outlined.HowToReg, typeof(ChangeBadge)),
        new(MenuGroups.Manage, 10, "/administration/people", "Menu.administration.people", Permissions.AdminUsers, Icons.Material.Outlined.PeopleAlt),
        new(MenuGroups.Manage, 20, "/administration/roles", "Menu.administration.roles", Permissions.AdminUsers, Icons.Material.Outlined.Key),
        new(MenuGroups.Manage, 30, "/administration/branches", "Menu.administration.branches", Permissions.AdminUsers, Icons.Material.Outlined.AccountTree),
        new(MenuGroups.Manage, 40, "/administration/posts", "Menu.administration.posts", Permissions.AdminConfiguration, Icons.Material.Outlined.Badge),
        new(MenuGroups.Manage, 50, "/administration/parameters", "Menu.administration.parameters", Permissions.AdminConfiguration, Icons.Material.Outlined.Tune),
        new(MenuGroups.Manage, 52, "/administration/calendars", "Menu.administration.calendars", Permissions.AdminConfiguration, Icons.Material.Outlined.CalendarMonth),
    ];
}
