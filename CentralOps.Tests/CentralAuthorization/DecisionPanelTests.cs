using Bunit;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Tests.Support;
using CentralOps.Web.CentralAuthorization.Decision;
using CentralOps.Web.Dispatch.Desk;

namespace CentralOps.Tests.CentralAuthorization;

public sealed class DecisionPanelTests : DeskContext
{
    [Fact]
    public async Task Approving_opens_when_every_page_was_on_screen()
    {
        var panel = await ShowAsync("review");
        Assert.True(panel.Find("[data-role=approve]").HasAttribute("disabled"));
        await panel.InvokeAsync(() => panel.Instance.PageSeen(Views.Case.Pages[0].Id));
        Assert.True(panel.Find("[data-role=approve]").HasAttribute("disabled"));
        await panel.InvokeAsync(() => panel.Instance.PageSeen(Views.Case.Pages[1].Id));
        Assert.False(panel.Find("[data-role=approve]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task An_approval_with_an_unseen_page_is_refused_even_when_the_browser_sends_it()
    {
        var panel = await ShowAsync("authorization");
        var reply = await panel.InvokeAsync(() => panel.Instance.Approve(Guid.NewGuid(), [Views.Case.Pages[0].Id, Guid.NewGuid()], null));
        Assert.False(reply.Ok);
        Assert.Contains("1", reply.Message, StringComparison.Ordinal);
        Assert.Empty(Desk.Finished);
    }

    [Fact]
    public async Task An_approval_names_the_pages_that_were_seen()
    {
        var panel = await ShowAsync("review");
        var reply = await panel.InvokeAsync(() => panel.Instance.Approve(Guid.NewGuid(), [.. Views.Case.Pages.Select(p => p.Id)], "核对无误"));
        Assert.True(reply.Ok);
        var approved = Assert.Single(Desk.Finished).Result.Read<Approved>();
        Assert.Equal(Views.Case.Pages.Select(p => p.Id), approved.PagesSeen);
        Assert.Equal("核对无误", approved.Text);
    }

    [Fact]
    public async Task An_incident_is_tried_again_without_looking_at_every_page()
    {
        var panel = await ShowAsync("incident");
        Assert.False(panel.Find("[data-role=approve]").HasAttribute("disabled"));
        await panel.InvokeAsync(() => panel.Instance.Approve(Guid.NewGuid(), [], null));
        Assert.True(Assert.Single(Desk.Finished).Result.Read<IncidentHandled>().Retry);
    }

    [Fact]
    public async Task A_return_carries_reason_words_and_marks()
    {
        var panel = await ShowAsync("review");
        var mark = new PageMark(Views.Case.Pages[0].Id, 10, 20, 100, 40);
        await panel.InvokeAsync(() => panel.Instance.Verb(Guid.NewGuid(), "return-branch", new VerbNote("R01", "请重扫正面", [mark], null, null)));
        var result = Assert.Single(Desk.Finished).Result;
        Assert.Equal("return-branch", result.Verb);
        var note = result.Read<ReturnNote>();
        Assert.Equal(("R01", "请重扫正面"), (note.Reason, note.Text));
        Assert.Equal(mark, Assert.Single(note.Marks));
    }

    [Fact]
    public async Task What_is_no_verb_is_refused()
    {
        var panel = await ShowAsync("review");
        var reply = await panel.InvokeAsync(() => panel.Instance.Verb(Guid.NewGuid(), "delete", new VerbNote("R01", null, null, null, null)));
        Assert.False(reply.Ok);
        Assert.Empty(Desk.Finished);
    }

    [Theory]
    [InlineData("review", "return reject picture suspend escalate")]
    [InlineData("incident", "return reject suspend escalate")]
    public async Task The_dialogs_are_those_that_the_task_allows(string task, string verbs)
    {
        var panel = await ShowAsync(task);
        Assert.Equal(verbs, string.Join(' ', panel.FindAll("dialog[data-verb]").Select(d => d.GetAttribute("data-verb"))));
    }

    [Fact]
    public async Task A_review_asks_for_no_reason_to_go_on() => Assert.Empty((await ShowAsync("review")).FindAll("#release-reason"));

    [Fact]
    public async Task The_risk_desk_asks_why_a_case_goes_on()
    {
        var panel = await ShowAsync("risk");
        panel.Find("#release-reason").Change("K02");
        await panel.InvokeAsync(() => panel.Instance.Approve(Guid.NewGuid(), [.. Views.Case.Pages.Select(p => p.Id)], "已核实"));
        var approved = Assert.Single(Desk.Finished).Result.Read<Approved>();
        Assert.Equal(("K02", "已核实"), (approved.Reason, approved.Text));
    }

    [Fact]
    public async Task The_amount_stands_grouped_in_the_head()
    {
        var panel = await ShowAsync("authorization");
        Assert.Contains("1,234,567.89", panel.Find(".case-amount").TextContent, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<DecisionPanel>> ShowAsync(string task)
    {
        Desk.SignedIn().Waiting.Enqueue(ATask(task));
        var item = await Desk.TakeUpAsync(Operator, Xunit.TestContext.Current.CancellationToken);
        return Render<DecisionPanel>(p => p.Add(x => x.Item, item!).AddCascadingValue<IDesk>(new OneDesk(Person, Desk)));
    }
}
