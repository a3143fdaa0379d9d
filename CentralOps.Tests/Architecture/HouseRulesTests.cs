using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure;
using CentralOps.Tests.Support;
using CentralOps.Web.Shell;

namespace CentralOps.Tests.Architecture;

public sealed partial class HouseRulesTests
{
    private static readonly string[] Product = ["CentralOps.Domain", "CentralOps.Infrastructure", "CentralOps.Web"];
    private static readonly string[] Projects = [.. Product, "CentralOps.Tests", "benchmarks", "samples/generator"];

    // Shrinking lists: who makes an entry needless takes it out, and nobody adds one.
    private static readonly string[] LongScripts = ["_grid.ts", "slice.ts", "template.ts"];

    private static readonly string[] WideConstructors =
    [
        "Account", "Advance", "BundleWorkshop", "CaseAdvancer", "CentreWatch", "CounterApi", "DemoBranches", "DemoOperators", "DeskViews", "KnownAnswerMix",
        "Replaying", "StepScope", "StoredCaseUnit",
    ];

    // Lines of more than 160 characters, by project; to be lowered with what is rewritten, never raised.
    private static readonly Dictionary<string, int> WideLines = new(StringComparer.Ordinal)
    {
        ["CentralOps.Domain"] = 791, ["CentralOps.Infrastructure"] = 481, ["CentralOps.Web"] = 791, ["CentralOps.Tests"] = 808, ["benchmarks"] = 92, ["samples/generator"] = 158,
    };

    [Fact]
    public void No_file_is_longer_than_a_reader_wants_to_open()
    {
        var files = Projects.SelectMany(p => Repository.Sources(p, ".cs")).ToList();
        Assert.True(files.Count > 100);
        Assert.Equal([], files.Where(f => Lines(f) > 400));
        Assert.Equal([], Product.SelectMany(p => Repository.Sources(p, ".cs")).Where(f => Lines(f) > 300));
        Assert.Equal([], Repository.Sources("CentralOps.Web", ".razor").Where(f => Lines(f) > 150));
        Assert.Equal(LongScripts, Repository.Sources("CentralOps.Web", ".ts").Where(f => Lines(f) > 300).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_line_is_wider_than_a_screen()
    {
        var wide = Projects.ToDictionary(p => p, p => new[] { ".cs", ".razor", ".ts" }.SelectMany(e => Repository.Sources(p, e)).SelectMany(File.ReadLines).Count(l => l.Length > 160));
        Assert.True(wide.Values.Sum() > 0, "no line is too long any more: drop the list");
        Assert.Equal([], wide.Where(w => w.Value > WideLines[w.Key]).Select(w => $"{w.Key}: {w.Value} lines of more than 160 characters, {WideLines[w.Key]} are let through"));
    }

    [Fact]
    public void No_class_needs_more_than_six_things_to_be_made()
    {
        Assembly[] product = [typeof(Outcome).Assembly, typeof(InfrastructureRegistration).Assembly, typeof(MenuEntry).Assembly];
        var wide = product.SelectMany(a => a.GetTypes())
            .Where(t => !IsRecord(t) && !t.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && t.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(c => c.GetParameters().Length > 6)).Select(t => t.Name);
        Assert.Equal(WideConstructors, wide.Order(StringComparer.Ordinal));
    }

    [Theory]
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

    private static int Lines(string file) => File.ReadLines(file).Count();

    // A value has as many parts as it has; this is about what a class works with.
    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)|\son(click|load|submit|change|input)=""(?!@)")]
    private static partial Regex InlineScript();
}
