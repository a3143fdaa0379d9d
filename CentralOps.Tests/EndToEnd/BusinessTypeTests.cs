using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>An administrator, not a programmer, makes a business type, and tellers submit it the same minute.</summary>
[Trait("Category", "e2e")]
public sealed class BusinessTypeTests : IAsyncLifetime
{
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_type_is_made_from_another_published_by_a_second_person_submitted_and_retired()
    {
        var author = await _stage.LogInAsync("admin");
        await author.GotoAsync($"{_stage.Portal.Address}/configuration/business-types");
        await author.Locator("tr", new() { HasText = "cheque-transfer" }).WaitForAsync();
        await author.Locator("[data-act=new]").ClickAsync();
        await author.Locator("#t-from").SelectOptionAsync("remittance");
        await author.Locator("#t-zh").FillAsync("加急汇款");
        await author.Locator("#t-en").FillAsync("Urgent remittance");
        await author.Locator("#t-key").FillAsync("urgent-remittance");
        await author.Locator("[data-act=create]").ClickAsync();

        // What is wrong is said while it is typed, and keeps the draft from being called tested.
        await author.Locator("#b-minutes").FillAsync("0");
        await author.Locator("#b-minutes").PressAsync("Tab");
        await Assertions.Expect(author.Locator("[data-finding='types.bad-minutes']")).ToBeVisibleAsync();
        await author.Locator("#b-minutes").FillAsync("12");
        var checks = await author.Locator("[data-check]").CountAsync();
        await author.Locator("[data-act=add-check]").ClickAsync();
        var last = author.Locator("tr", new() { Has = author.Locator($"[data-check='{checks}']") });
        await last.Locator("input").Nth(0).FillAsync("called-ahead");
        await last.Locator("input").Nth(1).FillAsync("客户已预约");
        await last.Locator("input").Nth(2).FillAsync("The customer called ahead");
        await last.Locator("input").Nth(2).PressAsync("Tab");
        await Assertions.Expect(author.Locator("[data-finding]")).ToHaveCountAsync(0);
        await author.Locator("[data-act=save]").ClickAsync();
        await author.Locator("[data-act=tested]").ClickAsync();
        await author.PublishAsync();
        await Assertions.Expect(author.GetByText("须由另一位管理员发布")).ToBeVisibleAsync();

        var teller = await _stage.LogInAsync("teller1");
        await teller.GotoAsync($"{_stage.Portal.Address}/intake/submit");
        await teller.Locator("input[value=remittance]").WaitForAsync();
        await Assertions.Expect(teller.Locator("input[value=urgent-remittance]")).ToHaveCountAsync(0);

        var second = await _stage.LogInAsync("admin2");
        await second.GotoAsync($"{_stage.Portal.Address}/configuration/business-types/urgent-remittance");
        await second.PublishAsync();
        await Assertions.Expect(second.Locator(".page-head")).ToContainTextAsync("v1 生效中");

        await teller.ReloadAsync();
        await teller.Locator("input[value=urgent-remittance]").CheckAsync();
        await Assertions.Expect(teller.Locator(".checklist")).ToContainTextAsync("客户已预约");
        var caseId = await _stage.SubmitAsync(teller, "urgent-remittance", SampleTruth.Of("remittance-ok-1"));
        Assert.Equal(1, _stage.Count($"SELECT COUNT(*) FROM Cases WHERE Id = '{StoryStage.Key(caseId)}' AND BusinessType = 'urgent-remittance'"));

        // Retired: the counter no longer offers it, the case goes on, and the difference is told in words.
        await second.Locator("#b-retired").CheckAsync();
        await second.Locator("[data-act=save]").ClickAsync();
        await second.Locator("[data-act=tested]").ClickAsync();
        await author.ReloadAsync();
        await author.Locator("[data-tab=versions]").ClickAsync();
        await author.Locator(".versions li", new() { HasText = "v1" }).GetByText("比较").ClickAsync();
        await Assertions.Expect(author.Locator("[data-change=Changed]")).ToContainTextAsync("停办");
        await author.PublishAsync();
        await Assertions.Expect(author.Locator(".page-head")).ToContainTextAsync("v2 生效中");
        await teller.GotoAsync($"{_stage.Portal.Address}/intake/submit");
        await teller.Locator("input[value=remittance]").WaitForAsync();
        await Assertions.Expect(teller.Locator("input[value=urgent-remittance]")).ToHaveCountAsync(0);
        Assert.Empty(_stage.Browsers.Complaints);
    }
}
