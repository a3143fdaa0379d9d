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
        await RenameAsync(author, "按金额定优先级");
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

    [Fact]
    public async Task The_second_to_save_sees_both_versions_and_keeps_a_draft_of_its_own()
    {
        var author = await OpenAsync("admin");
        await RenameAsync(author, "按紧急定优先级");
        await author.Locator("[data-act=save]").ClickAsync();
        await Assertions.Expect(author.Locator(".page-head")).ToContainTextAsync("v2 草稿");

        var second = await OpenAsync("admin2"); // the draft that lies there
        await RenameAsync(second, "按金额定优先级");
        await second.Locator("[data-act=save]").ClickAsync();
        await Assertions.Expect(second.Locator(".page-head .tag")).ToHaveCountAsync(0);

        await RenameAsync(author, "按客户定优先级");
        await author.Locator("[data-act=save]").ClickAsync();
        await Assertions.Expect(author.Locator(".refused")).ToContainTextAsync("admin2");
        await author.Locator("[data-act=compare-theirs]").ClickAsync();
        await Assertions.Expect(author.Locator(".difference [data-change=Changed]")).ToContainTextAsync("按金额定优先级 → 按客户定优先级");
        await author.Locator("[data-act=own-draft]").ClickAsync();
        await Assertions.Expect(author.Locator(".page-head")).ToContainTextAsync("v3 草稿");
        Assert.Empty(_stage.Browsers.Complaints);
    }

    [Fact]
    public async Task An_error_event_offers_what_can_be_thrown_there_and_what_cannot_come_is_said_while_drawing()
    {
        var author = await OpenAsync("admin");
        await author.Locator("[data-part=canvas] [data-element-id=return-posting] > .djs-hit").First.DispatchEventAsync("click"); // it lies beyond the window: who draws moves there first
        var error = author.Locator("[data-part=properties]").GetByLabel("错误");
        await Assertions.Expect(error).ToHaveValueAsync("RETURN-TO-BRANCH");
        await Assertions.Expect(error.Locator("option")).ToContainTextAsync(["任何错误", "核心拒绝 (core-refused)"]);
        await error.SelectOptionAsync("core-refused");
        await Assertions.Expect(author.Locator("[data-part=properties] .finding")).ToHaveCountAsync(0);

        var properties = author.Locator("[data-part=properties] code").First;
        await author.Locator("[data-part=canvas] [data-element-id=return-verification] > .djs-hit").First.DispatchEventAsync("click");
        await Assertions.Expect(properties).ToHaveTextAsync("return-verification");
        await Assertions.Expect(author.Locator("[data-part=properties]").GetByLabel("错误").Locator("option[value=core-refused]")).ToHaveCountAsync(0);
        Assert.Empty(_stage.Browsers.Complaints);
    }

    private static async Task RenameAsync(IPage page, string name)
    {
        var shown = page.Locator("[data-part=properties] code").First;
        if (await shown.TextContentAsync() != "priority-rule") await page.Locator("[data-part=canvas] [data-element-id=priority-rule] > .djs-hit").First.ClickAsync(); // a second click would let go of it
        await Assertions.Expect(shown).ToHaveTextAsync("priority-rule");
        var box = page.Locator("[data-part=properties] textarea").First;
        await box.FillAsync(name);
        await box.PressAsync("Tab");
    }

    private async Task<IPage> OpenAsync(string userName)
    {
        var page = await _stage.LogInAsync(userName);
        await page.GotoAsync($"{_stage.Portal.Address}/processes/cheque-transfer");
        await page.Locator("[data-part=canvas] [data-element-id=priority-rule]").First.WaitForAsync();
        return page;
    }
}
