using Bunit;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Kernel;
using CentralOps.Tests.Support;
using CentralOps.Web.CentralAuthorization.Callbacks;
using CentralOps.Web.Dispatch.Desk;

namespace CentralOps.Tests.CentralAuthorization;

public sealed class PhonePanelTests : DeskContext
{
    private static readonly string Payload = StoredJson.Write(new PhonePayload("李财务", "021-5555-0101", 1, ["phone.identity", "phone.amount"]));

    [Fact]
    public async Task The_number_to_call_is_the_one_on_file()
    {
        var panel = await ShowAsync();
        Assert.Equal("021-5555-0101", panel.Find(".contact-phone").TextContent);
        Assert.Equal(2, panel.FindAll("[data-question]").Count);
    }

    [Fact]
    public async Task Confirmed_needs_a_yes_to_every_question()
    {
        var panel = await ShowAsync();
        var half = new PhoneOutcome("confirmed", new Dictionary<string, bool> { ["phone.identity"] = true }, null, null);
        Assert.False((await panel.InvokeAsync(() => panel.Instance.Called(Guid.NewGuid(), half))).Ok);
        var whole = half with { Answers = new Dictionary<string, bool> { ["phone.identity"] = true, ["phone.amount"] = true } };
        Assert.True((await panel.InvokeAsync(() => panel.Instance.Called(Guid.NewGuid(), whole))).Ok);
        Assert.Equal("confirmed", Assert.Single(Desk.Finished).Result.Read<PhoneOutcome>().Outcome);
    }

    [Fact]
    public async Task Not_reached_needs_a_time_for_the_next_call()
    {
        var panel = await ShowAsync();
        var reply = await panel.InvokeAsync(() => panel.Instance.Called(Guid.NewGuid(), new PhoneOutcome("unreachable", new Dictionary<string, bool>(), null, null)));
        Assert.False(reply.Ok);
    }

    private async Task<IRenderedComponent<PhonePanel>> ShowAsync()
    {
        Desk.SignedIn().Waiting.Enqueue(ATask("phone", Payload));
        var item = await Desk.TakeUpAsync(Operator, Xunit.TestContext.Current.CancellationToken);
        return Render<PhonePanel>(p => p.Add(x => x.Item, item!).AddCascadingValue<IDesk>(new OneDesk(Person, Desk)));
    }
}
