using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>The bank changes its own process while the centre works.</summary>
[Trait("Category", "e2e")]
public sealed class ProcessDesignerTests : IAsyncLifetime
{
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_step_is_renamed_tried_published_by_a_second_person_and_the_next_case_runs_on_it()
    {
        var author = await OpenAsync("admin");
        await author.Locator("[data-part=canvas] [data-element-id=priority-rule] > .djs-hit").First.ClickAsync();
        var name = author.Locator("[data-part=properties] textarea").First;
        await name.FillAsync("按金额定优先级");
        await name.PressAsync("Tab");

        await author.Locator("[data-act=try]").ClickAsync();
        await author.Locator("#dry-values").FillAsync("case_amount = 1200000");
        await author.Locator("[data-act=dry-start]").ClickAsync();
        await author.Locator("[data-act=dry-end]").ClickAsync();
        await Assertions.Expect(author.Locator("[data-part=canvas] [data-element-id=posting].co-passed")).ToHaveCountAsync(1);
        await Assertions.Expect(author.Locator("[data-part=canvas] [data-element-id=rework].co-passed")).ToHaveCountAsync(0);
        await Assertions.Expect(author.Locator(".log")).ToContainTextAsync("authorization_level = 2");

        await author.Locator("[data-act=save]").ClickAsync();
        await author.Locator("[data-act=tested]").ClickAsync();
        await author.PublishAsync();
        await Assertions.Expect(author.GetByText("须由另一位管理员发布")).ToBeVisibleAsync();

        var second = await OpenAsync("admin2");
        await second.PublishAsync();
        await Assertions.Expect(second.Locator(".page-head")).ToContainTextAsync("v2 生效中");

        var teller = await _stage.LogInAsync("teller1");
        var caseId = await _stage.SubmitAsync(teller, "cheque-transfer", SampleTruth.Of("cheque-large-1"));
        Assert.Equal(2L, _stage.Scalar($"SELECT json_extract(BodyJson, '$.process.version') FROM Cases WHERE Id = '{StoryStage.Key(caseId)}'"));
        Assert.Empty(_stage.Browsers.Complaints);
    }

    private async Task<IPage> OpenAsync(string userName)
    {
        var page = await _stage.LogInAsync(userName);
        await page.GotoAsync($"{_stage.Portal.Address}/processes/cheque-transfer");
        await page.Locator("[data-part=canvas] [data-element-id=priority-rule]").First.WaitForAsync();
        return page;
    }
}
