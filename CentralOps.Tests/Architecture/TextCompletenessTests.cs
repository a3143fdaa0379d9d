using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Recognition.Fields;
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

    /// <summary>Codes that the domain emits are looked up in all files: a second text for one would never be seen, or seen one day and not the next.</summary>
    [Fact]
    public void A_code_of_the_domain_has_its_text_in_one_file()
    {
        string[] looked = ["Refusal.", "CaseEvent.", "Step.", "StepParameter.", "Task.", "StepOutcome.", "Rule.", "Audit.", "Quality.", "Value."];
        var twice = TextCatalogue.Sources.SelectMany(t => Read(t.Name, "en").Keys).Where(k => looked.Any(p => k.StartsWith(p, StringComparison.Ordinal))).GroupBy(k => k).Where(g => g.Count() > 1).Select(g => g.Key);
        Assert.Empty(twice);
    }

    [Fact]
    public void Every_reason_that_a_shipped_rule_gives_has_a_text()
    {
        var known = TextCatalogue.Sources.SelectMany(t => Read(t.Name, "zh-CN").Keys).ToHashSet(StringComparer.Ordinal);
        var rules = Directory.GetFiles(Path.Combine(Repository.Root, "samples", "rules"), "*.dmn").Select(File.ReadAllText);
        var reasons = rules.SelectMany(r => Reason().Matches(r)).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(reasons.Count > 10);
        var fields = File.ReadAllText(Path.Combine(Repository.Root, "samples", "fields.json")); // rules name fields too
        Assert.Equal([], reasons.Where(r => !known.Contains($"Rule.{r}") && !fields.Contains($"\"code\": \"{r}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_reason_for_which_a_shipped_rule_sends_a_case_back_is_on_the_reason_list()
    {
        var known = File.ReadAllText(Path.Combine(Repository.Root, "samples", "reason-codes.json"));
        var tests = Directory.GetFiles(Path.Combine(Repository.Root, "samples", "rules"), "*.dmn").Select(File.ReadAllText).Where(r => r.Contains("\"return_reason\"", StringComparison.Ordinal));
        var reasons = tests.SelectMany(r => Returned().Matches(r)).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(reasons.Count > 3);
        Assert.Equal([], reasons.Where(r => !known.Contains($"\"code\": \"{r}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Everything_that_the_audit_trail_records_has_a_text()
    {
        var known = TextCatalogue.Sources.SelectMany(t => Read(t.Name, "zh-CN").Keys).ToHashSet(StringComparer.Ordinal);
        var sources = new[] { "CentralOps.Domain", "CentralOps.Infrastructure", "CentralOps.Web" }.SelectMany(folder => Repository.Sources(folder, ".cs")).Select(File.ReadAllText);
        var recorded = sources.SelectMany(s => Recorded().Matches(s)).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(recorded.Count > 30);
        Assert.Equal([], recorded.Where(r => !known.Contains($"Audit.{r}")));
    }

    [Fact]
    public void Whatever_may_be_wrong_with_a_value_has_a_text()
    {
        var known = TextCatalogue.Sources.SelectMany(t => Read(t.Name, "zh-CN").Keys).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], FieldChecks.Codes.Where(c => !known.Contains($"Refusal.{c}")));
    }

    [Fact]
    public void Every_menu_entry_role_group_and_background_job_has_a_text()
    {
        var known = TextCatalogue.Sources.SelectMany(t => Read(t.Name, "zh-CN").Keys).ToHashSet(StringComparer.Ordinal);
        var menus = typeof(IMenu).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(IMenu))).Select(t => (IMenu)Activator.CreateInstance(t)!);
        string[] needed =
        [
            .. menus.SelectMany(m => m.Entries).Select(e => e.Text),
            .. MenuGroups.All.Select(g => $"MenuGroup.{g}"),
            .. RoleNames.Shipped.Keys.Select(r => $"Role.{r}"),
            .. Repository.Sources("CentralOps.Infrastructure", ".cs").SelectMany(f => Job().Matches(File.ReadAllText(f))).Select(m => $"Job.{m.Groups[1].Value}"),
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

    [GeneratedRegex("\"([a-z]+\\.[a-z0-9.-]+)\"")]
    private static partial Regex Reason();

    [GeneratedRegex(@"(?:\bAudit|RecordAsync|[aA]udit\.Create)\([^;""]{0,80}""([a-z-]+\.[a-z-]+)""")]
    private static partial Regex Recorded();

    [GeneratedRegex("<co:expect name=\"return_reason\">\"([a-z-]+)\"")]
    private static partial Regex Returned();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Placeholder();

    [GeneratedRegex("AddJob<\\w+>\\(\"([a-z-]+)\"")]
    private static partial Regex Job();

    [GeneratedRegex(@"@inject IStringLocalizer<(\w+)> (\w+)")]
    private static partial Regex Localizer();
}
