using System.Security.Claims;
using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;

namespace CentralOps.Tests.Shell;

public sealed class MenuTests
{
    [Fact]
    public void A_person_sees_only_what_they_may_open_in_the_order_of_the_groups()
    {
        var book = new MenuBook([new SomeMenu()]);
        var teller = new ClaimsPrincipal(new ClaimsIdentity([new(Permissions.ClaimType, Permissions.CaseSubmit), new(Permissions.ClaimType, Permissions.AuditRead)], "test"));
        Assert.Equal(["branch:/a", "branch:/b", "prove:/d"], book.For(teller).SelectMany(g => g.Select(e => $"{g.Key}:{e.Href}")));
        Assert.Empty(book.For(new ClaimsPrincipal(new ClaimsIdentity())));
    }

    private sealed class SomeMenu : IMenu
    {
        public IEnumerable<MenuEntry> Entries =>
        [
            new(MenuGroups.Prove, 1, "/d", "d", Permissions.AuditRead, ""),
            new(MenuGroups.Branch, 2, "/b", "b", Permissions.CaseSubmit, ""),
            new(MenuGroups.Branch, 1, "/a", "a", Permissions.CaseSubmit, ""),
            new(MenuGroups.Manage, 1, "/c", "c", Permissions.AdminUsers, ""),
        ];
    }
}
