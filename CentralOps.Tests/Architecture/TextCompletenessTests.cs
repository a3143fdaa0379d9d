using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using CentralOps.Domain.Administration;
using CentralOps.Tests.Support;
using CentralOps.Web.Shell;
using CentralOps.Web.Texts;

namespace CentralOps.Tests.Architecture;

public sealed partial class TextCompletenessTests
{
    public static TheoryData<string> Areas => [.. TextCatalogue.Sources.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Every_text_exists_in_Chinese_and_English_with_the_same_placeholders(string area)
    {
        var (english, chinese) = (Read(area, "en"), Read(area, "zh-CN"));
        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, text) in english)
        {
            Assert.False(string.IsNullOrWhiteSpace(text), key);
            Assert.Equal((key, Placeholders(text)), (key, Placeholders(chinese[key])));
        }
    }

    [Fact]
    public void Every_menu_entry_role_and_group_has_a_text()
    {
        var known = TextCatalogue.Sources.SelectMany(t => Read(t.Name, "zh-CN").Keys).ToHashSet(StringComparer.Ordinal);
        var menus = typeof(IMenu).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(IMenu))).Select(t => (IMenu)Activator.CreateInstance(t)!);
        string[] needed =
        [
            .. menus.SelectMany(m => m.Entries).Select(e => e.Text),
            .. MenuGroups.All.Select(g => $"MenuGroup.{g}"),
            .. RoleNames.Shipped.Keys.Select(r => $"Role.{r}"),
        ];
        Assert.Equal([], needed.Except(known));
    }

    [Fact]
    public void Every_text_that_a_page_asks_for_by_a_fixed_key_exists()
    {
        var known = TextCatalogue.Sources.ToDictionary(t => t.Name, t => Read(t.Name, "zh-CN").Keys.ToHashSet(StringComparer.Ordinal));
        var missing = new List<string>();
        var looked = 0;
        foreach (var file in Repository.Sources("CentralOps.Web", ".razor"))
        {
            var source = File.ReadAllText(file);
            foreach (Match injected in Localizer().Matches(source))
            {
                var (area, name) = (injected.Groups[1].Value, injected.Groups[2].Value);
                foreach (Match used in Regex.Matches(source, $@"\b{name}\[""([A-Za-z0-9.\-]+)""[,\]]"))
                {
                    looked++;
                    if (!known.TryGetValue(area, out var keys) || !keys.Contains(used.Groups[1].Value))
                        missing.Add($"{Path.GetFileName(file)}: {area}[{used.Groups[1].Value}]");
                }
            }
        }

        Assert.True(looked > 50);
        Assert.Empty(missing);
    }

    private static Dictionary<string, string> Read(string area, string culture)
    {
        var manager = new ResourceManager($"CentralOps.Web.Texts.{area}", typeof(TextCatalogue).Assembly);
        // English is the neutral language; asking for it without parents would find no satellite.
        var set = manager.GetResourceSet(culture == "en" ? CultureInfo.InvariantCulture : new CultureInfo(culture), createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return set.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);
    }

    private static string Placeholders(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"@inject IStringLocalizer<(\w+)> (\w+)")]
    private static partial Regex Localizer();
}
