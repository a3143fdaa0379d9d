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
        await PublishAsync(author);
        await Assertions.Expect(author.GetByText("须由另一位管理员发布")).ToBeVisibleAsync();

        var second = await OpenAsync("admin2");
        await PublishAsync(second);
        await Assertions.Expect(second.Locator(".page-head")).ToContainTextAsync("v2 生效中");

        var teller = await _stage.LogInAsync("teller1");
        var caseId = await _stage.SubmitAsync(teller, "cheque-transfer", truth);
        for (var left = 240; left > 0 && ReadWith(caseId) == 0; left--) await Task.Delay(250);
        Assert.Equal(2L, ReadWith(caseId));
        Assert.Equal("double", _stage.Scalar($"SELECT json_extract(f.value, '$.keying') FROM Cases c, json_each(c.BodyJson, '$.fields') f WHERE c.Id = '{StoryStage.Key(caseId)}' AND json_extract(f.value, '$.code') = 'remark'"));
        Assert.Empty(_stage.Browsers.Complaints);
    }

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

    private static async Task PublishAsync(IPage page)
    {
        await page.Locator("[data-act=publish]").ClickAsync();
        await page.Locator("[data-act=publish-confirm]").ClickAsync();
    }
}
