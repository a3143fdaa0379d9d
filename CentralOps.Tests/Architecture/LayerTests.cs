using System.Reflection;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure;
using CentralOps.Tests.Support;
using CentralOps.Web.Shell;
using NetArchTest.Rules;

namespace CentralOps.Tests.Architecture;

public sealed class LayerTests
{
    private static readonly Assembly Domain = typeof(Outcome).Assembly;
    private static readonly Assembly Infrastructure = typeof(InfrastructureRegistration).Assembly;
    private static readonly Assembly Web = typeof(MenuEntry).Assembly;

    // Not features but what features stand on, or what only one project has.
    private static readonly string[] TechnicalInfrastructure = ["Database", "Demo", "Imaging", "Ocr", "Scheduling", "Secrets"];
    private static readonly string[] TechnicalWeb = ["Account", "Components", "Composition", "Live", "Shell", "Texts"];

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
        var features = Repository.Folders("CentralOps.Domain");
        Assert.True(features.Count > 10);
        Assert.Equal([], Repository.Folders("CentralOps.Infrastructure").Except(features).Except(TechnicalInfrastructure));
        Assert.Equal([], Repository.Folders("CentralOps.Web").Except(features).Except(TechnicalWeb));
    }
}
