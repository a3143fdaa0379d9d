using Bunit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;
using CentralOps.Tests.Support;
using CentralOps.Web.CentralAuthorization.Decision;
using CentralOps.Web.Content;
using CentralOps.Web.Dispatch.Desk;
using CentralOps.Web.Entry.Correction;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Screens;

/// <summary>Desks are drawn from screens.</summary>
public sealed class ScreenPanelTests : DeskContext
{
    private IReadOnlyList<FieldView> _more = [];
    private Func<CaseView, CaseView> _on = view => view;

    private static readonly Screen Review = ShippedSteps.Screens.ShippedFor("review");

    [Fact]
    public async Task Panels_stand_in_the_columns_and_order_of_the_screen()
    {
        var panel = await ShowAsync<DecisionPanel>("review", Review with { Columns = [new(10, ["history", "fields"]), new(14, ["image", "pages"])], Others = true });
        Assert.Equal(["flex-grow: 10", "flex-grow: 14"], panel.FindAll(".screen-column").Select(c => c.GetAttribute("style")));
        var texts = panel.Find(".screen-column.case-side");
        Assert.True(texts.InnerHtml.IndexOf("history-list", StringComparison.Ordinal) < texts.InnerHtml.IndexOf("field-list", StringComparison.Ordinal));
        Assert.NotNull(panel.Find(".screen-column.screen-image .thumbs"));
        Assert.Empty(panel.FindAll(".evidence-list"));
    }

    [Fact]
    public async Task Fields_stand_in_the_order_and_width_of_the_screen_and_a_masked_value_is_not_in_the_page()
    {
        var panel = await ShowAsync<DecisionPanel>("review", Review with { Fields = [new("payer.account") { Masked = true, Width = "half" }, new("purpose") { Hidden = true }] });
        Assert.Equal(["payer.account", "amount", "remark"], panel.FindAll("[data-field]").Select(f => f.GetAttribute("data-field")));
        Assert.Contains("half", panel.Find(".field-item").ClassList);
        Assert.Equal("••••3929", panel.Find("[data-field='payer.account'] .field-value").TextContent);
        Assert.DoesNotContain("1102152344676973929", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_masked_value_is_shown_in_full_when_the_person_asks_for_it()
    {
        Views.Full["payer.account"] = "1102152344676973929";
        var panel = await ShowAsync<DecisionPanel>("review", Review with { Fields = [new("payer.account") { Masked = true }] });
        await panel.Find("[data-reveal='payer.account']").ClickAsync(new());
        Assert.Equal("1102 1523 4467 6973 929", panel.Find("[data-field='payer.account'] .field-value").TextContent);
        Assert.Empty(panel.FindAll("[data-reveal]"));
    }

    [Fact]
    public async Task The_page_is_blackened_where_a_masked_field_stands_until_it_is_shown_in_full()
    {
        CasePage APage(int number, char look) => new() { Number = number, ContentHash = new string(look, 64), ThumbnailHash = new string((char)(look + 1), 64), Width = 1000, Height = 500 };
        var (first, second) = (APage(1, 'a'), APage(2, 'c'));
        _on = view => view with { Pages = [first, second], Regions = [new(first.Id, "payer.account", [1, 1, 9, 1, 9, 9, 1, 9])] };
        Views.Full["payer.account"] = "1102152344676973929";
        var panel = await ShowAsync<DecisionPanel>("review", Review with { Fields = [new("payer.account") { Masked = true }] });
        Assert.Equal([1, 1, 9, 1, 9, 9, 1, 9], Assert.Single(TicketOf(panel, first)!.Covers!.Areas));
        Assert.Null(TicketOf(panel, second)!.Covers);
        var other = Thumbnail(panel, second);

        await panel.Find("[data-reveal='payer.account']").ClickAsync(new());
        Assert.Null(TicketOf(panel, first)!.Covers);
        Assert.Equal(other, Thumbnail(panel, second)); // what was not covered keeps its address
    }

    private ImageTicket? TicketOf(IRenderedComponent<DecisionPanel> panel, CasePage page) => Services.GetRequiredService<ImageLinks>().Read(Thumbnail(panel, page)["content/".Length..]);

    private static string Thumbnail(IRenderedComponent<DecisionPanel> panel, CasePage page) => panel.Find($"[data-page='{page.Id}'] img").GetAttribute("src")!;

    [Fact]
    public async Task Nobody_says_yes_while_a_required_field_is_blank()
    {
        var panel = await ShowAsync<DecisionPanel>("review", Review with { Fields = [new("remark") { Required = true }] });
        var reply = await panel.InvokeAsync(() => panel.Instance.Approve(Guid.NewGuid(), [.. Views.Case.Pages.Select(p => p.Id)], null));
        Assert.False(reply.Ok);
        Assert.Contains("remark", reply.Message, StringComparison.Ordinal);
        Assert.Empty(Desk.Finished);
    }

    [Fact]
    public async Task The_correction_desk_takes_only_fields_that_its_screen_lets_change_and_no_required_one_blank()
    {
        Views.Full["payer.account"] = "1102152344676973929";
        var screen = ShippedSteps.Screens.ShippedFor("correction") with { Fields = [new("purpose") { ReadOnly = true }, new("payer.account") { Masked = true }, new("remark") { Required = true }] };
        var panel = await ShowAsync<CorrectionPanel>("correction", screen);
        Assert.Equal(["purpose", "payer.account"], panel.FindAll("input[readonly]").Select(i => i.GetAttribute("data-field")));
        Task<PanelReply> SendAsync(params (string, string?)[] values) => panel.InvokeAsync(() => panel.Instance.Corrected(Guid.NewGuid(), values.ToDictionary(v => v.Item1, v => v.Item2)));
        Assert.False((await SendAsync(("purpose", "x"), ("remark", "y"))).Ok);
        Assert.False((await SendAsync(("payer.account", "1"), ("remark", "y"))).Ok);
        Assert.False((await SendAsync(("amount", "5.00"))).Ok); // the remark is blank
        Assert.Empty(Desk.Finished);
        await panel.Find("[data-reveal='payer.account']").ClickAsync(new());
        Assert.True((await SendAsync(("payer.account", "1102152344676973929"), ("remark", "y"))).Ok);
        Assert.Single(Desk.Finished);
    }

    [Fact]
    public async Task The_correction_desk_says_what_a_list_allows_and_by_which_figure()
    {
        _more = [Field("account.kind", FieldTypes.CodeList, "basic") with { Values = ["basic", "general"] }];
        var panel = await ShowAsync<CorrectionPanel>("correction", ShippedSteps.Screens.ShippedFor("correction"));
        var choices = panel.Find("[data-row='account.kind'] .code-choices");
        Assert.Equal(["1", "2"], choices.QuerySelectorAll("kbd").Select(k => k.TextContent));
        Assert.DoesNotContain("basic", choices.TextContent.Replace("basic account", "", StringComparison.Ordinal), StringComparison.Ordinal); // words, not the code
        Assert.Empty(panel.FindAll("[data-row='remark'] .code-choices"));
    }

    private async Task<IRenderedComponent<T>> ShowAsync<T>(string task, Screen screen) where T : CasePanel
    {
        Views.Case = _on(FakeViews.ACase(2) with
        {
            Fields = [Field("amount", FieldTypes.Amount, "1234567.89"), Field("remark", FieldTypes.Text, ""), Field("payer.account", FieldTypes.Account, "1102152344676973929"), Field("purpose", FieldTypes.Text, "水电费"), .. _more],
        }).On(new ShownScreen(screen, 2));
        Desk.SignedIn().Waiting.Enqueue(ATask(task));
        var item = (await Desk.TakeUpAsync(Operator, Xunit.TestContext.Current.CancellationToken))!;
        return Render<T>(p => p.Add(x => x.Item, item).AddCascadingValue<IDesk>(new OneDesk(Person, Desk)));
    }

    private static FieldView Field(string code, string type, string value) => new(new CaseField { Code = code, Type = type, Keying = "double", Value = value, Status = FieldStatus.Accepted }, code, code, false, []);
}
