using CentralOps.Domain.Screens;
using CentralOps.Domain.Screens.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Recognition.Design;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Screens;

/// <summary>Which screen counts.</summary>
public sealed class ScreenCatalogueTests
{
    private readonly SampleConfiguration _published = SampleConfiguration.Read();

    [Fact]
    public void The_shipped_screens_are_those_that_count_while_nothing_is_published()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "samples", "screens"), "*.json").ToDictionary(f => Path.GetFileNameWithoutExtension(f), File.ReadAllText);
        Assert.Equal(ShippedSteps.Screens.All.Select(t => t.Shipped.Key).Order(StringComparer.Ordinal), files.Keys.Order(StringComparer.Ordinal));
        foreach (var task in ShippedSteps.Screens.All)
        {
            Assert.Equal(ScreenJson.Write(task.Shipped), files[task.Shipped.Key]);
            Assert.Empty(new ScreenCheck(_published, ShippedSteps.Screens).Check(task.Shipped.Key, files[task.Shipped.Key]));
            Assert.Equal((task.Shipped, 0), (Shown(task.Task).Screen, Shown(task.Task).Version));
        }
    }

    [Fact]
    public void The_most_particular_screen_counts()
    {
        Publish("authorization", null, null, 2);
        Assert.Equal(2, Shown("authorization").Version);
        Publish("authorization", "authorization-2", null, 3);
        Assert.Equal(3, Shown("authorization").Version);
        Publish("authorization", null, "loan-drawdown", 4);
        Assert.Equal(4, Shown("authorization").Version);
        Publish("authorization", "authorization-2", "loan-drawdown", 5);
        Assert.Equal(5, Shown("authorization").Version);
        Assert.Equal(2, new ScreenCatalogue(_published, ShippedSteps.Screens).For("authorization", "authorization-1", "cheque-transfer")!.Version);
        Assert.Equal(0, Shown("review").Version);
    }

    [Fact]
    public void Desks_that_are_instruments_have_no_screen() => Assert.Null(new ScreenCatalogue(_published, ShippedSteps.Screens).For("entry.slice", "entry", "cheque-transfer"));

    private ShownScreen Shown(string task) => new ScreenCatalogue(_published, ShippedSteps.Screens).For(task, "authorization-2", "loan-drawdown")!;

    private void Publish(string task, string? post, string? type, int version)
    {
        var screen = ShippedSteps.Screens.ShippedFor(task) with { Post = post, BusinessType = type };
        _published.Publish(ConfigurationKind.Screen, screen.Key, version, ScreenJson.Write(screen));
    }
}
