using Bunit;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Kernel;
using CentralOps.Tests.Support;
using CentralOps.Web.Dispatch.Desk;
using CentralOps.Web.Seals.Verification;

namespace CentralOps.Tests.Seals;

public sealed class SealPanelTests : DeskContext
{
    [Fact]
    public async Task No_verdict_is_preselected()
    {
        var panel = await ShowAsync(Entry("finance"), Entry("legal-representative"));
        Assert.Equal(4, panel.FindAll("input[type=radio]").Count);
        Assert.DoesNotContain(panel.FindAll("input[type=radio]"), radio => radio.HasAttribute("checked"));
    }

    [Fact]
    public async Task Every_seal_gets_its_own_verdict_with_a_reason()
    {
        var panel = await ShowAsync(Entry("finance"), Entry("legal-representative"));
        Assert.False((await Decide(panel, new SealDecided("finance", true, "P01"))).Ok);
        Assert.True((await Decide(panel, new SealDecided("finance", true, "P01"), new SealDecided("legal-representative", false, "F01"))).Ok);
        Assert.Equal([true, false], Assert.Single(Desk.Finished).Result.Read<SealsDecided>().Seals.Select(s => s.Pass));
    }

    [Fact]
    public async Task A_seal_without_specimen_cannot_pass() =>
        Assert.True((await ShowAsync(Entry("finance") with { SpecimenHash = null })).Find("input[value=pass]").HasAttribute("disabled"));

    [Fact]
    public async Task A_payload_that_cannot_be_read_is_said_and_not_shown()
    {
        Desk.SignedIn().Waiting.Enqueue(ATask("seal", "\"x\""));
        var item = await Desk.TakeUpAsync(Operator, Xunit.TestContext.Current.CancellationToken);
        var panel = Render<SealPanel>(p => p.Add(x => x.Item, item!).AddCascadingValue<IDesk>(new OneDesk(Person, Desk)));
        Assert.Contains("任务数据不完整", panel.Markup, StringComparison.Ordinal);
    }

    private static SealPayloadEntry Entry(string role) => new(role, "unsure", 0.71, new string('1', 64), new string('2', 64), new string('3', 64), [0, 0, 100, 0, 100, 100, 0, 100], ["extra-ink 3.1 %"]);

    private static Task<PanelReply> Decide(IRenderedComponent<SealPanel> panel, params SealDecided[] seals) => panel.InvokeAsync(() => panel.Instance.Decided(Guid.NewGuid(), seals));

    private async Task<IRenderedComponent<SealPanel>> ShowAsync(params SealPayloadEntry[] seals)
    {
        Desk.SignedIn().Waiting.Enqueue(ATask("seal", StoredJson.Write(new SealPayload(Views.Case.Pages[0].Id, seals))));
        var item = await Desk.TakeUpAsync(Operator, Xunit.TestContext.Current.CancellationToken);
        return Render<SealPanel>(p => p.Add(x => x.Item, item!).AddCascadingValue<IDesk>(new OneDesk(Person, Desk)));
    }
}
