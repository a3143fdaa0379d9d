using System.Reflection;
using System.Text.RegularExpressions;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure;
using CentralOps.Tests.Support;
using CentralOps.Web.Shell;
using NetArchTest.Rules;

namespace CentralOps.Tests.Architecture;

public sealed partial class LayerTests
{
    private static readonly Assembly Domain = typeof(Outcome).Assembly;
    private static readonly Assembly Infrastructure = typeof(InfrastructureRegistration).Assembly;
    private static readonly Assembly Web = typeof(MenuEntry).Assembly;

    // Not features but what features stand on, or what only one project has.
    private static readonly string[] TechnicalInfrastructure = ["Database", "Demo", "Imaging", "Ocr", "Scheduling", "Secrets"];
    private static readonly string[] TechnicalWeb = ["Account", "Components", "Composition", "Live", "Properties", "Scripts", "Shell", "Texts"];

    // Feature → other features of Infrastructure that it may name. Adapters talk through Domain; every line here is an exception.
    private static readonly Dictionary<string, string[]> MayName = new(StringComparer.Ordinal)
    {
        ["Database"] = ["Administration", "Dispatch"], // the context is Identity's; the interceptors wake the dispatcher after a commit
        ["Demo"] = ["Administration"], // simulated people are staff
        ["Intake"] = ["Cases"], // pages of a case are read from the stored case
        ["Monitoring"] = ["Cases", "Scheduling"], // reads anything, is read by nobody
        ["Recognition"] = ["Imaging", "Ocr"],
        ["Ocr"] = ["Imaging"],
        ["Seals"] = ["Administration"], // specimen cards come with the demo bank
    };

    private static readonly string[] Shared = ["Database", "Scheduling", "Secrets"];

    [Fact]
    public void Domain_stands_on_nothing_but_the_base_library()
    {
        var names = Domain.GetReferencedAssemblies().Select(a => a.Name!).ToList();
        Assert.NotEmpty(names);
        Assert.Equal([], names.Where(n => !n.StartsWith("System", StringComparison.Ordinal) && n is not ("netstandard" or "mscorlib") && !(n.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) && n.EndsWith(".Abstractions", StringComparison.Ordinal))));
    }

    [Fact]
    public void Infrastructure_never_names_the_portal() =>
        Assert.DoesNotContain(Infrastructure.GetReferencedAssemblies(), a => a.Name == Web.GetName().Name);

    [Fact]
    public void Only_the_composition_names_infrastructure()
    {
        var trespassers = Types.InAssembly(Web).That().HaveDependencyOn("CentralOps.Infrastructure").GetTypes().Select(t => t.FullName!).ToList();
        Assert.Contains(trespassers, t => t.StartsWith("Program", StringComparison.Ordinal)); // the canary: the search does find somebody
        Assert.Equal([], trespassers.Where(t => !t.StartsWith("Program", StringComparison.Ordinal) && !t.StartsWith("CentralOps.Web.Composition.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Pages_know_no_database()
    {
        Assert.Equal([], Types.InAssembly(Web).That().HaveDependencyOn("Microsoft.EntityFrameworkCore").GetTypes().Select(t => t.FullName));
        Assert.NotEmpty(Types.InAssembly(Infrastructure).That().HaveDependencyOn("Microsoft.EntityFrameworkCore").GetTypes());
    }

    [Fact]
    public void A_feature_has_the_same_name_in_every_project()
    {
        var features = Folders("CentralOps.Domain");
        Assert.True(features.Count > 10);
        Assert.Equal([], Folders("CentralOps.Infrastructure").Except(features).Except(TechnicalInfrastructure));
        Assert.Equal([], Folders("CentralOps.Web").Except(features).Except(TechnicalWeb));
    }

    [Fact]
    public void An_adapter_of_one_feature_does_not_name_anothers()
    {
        var found = new List<string>();
        var looked = 0;
        foreach (var file in Repository.Sources("CentralOps.Infrastructure", ".cs").Where(f => !f.EndsWith("Registration.cs", StringComparison.Ordinal)))
        {
            var feature = Path.GetRelativePath(Path.Combine(Repository.Root, "CentralOps.Infrastructure"), file).Split('/')[0];
            foreach (Match used in UsesInfrastructure().Matches(File.ReadAllText(file)))
            {
                looked++;
                var other = used.Groups[1].Value;
                if (other != feature && !Shared.Contains(other) && !(MayName.TryGetValue(feature, out var may) && may.Contains(other)))
                    found.Add($"{Path.GetFileName(file)}: {feature} names {other}");
            }
        }

        Assert.True(looked > 20);
        Assert.Equal([], found);
    }

    private static List<string> Folders(string project) =>
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, project)).Select(f => Path.GetFileName(f)!).Except(["bin", "obj", "node_modules", "wwwroot", "TestResults"])];

    [GeneratedRegex(@"^using CentralOps\.Infrastructure\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex UsesInfrastructure();
}
