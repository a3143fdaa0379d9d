using System.Text.RegularExpressions;
using CentralOps.Domain.Kernel;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Architecture;

/// <summary>The words of <c>docs/glossary.md</c> are the words of the screens, the documentation and the code.</summary>
public sealed partial class GlossaryTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "glossary.md");

    [Fact]
    public void Every_code_name_of_the_glossary_exists()
    {
        var types = typeof(Outcome).Assembly.GetTypes().ToLookup(t => t.Name.Split('`')[0], StringComparer.Ordinal);
        var names = Term().Matches(File.ReadAllText(Page)).SelectMany(m => Code().Matches(m.Groups[1].Value)).Select(m => m.Groups[1].Value).ToList();
        Assert.True(names.Count > 50);
        Assert.Contains("Case.BusinessDate", names);
        Assert.Equal([], names.Where(n => n.Split('.') is var parts && !types[parts[0]].Any(t => parts.Length == 1 || t.GetMember(parts[1]).Length > 0)));
    }

    [Fact]
    public void No_text_has_a_word_that_the_glossary_avoids()
    {
        var avoided = Avoided();
        Assert.True(avoided.Count > 30);
        Assert.Contains("案件", avoided);
        var texts = Repository.Sources("CentralOps.Web", ".resx").Select(f => (File: f, Text: string.Join('\n', Value().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))))
            .Concat(Documents().Select(f => (File: f, Text: File.ReadAllText(f)))).ToList();
        Assert.True(texts.Count > 70);
        Assert.Equal([], from text in texts from word in avoided where Has(text.Text, word) select $"{Path.GetRelativePath(Repository.Root, text.File)}: {word}");
    }

    [Theory]
    [InlineData("新案件使用此版本", "案件", true)]
    [InlineData("What is in force now", "in force", true)]
    [InlineData("The main force", "in force", false)]
    public void An_avoided_word_is_found_as_a_word(string text, string word, bool found) => Assert.Equal(found, Has(text, word));

    private static bool Has(string text, string word) => Regex.IsMatch(text, char.IsAscii(word[0]) ? $@"\b{Regex.Escape(word)}\b" : Regex.Escape(word), RegexOptions.IgnoreCase);

    private static List<string> Avoided() =>
        [.. Avoid().Matches(File.ReadAllText(Page)).SelectMany(m => m.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Where(f => f != Page)
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root, "README*.md"));

    [GeneratedRegex(@"^\*\*(.+)\*\*:$", RegexOptions.Multiline)]
    private static partial Regex Term();

    [GeneratedRegex("`([A-Za-z.]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^_Avoid_: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Avoid();

    [GeneratedRegex("<value>(.*?)</value>", RegexOptions.Singleline)]
    private static partial Regex Value();
}
