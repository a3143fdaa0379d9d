using System.Reflection;
using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Tests.Architecture;

public sealed class PagePolicyTests
{
    // Open to every person who is logged in; everything else names a permission.
    private static readonly string[] ForEverybody = ["/", "/account/password"];

    private static readonly List<Type> Pages = [.. typeof(MenuEntry).Assembly.GetTypes().Where(t => t.GetCustomAttributes<RouteAttribute>().Any())];

    [Fact]
    public void There_are_pages_to_look_at() => Assert.True(Pages.Count >= 5);

    [Fact]
    public void Every_page_names_a_known_permission_or_says_that_anybody_may_see_it()
    {
        var open = new List<string>();
        foreach (var page in Pages)
        {
            var route = page.GetCustomAttribute<RouteAttribute>()!.Template;
            if (page.GetCustomAttribute<AllowAnonymousAttribute>() is not null)
                continue;
            var policies = page.GetCustomAttributes<AuthorizeAttribute>().Select(a => a.Policy).ToList();
            if (policies.Count == 0 || (policies.Contains(null) && !ForEverybody.Contains(route)))
                open.Add($"{route}: no policy");
            open.AddRange(policies.OfType<string>().Except(Permissions.All.Append(Permissions.BranchWork).Append(Permissions.ThresholdView).Append(Permissions.ChangeView)).Select(p => $"{route}: unknown policy {p}"));
        }

        Assert.Empty(open);
    }

    [Fact]
    public void A_menu_entry_leads_to_a_page_that_asks_for_the_same_permission()
    {
        var policies = Pages
            .SelectMany(p => p.GetCustomAttributes<RouteAttribute>().Select(r => (r.Template, Policy: p.GetCustomAttribute<AuthorizeAttribute>()?.Policy)))
            .ToDictionary(p => p.Template, p => p.Policy);
        foreach (var entry in AllMenus().SelectMany(m => m.Entries))
            Assert.Equal(entry.Permission, Assert.Contains(entry.Href, (IReadOnlyDictionary<string, string?>)policies));
    }

    private static IEnumerable<IMenu> AllMenus() => typeof(IMenu).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(IMenu)))
        .Select(t => (IMenu)Activator.CreateInstance(t)!);
}
