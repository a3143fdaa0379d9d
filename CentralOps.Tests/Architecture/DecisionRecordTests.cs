using System.Globalization;
using System.Text.RegularExpressions;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Architecture;

/// <summary>Decisions are numbered without gaps, and what is said about one leads to it.</summary>
public sealed partial class DecisionRecordTests
{
    private static readonly string[] Records = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "decisions"), "*.md").Order(StringComparer.Ordinal)];

    [Fact]
    public void Decisions_are_numbered_without_gaps_in_their_names_and_titles()
    {
        Assert.True(Records.Length > 10);
        var numbers = Enumerable.Range(1, Records.Length).Select(n => n.ToString("0000", CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(numbers, Records.Select(r => Path.GetFileName(r)[..4]));
        Assert.Equal(numbers, Records.Select(r => Title().Match(File.ReadLines(r).First()).Groups[1].Value));
    }

    [Fact]
    public void Every_decision_that_is_named_exists()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md")).Append(Path.Combine(Repository.Root, "Directory.Packages.props"))
            .Concat(new[] { ".cs", ".razor", ".ts" }.SelectMany(e => new[] { "CentralOps.Domain", "CentralOps.Infrastructure", "CentralOps.Web" }.SelectMany(p => Repository.Sources(p, e))));
        var named = files.SelectMany(f => Named().Matches(File.ReadAllText(f)).Select(m => (File: Path.GetFileName(f), Number: m.Groups[1].Value))).ToList();
        Assert.NotEmpty(named);
        Assert.Equal([], named.Where(n => !Records.Any(r => Path.GetFileName(r).StartsWith(n.Number, StringComparison.Ordinal))));
    }

    [GeneratedRegex(@"^# (\d{4}) \p{Lu}")]
    private static partial Regex Title();

    [GeneratedRegex(@"(?:decisions? |ADR |decisions/)(\d{4})")]
    private static partial Regex Named();
}
