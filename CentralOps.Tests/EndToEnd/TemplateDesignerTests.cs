using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>The bank changes what is read from a voucher while the centre works.</summary>
[Trait("Category", "e2e")]
public sealed class TemplateDesignerTests : IAsyncLifetime
{
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_field_is_drawn_tested_published_by_a_second_person_and_read_from_the_next_page()
    {
        var truth = SampleTruth.Of("cheque-ok-1");
        var author = await OpenAsync("admin");
        await DrawAsync(author, "f", (0.75, 0.76, 0.95, 0.86));
        await author.Locator("#f-code").SelectOptionAsync("remark");
        await author.Locator("#f-keying").SelectOptionAsync("double");
        await Assertions.Expect(author.Locator("[data-part=stage] .region.selected")).ToHaveAttributeAsync("aria-label", "附加信息 ");

        await author.Locator("[data-tab=try]").ClickAsync();
        await author.Locator("#trial-file").SetInputFilesAsync(truth.Images[0]);
        var fields = author.Locator("[data-part=trial-fields]");
        await Assertions.Expect(fields).ToContainTextAsync(truth.Values["payer.account"], new() { Timeout = 90_000 });

        await author.Locator("[data-act=save]").ClickAsync();
        await author.Locator("[data-act=tested]").ClickAsync();
        await author.PublishAsync();
        await Assertions.Expect(author.GetByText("须由另一位管理员发布")).ToBeVisibleAsync();

        var second = await OpenAsync("admin2");
        await second.PublishAsync();
        await Assertions.Expect(second.Locator(".page-head")).ToContainTextAsync("v2 生效中");

        var teller = await _stage.LogInAsync("teller1");
        var caseId = await _stage.SubmitAsync(teller, "cheque-transfer", truth);
        for (var left = 240; left > 0 && ReadWith(caseId) == 0; left--) await Task.Delay(250);
        Assert.Equal(2L, ReadWith(caseId));
        Assert.Equal("double", _stage.Scalar($"SELECT json_extract(f.value, '$.keying') FROM Cases c, json_each(c.BodyJson, '$.fields') f WHERE c.Id = '{StoryStage.Key(caseId)}' AND json_extract(f.value, '$.code') = 'remark'"));

        // The page just stored is offered for the next trial.
        await second.ReloadAsync();
        await second.Locator("[data-tab=try]").ClickAsync();
        await second.Locator("[data-act=try-all]").ClickAsync();
        await Assertions.Expect(second.Locator("[data-part=try] .trials li").Filter(new() { HasText = "识别为此版面" })).ToHaveCountAsync(1, new() { Timeout = 90_000 });
        Assert.Empty(_stage.Browsers.Complaints);
    }

    [Fact]
    public async Task A_new_print_run_is_made_from_a_filled_in_cheque_with_the_keyboard_and_tried_among_the_others()
    {
        var page = await _stage.LogInAsync("admin");
        await page.GotoAsync($"{_stage.Portal.Address}/recognition/templates");
        await page.Locator("[data-act=new]").ClickAsync();
        await page.Locator("#t-base").SelectOptionAsync("cheque-front-b");
        await page.Locator("#t-key").FillAsync("cheque-front-c");
        await page.Locator("#t-en").FillAsync("Transfer cheque, front (third run)");
        await page.Locator("[data-act=begin]").ClickAsync();
        await page.Locator("[data-part=stage] [data-id='field:0']").WaitForAsync();
        await page.Locator("[data-tab=findings]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-finding='template.no-form']")).ToBeVisibleAsync();

        await page.Locator("[data-tab=form]").ClickAsync();
        await page.Locator("#form-file").SetInputFilesAsync(SampleTruth.Of("cheque-ok-3").Images[0]);
        await page.GetByText("清除要素与印章区域内的填写内容").ClickAsync();
        await page.Locator("[data-act=cut]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=stage] .region.selected")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[data-tab=findings]")).ToHaveTextAsync("问题");

        // Moved, resized, taken back and made again, all by keys; the focus stays on the region.
        await page.Locator("[data-id='field:7']").FocusAsync();
        var before = await PlaceAsync(page);
        foreach (var key in new[] { "ArrowRight", "ArrowRight", "Shift+ArrowDown" }) await page.Keyboard.PressAsync(key);
        await Assertions.Expect(page.Locator("#r-x")).ToHaveValueAsync(Text(before.X + 1));
        await Assertions.Expect(page.Locator("#r-height")).ToHaveValueAsync(Text(before.Height + 0.5));
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(page.Locator("#r-x")).ToHaveValueAsync(Text(before.X));
        await page.Keyboard.PressAsync("Control+y");
        await Assertions.Expect(page.Locator("#r-x")).ToHaveValueAsync(Text(before.X + 1));
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("[data-id='field:8']")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(page.Locator(".region.field")).ToHaveCountAsync(9);
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(page.Locator(".region.field")).ToHaveCountAsync(10);

        // Among all layouts in force: the run that this paper is of has the better claim, and the trial says which was taken.
        await page.Locator("[data-tab=try]").ClickAsync();
        await page.Locator("[data-act=try-one]").First.ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=try] .trials li").First).ToContainTextAsync("识别为", new() { Timeout = 90_000 });
        Assert.Empty(_stage.Browsers.Complaints);
    }

    [Fact]
    public async Task The_second_to_save_a_layout_sees_both_versions_and_keeps_a_draft_of_its_own()
    {
        var author = await OpenAsync("admin");
        await RenameAsync(author, "转账支票甲");
        await Assertions.Expect(author.Locator(".page-head")).ToContainTextAsync("v2 草稿");
        var second = await OpenAsync("admin2");
        await RenameAsync(second, "转账支票乙");
        await Assertions.Expect(second.Locator(".page-head .tag")).ToHaveCountAsync(0); // saved; the button is out of use while it saves, too

        await RenameAsync(author, "转账支票丙");
        await Assertions.Expect(author.Locator(".refused")).ToContainTextAsync("admin2");
        await author.Locator("[data-act=compare-theirs]").ClickAsync();
        await Assertions.Expect(author.Locator(".difference [data-change=Changed]")).ToContainTextAsync("转账支票乙 → 转账支票丙");
        await author.Locator("[data-act=own-draft]").ClickAsync();
        await Assertions.Expect(author.Locator(".page-head")).ToContainTextAsync("v3 草稿");
        await Assertions.Expect(author.Locator(".refused")).ToHaveCountAsync(0);
        Assert.Equal(1L, _stage.Count("SELECT COUNT(*) FROM ConfigurationVersions WHERE \"Key\" = 'cheque-front-a' AND Version = 2 AND Content LIKE '%转账支票乙%'"));
        Assert.Empty(_stage.Browsers.Complaints);
    }

    private static async Task RenameAsync(IPage page, string name)
    {
        await page.Locator("[data-tab=form]").ClickAsync();
        await page.Locator("#h-zh").FillAsync(name);
        await page.Locator("#h-zh").PressAsync("Tab");
        await page.Locator("[data-act=save]").ClickAsync();
    }

    private static async Task<(double X, double Height)> PlaceAsync(IPage page) => (Number(await page.Locator("#r-x").InputValueAsync()), Number(await page.Locator("#r-height").InputValueAsync()));

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    // The version that the front of the cheque was read with; 0 = not yet.
    private long ReadWith(Guid caseId) => _stage.Count(
        $"SELECT IFNULL(MAX(json_extract(p.value, '$.templateVersion')), 0) FROM Cases c, json_each(c.BodyJson, '$.pages') p WHERE c.Id = '{StoryStage.Key(caseId)}' AND json_extract(p.value, '$.templateKey') = 'cheque-front-a'");

    private static async Task DrawAsync(IPage page, string tool, (double Left, double Top, double Right, double Bottom) at)
    {
        await page.Locator("[data-part=stage]").FocusAsync();
        await page.Keyboard.PressAsync(tool);
        var form = (await page.Locator("[data-part=stage] svg.form").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync((float)(form.X + (form.Width * at.Left)), (float)(form.Y + (form.Height * at.Top)));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((float)(form.X + (form.Width * at.Right)), (float)(form.Y + (form.Height * at.Bottom)), new() { Steps = 6 });
        await page.Mouse.UpAsync();
    }

    private async Task<IPage> OpenAsync(string userName)
    {
        var page = await _stage.LogInAsync(userName);
        await page.GotoAsync($"{_stage.Portal.Address}/recognition/templates/cheque-front-a");
        await page.Locator("[data-part=stage] [data-id='field:0']").WaitForAsync();
        return page;
    }
}
