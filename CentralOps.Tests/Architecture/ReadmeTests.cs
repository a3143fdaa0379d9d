using System.Text.RegularExpressions;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Architecture;

public sealed partial class ReadmeTests
{
    [Fact]
    public void The_table_of_screens_names_real_addresses_and_real_folders()
    {
        var root = Repository.Root;
        var rows = Row().Matches(File.ReadAllText(Path.Combine(root, "README.md"))).Select(m => (Route: m.Groups[1].Value, Folder: m.Groups[2].Value)).ToList();
        Assert.NotEmpty(rows);
        foreach (var (route, folder) in rows)
        {
            var path = Path.Combine(root, folder);
            Assert.True(Directory.Exists(path), folder);
            Assert.Contains(Directory.EnumerateFiles(path, "*.razor", SearchOption.AllDirectories), f => File.ReadAllText(f).Contains($"@page \"{route}\"", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    public void Every_link_and_picture_of_the_readme_leads_somewhere(string file)
    {
        var root = Repository.Root;
        var targets = Link().Matches(File.ReadAllText(Path.Combine(root, file))).Select(m => m.Groups[1].Value.Split('#')[0]).Where(t => t.Length > 0 && !t.StartsWith("http", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(targets);
        Assert.All(targets, t => Assert.True(Path.Exists(Path.Combine(root, t)), t));
    }

    [GeneratedRegex(@"^\|[^|]+\| `(/[a-z/]*)` \| `([^`]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
