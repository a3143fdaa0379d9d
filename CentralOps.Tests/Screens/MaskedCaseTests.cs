using CentralOps.Domain.Screens;
using CentralOps.Domain.Screens.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Cases;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Screens;

/// <summary>Screens in force over real cases.</summary>
[Trait("Category", "db")]
public sealed class MaskedCaseTests
{
    private static readonly string Process = Line.Of("recognition.pages", "entry.fields", "review");

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_published_screen_reaches_the_next_look_and_a_masked_value_is_given_to_its_holder_only_and_audited(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process, [new ChequeReader()]);
        await host.ArriveAsync();
        await host.KeyAsync("100", "anna", "ben");
        var rita = await host.OnDutyAsync("rita", "review");
        var item = await host.TakeAsync(rita);
        var before = (await host.Views.CaseAsync(rita.Id, item.Id)).Value;
        Assert.Equal((0, "100.00", 100m), (before.Screen!.Version, Assert.Single(before.Fields).Field.Value, before.Amount));

        Assert.Null(before.CoversOf(Assert.Single(before.Pages)));

        var screen = ShippedSteps.Screens.ShippedFor("review") with { Fields = [new("amount") { Masked = true }] };
        await host.Get<IConfigurationStore>().AddAsync(ConfigurationKind.Screen, screen.Key, ScreenJson.Write(screen), "admin", publish: true);
        var view = (await host.Views.CaseAsync(rita.Id, item.Id)).Value;
        Assert.Equal((1, Masking.Dots, null), (view.Screen!.Version, Assert.Single(view.Fields).Field.Value, view.Amount));
        var covers = view.CoversOf(Assert.Single(view.Pages))!;
        Assert.Equal((100, 50), (covers.Width, covers.Height));
        Assert.Equal([0, 0, 1, 0, 1, 1, 0, 1], Assert.Single(covers.Areas)); // where the amount is

        Assert.Equal("dispatch.lease-lost", (await host.Views.RevealAsync(host.Person("max", "review").Id, item.Id, "amount")).Refusal!.Code);
        Assert.Equal("screens.not-shown", (await host.Views.RevealAsync(rita.Id, item.Id, "shoe.size")).Refusal!.Code);
        Assert.DoesNotContain(host.Recorded, r => r.What == "field.revealed");
        Assert.Equal("100.00", (await host.Views.RevealAsync(rita.Id, item.Id, "amount")).Value);
        var told = Assert.Single(host.Recorded, r => r.What == "field.revealed");
        Assert.Equal("rita", told.Who);
        Assert.Contains(view.Number, told.Of, StringComparison.Ordinal);
    }
}
