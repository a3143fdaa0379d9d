using System.Security.Claims;

namespace CentralOps.Web.Shell;

/// <summary>A feature's entries in the left rail. Every implementation in this assembly is found by itself.</summary>
internal interface IMenu
{
    /// <summary>The entries.</summary>
    IEnumerable<MenuEntry> Entries { get; }
}

/// <summary>One entry of the left rail.</summary>
/// <param name="Group">One of <see cref="MenuGroups"/>; heading in resource key <c>MenuGroup.{Group}</c>.</param>
/// <param name="Order">Within the group.</param>
/// <param name="Href">Address, e.g. <c>/administration/users</c>.</param>
/// <param name="Text">Resource key of its text, e.g. <c>Menu.administration.users</c>, in any <c>*Texts</c> file.</param>
/// <param name="Permission">Shown only to people who have it.</param>
/// <param name="Icon">SVG content of a MudBlazor outlined icon.</param>
/// <param name="Badge">Component that shows a live count after the text; null = none.</param>
internal sealed record MenuEntry(string Group, int Order, string Href, string Text, string Permission, string Icon, Type? Badge = null);

/// <summary>Groups of the left rail in their order.</summary>
internal static class MenuGroups
{
    public const string Branch = "branch";
    public const string Duty = "duty";
    public const string Watch = "watch";
    public const string Prove = "prove";
    public const string Manage = "manage";

    public static IReadOnlyList<string> All { get; } = [Branch, Duty, Watch, Prove, Manage];
}

/// <summary>All features' entries together.</summary>
internal sealed class MenuBook(IEnumerable<IMenu> menus)
{
    private readonly List<MenuEntry> _all = [.. menus.SelectMany(m => m.Entries).OrderBy(e => e.Order)];

    /// <summary>What this person may open, by group in order.</summary>
    public IReadOnlyList<IGrouping<string, MenuEntry>> For(ClaimsPrincipal person) =>
        [.. _all.Where(e => person.May(e.Permission)).GroupBy(e => e.Group).OrderBy(g => MenuGroups.All.ToList().IndexOf(g.Key))];
}
