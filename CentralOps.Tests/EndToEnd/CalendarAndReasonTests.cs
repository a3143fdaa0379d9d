using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>The bank keeps its days of work and its reasons by itself.</summary>
[Trait("Category", "e2e")]
public sealed class CalendarAndReasonTests : IAsyncLifetime
{
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_year_is_kept_by_keys_and_published_by_a_second_person()
    {
        var author = await OpenAsync("admin", "/administration/calendars");
        var days = author.Locator("[data-part=months]");
        await Assertions.Expect(days.Locator("[data-date='2026-02-16']")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("holiday"));
        await Assertions.Expect(days.Locator("[data-date='2026-02-14']")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("made-up"));

        await author.Locator("[aria-keyshortcuts] [data-part=months]").WaitForAsync(); // the page listens

        // By keys alone: from 6 October to the bridge day after the holidays, and it is free.
        await days.Locator("[data-date='2026-10-06']").FocusAsync();
        await author.Keyboard.PressAsync("ArrowDown");
        await author.Keyboard.PressAsync("ArrowLeft");
        await author.Keyboard.PressAsync("ArrowLeft");
        await author.Keyboard.PressAsync("ArrowLeft");
        await author.Keyboard.PressAsync("ArrowLeft");
        await author.Keyboard.PressAsync("ArrowLeft");
        var bridge = days.Locator("[data-date='2026-10-08']");
        await Assertions.Expect(bridge).ToBeFocusedAsync();
        await Assertions.Expect(author.Locator("[data-part=day]")).ToContainTextAsync("10月8日");
        await author.Keyboard.PressAsync("Space");
        await Assertions.Expect(bridge).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("holiday"));
        await Assertions.Expect(author.Locator("#c-name")).ToHaveValueAsync("国庆节"); // beside a holiday it is likely to be part of it
        await author.Keyboard.PressAsync("Enter");
        await Assertions.Expect(author.Locator("#c-name")).ToBeFocusedAsync();
        await author.Keyboard.PressAsync("Control+a");
        await author.Keyboard.TypeAsync("搬迁");
        await author.Keyboard.PressAsync("Tab");
        await Assertions.Expect(bridge).ToHaveAttributeAsync("title", "搬迁");

        // Into the next year and back; a year that nobody has settled says so.
        await days.Locator("[data-date='2026-12-31']").FocusAsync();
        await author.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(days.Locator("[data-date='2027-01-01']")).ToBeFocusedAsync();
        await Assertions.Expect(author.Locator("[data-part=year]").Locator("..")).ToContainTextAsync("节假日尚未安排");
        await author.Locator("#c-file").SetInputFilesAsync(new FilePayload
        {
            Name = "2027.json", MimeType = "application/json",
            Buffer = """{"year":2027,"papers":["国办发明电〔2026〕1号"],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}"""u8.ToArray(),
        });
        await Assertions.Expect(author.Locator("[data-part=difference]")).ToContainTextAsync("2027-01-01");
        await author.Locator("[data-act=close-difference]").ClickAsync();

        await author.Locator("[data-act=save]").ClickAsync();
        await Assertions.Expect(author.Locator(".page-head")).ToContainTextAsync("v2");
        await author.Locator("[data-act=tested]").ClickAsync();
        await author.PublishAsync();
        await Assertions.Expect(author.GetByText("须由另一位管理员发布")).ToBeVisibleAsync();

        var second = await OpenAsync("admin2", "/administration/calendars");
        await second.Locator("[data-tab=versions]").ClickAsync();
        await second.Locator(".versions li", new() { HasText = "v1" }).GetByText("比较").ClickAsync();
        await Assertions.Expect(second.Locator("[data-part=difference]")).ToContainTextAsync("搬迁");
        await second.PublishAsync();
        await Assertions.Expect(second.Locator(".page-head")).ToContainTextAsync("v2 生效中");
        Assert.Empty(_stage.Browsers.Complaints);
    }

    [Fact]
    public async Task A_second_calendar_is_made_and_its_hours_are_set()
    {
        var author = await OpenAsync("admin", "/administration/calendars");
        await author.Locator("[data-act=new]").ClickAsync();
        await author.Locator("#c-new").FillAsync("overseas");
        await author.Locator("[data-act=new-yes]").ClickAsync();
        await Assertions.Expect(author.Locator("#c-which")).ToHaveValueAsync("overseas"); // the page, not only its address
        await author.Locator("[data-tab=calendar]").ClickAsync();
        await author.Locator("#c-hours").FillAsync("nine to five");
        await author.Keyboard.PressAsync("Tab");
        await Assertions.Expect(author.GetByText("无法识别，请写成")).ToBeVisibleAsync();
        await author.Locator("#c-hours").FillAsync("09:00-12:00 13:00-17:00");
        await author.Locator("#c-zh").FillAsync("境外网点");
        await author.Locator("#c-en").FillAsync("Overseas");
        await Assertions.Expect(author.Locator(".page-head .tag")).ToHaveCountAsync(1); // the page has taken the changes: what is not there yet is not saved
        await author.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(author.Locator(".page-head .tag")).ToHaveCountAsync(0);
        await author.ReloadAsync();
        await author.Locator("[data-tab=calendar]").ClickAsync();
        await Assertions.Expect(author.Locator("#c-hours")).ToHaveValueAsync("09:00-12:00 13:00-17:00");
        Assert.Empty(_stage.Browsers.Complaints);
    }

    [Fact]
    public async Task A_day_gets_hours_of_its_own_and_a_calendar_nobody_counts_by_is_taken_out_of_use()
    {
        var author = await OpenAsync("admin", "/administration/calendars");
        var days = author.Locator("[data-part=months]");
        var eve = days.Locator("[data-date='2026-12-31']");
        await eve.ClickAsync();
        await Assertions.Expect(author.Locator("[data-part=day]")).ToContainTextAsync("12月31日");
        await author.Locator("#c-day-hours").FillAsync("noon");
        await author.Locator("#c-day-hours").PressAsync("Tab");
        await Assertions.Expect(author.GetByText("无法识别，请写成")).ToBeVisibleAsync();
        await author.Locator("#c-day-hours").FillAsync("08:30-12:00");
        await author.Locator("#c-day-hours").PressAsync("Tab");
        await Assertions.Expect(eve).ToHaveAttributeAsync("title", "08:30-12:00");
        await Assertions.Expect(eve).ToHaveAttributeAsync("data-mark", "半");
        await author.Locator("[data-act=save]").ClickAsync();
        await author.Locator("[data-tab=versions]").ClickAsync();
        await author.Locator(".versions li", new() { HasText = "v1" }).GetByText("比较").ClickAsync();
        await Assertions.Expect(author.Locator("[data-part=difference]")).ToContainTextAsync("08:30-12:00");

        // The bank's own calendar is in use: the parameter and the business type that count by it are named.
        await author.Locator("[data-act=retire]").ClickAsync();
        await author.Locator(".mud-dialog .btn-danger").ClickAsync();
        await Assertions.Expect(author.Locator(".note[role=alert]")).ToContainTextAsync("loan-drawdown");

        await author.Locator("[data-act=new]").ClickAsync();
        await author.Locator("#c-new").FillAsync("branch-abroad");
        await author.Locator("[data-act=new-yes]").ClickAsync();
        await Assertions.Expect(author.Locator("#c-which")).ToHaveValueAsync("branch-abroad");
        await author.Locator("[data-act=tested]").ClickAsync();
        await Assertions.Expect(author.Locator("[data-act=publish]")).ToBeEnabledAsync();
        var second = await OpenAsync("admin2", "/administration/calendars/branch-abroad");
        await second.PublishAsync();
        await Assertions.Expect(second.Locator(".page-head")).ToContainTextAsync("v1 生效中");
        await second.Locator("[data-tab=versions]").ClickAsync();
        await second.Locator("[data-act=retire]").ClickAsync();
        await second.Locator(".mud-dialog .btn-danger").ClickAsync();
        await Assertions.Expect(second.Locator("[data-act=retire]")).ToBeDisabledAsync();
        await Assertions.Expect(second.Locator(".page-head")).Not.ToContainTextAsync("生效中");
        Assert.Empty(_stage.Browsers.Complaints);
    }

    [Fact]
    public async Task A_reason_is_added_for_some_tasks_and_a_time_and_published_by_a_second_person()
    {
        var author = await OpenAsync("admin", "/configuration/reasons");
        await author.Locator("[data-reason=R01]").ClickAsync();
        await author.Locator("[data-act=add]").ClickAsync();
        await Assertions.Expect(author.Locator("#r-code")).ToHaveValueAsync(""); // the new one is in the editor
        await author.Locator("#r-code").FillAsync("R01");
        await author.Locator("#r-zh").FillAsync("网点停业");
        await author.Locator("#r-en").FillAsync("Branch closed");
        await author.Locator("[data-task=review]").CheckAsync();
        await author.Locator("#r-until").FillAsync("2026-12-31");
        await author.Locator("#r-zh").FocusAsync();
        await author.Locator("[data-tab=findings]").ClickAsync();
        await author.Locator("[data-finding='reasons.duplicate']").ClickAsync();
        await author.Locator("tr.pick").Nth(1).ClickAsync();
        await Assertions.Expect(author.Locator("#r-zh")).ToHaveValueAsync("网点停业");
        await author.Locator("#r-code").FillAsync("R21");
        await author.Locator("#r-zh").FocusAsync();
        await Assertions.Expect(author.Locator("[data-reason=R21]")).ToBeVisibleAsync();
        await author.Locator("[data-act=save]").ClickAsync();
        await author.Locator("[data-act=tested]").ClickAsync();

        var second = await OpenAsync("admin2", "/configuration/reasons");
        await second.PublishAsync();
        await Assertions.Expect(second.Locator(".page-head")).ToContainTextAsync("v2 生效中");
        await Assertions.Expect(second.Locator("tr", new() { Has = second.Locator("[data-reason=R21]") })).ToContainTextAsync("2026-12-31");
        Assert.Empty(_stage.Browsers.Complaints);
    }

    [Fact]
    public async Task A_limit_gets_a_value_for_later_from_two_people_and_a_harmless_one_is_called_off_by_one()
    {
        var admin = await OpenAsync("admin", "/administration/parameters");
        await admin.GetByText("callback.amount").ClickAsync();
        await admin.Locator("#v-value").FillAsync("300000");
        await admin.Locator("#v-from").FillAsync("2030-01-01T09:00");
        await admin.Locator(".editor > footer .btn-primary").ClickAsync();
        var card = admin.Locator("[data-change='callback.amount']");
        await Assertions.Expect(card).ToContainTextAsync("500,000.00 → 300,000.00");
        await Assertions.Expect(card).ToContainTextAsync("唐宁"); // who may decide
        await Assertions.Expect(card.Locator("[data-act=approve]")).ToHaveCountAsync(0); // not the same person
        Assert.True(await admin.EvaluateAsync<bool>("() => document.scrollingElement.scrollWidth <= 1366"));

        var second = await OpenAsync("admin2", "/administration/people");
        await Assertions.Expect(second.Locator("nav .badge")).ToHaveTextAsync("1");
        await second.GetByRole(AriaRole.Link, new() { Name = "待复核变更" }).ClickAsync();
        await second.Locator("[data-act=approve]").PressAsync("Enter");
        await Assertions.Expect(second.Locator("[data-change]")).ToContainTextAsync("已批准");

        await admin.ReloadAsync();
        var row = admin.Locator("tr.pick", new() { HasText = "callback.amount" });
        await Assertions.Expect(row).ToContainTextAsync("300,000.00");
        await Assertions.Expect(row).ToContainTextAsync("500,000.00");

        await admin.GetByText("board.due-soon-seconds").ClickAsync();
        await admin.Locator("#v-value").FillAsync("240");
        await admin.Locator("#v-from").FillAsync("2030-01-01T09:00");
        await admin.Locator(".editor > footer .btn-primary").ClickAsync();
        await admin.Locator("[data-act=call-off]").ClickAsync();
        await admin.Locator(".mud-dialog .btn-primary, .mud-dialog .btn-danger").Last.ClickAsync();
        await Assertions.Expect(admin.Locator("[data-part=history] del")).ToHaveTextAsync("4 分");
        Assert.Empty(_stage.Browsers.Complaints);
    }

    private async Task<IPage> OpenAsync(string userName, string address)
    {
        var page = await _stage.LogInAsync(userName);
        await page.GotoAsync($"{_stage.Portal.Address}{address}");
        await page.Locator(".page-head").WaitForAsync();
        return page;
    }
}
