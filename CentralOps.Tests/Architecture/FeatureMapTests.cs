using System.Reflection;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure;
using CentralOps.Tests.Support;
using CentralOps.Web.Shell;

namespace CentralOps.Tests.Architecture;

/// <summary>The map of the features holds in all three projects.</summary>
public sealed class FeatureMapTests
{
    private static readonly Dictionary<string, Assembly> Assemblies = new()
    {
        [FeatureMap.Domain.Project] = typeof(Outcome).Assembly,
        [FeatureMap.Infrastructure.Project] = typeof(InfrastructureRegistration).Assembly,
        [FeatureMap.Web.Project] = typeof(MenuEntry).Assembly,
    };

    public static TheoryData<string> Projects => [.. FeatureMap.All.Select(m => m.Project)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_is_on_the_map_and_the_map_has_no_circle(string project)
    {
        var map = Map(project);
        string[] known = [.. map.Arrows.Keys, map.OnTop];
        Assert.Equal(Repository.Folders(project).Order(StringComparer.Ordinal), known.Where(f => f.Length > 0).Order(StringComparer.Ordinal));
        Assert.Equal([], map.Arrows.SelectMany(a => a.Value).Except(known));
        Assert.Equal([], FeatureMap.Circle(map.Arrows));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_feature_names_only_those_that_the_map_allows(string project)
    {
        var map = Map(project);
        var found = new NamedTypes(project).Read(Assemblies[project].Location).ReadSources(project).Found.Where(a => a.Key.From != map.OnTop && a.Key.From.Length > 0).ToList();
        Assert.True(found.Count > 25);
        var trespasses = found.Where(a => !map.Arrows[a.Key.From].Contains(a.Key.To)).ToDictionary(a => $"{a.Key.From} → {a.Key.To}", a => a.Order(StringComparer.Ordinal).ToList());
        None(trespasses.Where(t => t.Value.Count > map.Trespassers.GetValueOrDefault(t.Key)).Select(t => $"{t.Key}: {string.Join(", ", t.Value)}"));
        // What is not needed any more leaves the map and the list.
        None(map.Trespassers.Where(t => trespasses.GetValueOrDefault(t.Key)?.Count is not { } count || count < t.Value).Select(t => $"{t.Key} needs only {trespasses.GetValueOrDefault(t.Key)?.Count ?? 0}"));
        None(map.Arrows.SelectMany(a => a.Value.Select(to => (From: a.Key, To: to))).Except(found.Select(a => a.Key)).Select(a => $"nothing of {a.From} names {a.To}"));
    }

    [Fact]
    public void A_circle_is_seen()
    {
        Assert.Equal([], FeatureMap.Circle(new Dictionary<string, string[]> { ["Mill"] = [], ["Bakery"] = ["Mill"], ["Shop"] = ["Bakery", "Mill"] }));
        Assert.Equal(["Bakery", "Mill", "Shop"], FeatureMap.Circle(new Dictionary<string, string[]> { ["Mill"] = ["Shop"], ["Bakery"] = ["Mill"], ["Shop"] = ["Bakery"], ["Field"] = [] }));
    }

    /// <summary>The canary: whoever names another feature is found, in whatever way.</summary>
    [Fact]
    public void Whoever_names_another_feature_is_found()
    {
        var found = new NamedTypes("CentralOps.Tests.Architecture.Canary").Read(typeof(FeatureMapTests).Assembly.Location).Found;
        var trespassers = typeof(FeatureMapTests).Assembly.GetTypes().Where(t => t.Namespace == "CentralOps.Tests.Architecture.Canary.Bakery" && !t.IsNested && t.Name is not "Innocent").Select(t => t.Name.Split('`')[0]).ToList();
        Assert.True(trespassers.Count > 8);
        Assert.Equal(trespassers.Order(StringComparer.Ordinal), found[("Bakery", "Mill")].Order(StringComparer.Ordinal));
        Assert.Single(found);
    }

    [Theory]
    [InlineData("using CentralOps.Tests.Architecture.Canary.Mill;")]
    [InlineData("@using CentralOps.Tests.Architecture.Canary.Mill")]
    [InlineData("using static CentralOps.Tests.Architecture.Canary.Mill.Flour;")]
    [InlineData("using F = CentralOps.Tests.Architecture.Canary.Mill.Flour;")]
    [InlineData("Say(CentralOps.Tests.Architecture.Canary.Mill.Flour.Kind);")]
    [InlineData("Say(Canary.Mill.Flour.Kind);")]
    [InlineData("Say(Mill.Flour.Kind);")]
    public void A_constant_leaves_no_trace_in_the_assembly_but_in_the_source(string line)
    {
        var names = new NamedTypes("CentralOps.Tests.Architecture.Canary").Read(typeof(FeatureMapTests).Assembly.Location);
        Assert.Contains("Loaf", names.ReadSource("Bakery", "Loaf", [line]).Found[("Bakery", "Mill")]);
        Assert.DoesNotContain("Crust", names.ReadSource("Bakery", "Crust", ["// " + line, "Say(Mill.Count);", "Say(\"Mill.Flour\");", "Say(this.Mill.Flour);"]).Found[("Bakery", "Mill")]);
    }

    // Says all of them: the framework's own message is cut short.
    private static void None(IEnumerable<string> wrong)
    {
        var all = wrong.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    private static FeatureMap Map(string project) => FeatureMap.All.Single(m => m.Project == project);
}
