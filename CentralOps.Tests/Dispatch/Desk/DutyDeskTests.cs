using Bunit;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry;
using CentralOps.Tests.Support;
using CentralOps.Web.Dispatch.Desk;
using CentralOps.Web.Entry.Slices;
using CentralOps.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Sections;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Dispatch.Desk;

public sealed class DutyDeskTests : DeskContext
{
    private IRenderedComponent<DutyDesk> _desk = null!;

    [Fact]
    public void An_operator_who_is_signed_out_chooses_among_their_own_posts()
    {
        Open();
        var posts = _desk.FindAll("input[type=checkbox]").Select(box => box.GetAttribute("value"));
        Assert.Equal(["entry", "review"], posts);
    }

    [Fact]
    public async Task Signing_in_leads_to_waiting_without_a_task()
    {
        Open();
        await _desk.Find("input[value=entry]").ChangeAsync(new() { Value = true });
        await _desk.Find(".post-choice button").ClickAsync(new());
        Assert.NotNull(_desk.Find("[data-testid=waiting]"));
        Assert.Equal("entry", Desk.Session!.Posts);
    }

    [Fact]
    public async Task A_pushed_task_appears_without_a_click()
    {
        Desk.SignedIn();
        Open();
        await Desk.PushAsync(Operator, ATask("entry.slice"));
        _desk.WaitForAssertion(() => Assert.NotNull(_desk.FindComponent<SlicePanel>()));
        Assert.Empty(_desk.FindAll("[data-testid=waiting]"));
    }

    [Fact]
    public async Task A_pushed_task_speaks_the_operator_s_language_whatever_the_dispatcher_s_thread_speaks()
    {
        Desk.SignedIn();
        Open();
        Speak("en");
        await Desk.PushAsync(Operator, ATask("entry.slice"));
        _desk.WaitForAssertion(() => Assert.Contains("看不清", _desk.Find(".key-bar").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_next_task_is_on_screen_when_the_finish_call_returns_and_the_box_stays_the_same()
    {
        Desk.SignedIn().Waiting.Enqueue(ATask("entry.slice"));
        Open();
        var next = ATask("entry.slice");
        Desk.Waiting.Enqueue(next);
        var panel = _desk.FindComponent<SlicePanel>();
        var reply = await _desk.InvokeAsync(() => panel.Instance.Keyed(Guid.NewGuid(), panel.Instance.Item.Id, new SliceKeyed("12.00", false, 900)));
        Assert.True(reply.Ok);
        Assert.Equal(next.Id, panel.Instance.Item.Id);
        Assert.Same(panel.Instance, _desk.FindComponent<SlicePanel>().Instance);
    }

    [Fact]
    public async Task The_same_command_twice_finishes_one_task_only()
    {
        Desk.SignedIn().Waiting.Enqueue(ATask("entry.slice"));
        Desk.Waiting.Enqueue(ATask("entry.slice"));
        Open();
        var panel = _desk.FindComponent<SlicePanel>();
        var (command, slice) = (Guid.NewGuid(), panel.Instance.Item.Id);
        await _desk.InvokeAsync(() => panel.Instance.Keyed(command, slice, new SliceKeyed("12.00", false, 900)));
        await _desk.InvokeAsync(() => panel.Instance.Keyed(command, slice, new SliceKeyed("12.00", false, 900)));
        Assert.Single(Desk.Finished);
    }

    // What was typed goes with the lease (DispatchTests): the next keyer is blind, and the desk says so.
    [Theory]
    [InlineData("expired", "处理超时")]
    [InlineData("reassigned", "改派")]
    [InlineData("held", "挂起")]
    public async Task A_task_taken_back_goes_with_a_calm_word_and_says_that_what_was_typed_is_gone(string reason, string word)
    {
        Desk.SignedIn().Waiting.Enqueue(ATask("entry.slice"));
        Open();
        await Desk.TakeBackAsync(Operator, reason);
        _desk.WaitForAssertion(() => Assert.Contains(word, _desk.Find(".desk-notice").TextContent, StringComparison.Ordinal));
        Assert.Contains("已输入的内容未保留", _desk.Find(".desk-notice").TextContent, StringComparison.Ordinal);
        Assert.NotNull(_desk.Find("[data-testid=waiting]"));
    }

    [Fact]
    public async Task Signing_out_with_a_task_in_hand_asks_first()
    {
        Desk.SignedIn().Waiting.Enqueue(ATask("entry.slice"));
        Open();
        await Press("签退");
        Assert.NotNull(Desk.Session);
        await Press("退回任务并签退");
        Assert.Null(Desk.Session);
        Assert.NotNull(_desk.Find(".post-choice"));
    }

    [Fact]
    public async Task A_break_asked_for_while_working_is_shown_until_the_task_is_finished()
    {
        Desk.SignedIn().Waiting.Enqueue(ATask("entry.slice"));
        Open();
        await _desk.InvokeAsync(_desk.Instance.BreakKey);
        Assert.Contains("完成后休息", Bar(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_without_a_panel_can_be_handed_back()
    {
        Desk.SignedIn().Waiting.Enqueue(ATask("from-the-future"));
        Open();
        _desk.Find(".desk-empty button").Click();
        Assert.Null(Desk.InHand);
    }

    [Fact]
    public async Task Only_the_last_line_of_a_person_makes_them_disconnected()
    {
        var lines = new DeskLines();
        lines.Up(Operator);
        lines.Up(Operator);
        Assert.False(lines.Down(Operator));
        Assert.True(lines.Down(Operator));
        Desk.SignedIn();
        Open();
        await ((IAsyncDisposable)_desk.Instance).DisposeAsync();
        Assert.Equal(1, Desk.Disconnections);
    }

    private void Open()
    {
        Desk.Feed = Services.GetRequiredService<OperatorFeed>();
        Bar_ = Render(Outlet);
        _desk = Render<DutyDesk>();
        _desk.WaitForState(() => _desk.FindAll(".desk-skeleton").Count == 0);
    }

    private IRenderedComponent<IComponent> Bar_ { get; set; } = null!;

    private string Bar() => Bar_.Markup;

    private Task Press(string text) => Bar_.FindAll("button").First(b => b.TextContent.Trim().StartsWith(text, StringComparison.Ordinal)).ClickAsync(new());

    private static RenderFragment Outlet => builder =>
    {
        builder.OpenComponent<SectionOutlet>(0);
        builder.AddAttribute(1, nameof(SectionOutlet.SectionName), DeskLayout.DutyBar);
        builder.CloseComponent();
    };
}
