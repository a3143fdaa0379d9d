using System.Text.RegularExpressions;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Architecture;

public sealed partial class HouseRulesTests
{
    private static readonly string[] Projects = ["CentralOps.Domain", "CentralOps.Infrastructure", "CentralOps.Web", "CentralOps.Tests", "benchmarks", "samples/generator"];

    [Fact]
    public void No_file_is_longer_than_a_reader_wants_to_open()
    {
        var files = Projects.SelectMany(p => Repository.Sources(p, ".cs")).ToList();
        Assert.True(files.Count > 100);
        Assert.Equal([], files.Where(f => File.ReadLines(f).Count() > 400 || (File.ReadLines(f).Count() > 300 && f.Contains("/CentralOps.", StringComparison.Ordinal) && !f.Contains("/CentralOps.Tests/", StringComparison.Ordinal))));
        Assert.Equal([], Repository.Sources("CentralOps.Web", ".razor").Where(f => File.ReadLines(f).Count() > 150));
    }

    [Theory]
    [InlineData(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", "ask the TimeProvider")]
    [InlineData(@"\bThread\.Sleep\(|\.Wait\(\)|\.GetAwaiter\(\)\.GetResult\(\)", "await")]
    [InlineData(@"\basync void\b", "return a Task")]
    [InlineData(@"catch(\s*\([^)]*\))?\s*\{\s*\}", "say why nothing is done")]
    [InlineData(@"#region|#pragma warning disable|NotImplementedException", "not in this house")]
    public void What_is_banned_is_nowhere(string pattern, string instead)
    {
        var banned = new Regex(pattern);
        var found = Projects.Where(p => p is not "CentralOps.Tests")
            .SelectMany(p => Repository.Sources(p, ".cs").Concat(Repository.Sources(p, ".razor")))
            .Where(f => banned.IsMatch(File.ReadAllText(f)))
            .Select(f => $"{Path.GetRelativePath(Repository.Root, f)}: {instead}");
        Assert.Equal([], found);
    }

    [Fact]
    public void No_page_has_a_script_inside_itself() => // the content security policy would refuse it
        Assert.Equal([], Repository.Sources("CentralOps.Web", ".razor").Where(f => InlineScript().IsMatch(File.ReadAllText(f))));

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)|\son(click|load|submit|change|input)=""(?!@)")]
    private static partial Regex InlineScript();
}
