using CentralOps.Tests.Support;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>The bank changes what a desk shows while the centre works.</summary>
[Trait("Category", "e2e")]
public sealed class ScreenDesignerTests : IAsyncLifetime
{
    private const string Debit = "1102000000002241019";
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Fields_are_ordered_and_masked_published_by_a_second_person_and_the_next_desk_shows_it_so()
    {
        var author = await OpenAsync("admin", "authorization");
        await author.Locator("#p-sample").SelectOptionAsync("internal-transfer");
        await author.Locator("[data-tab=fields]").ClickAsync();
        await author.Locator("tr[data-code='debit.account'] [data-set=masked]").CheckAsync();
        var handle = author.Locator("tr[data-code=purpose] .plain-link");
        await handle.FocusAsync();
        while (await author.Locator("[data-part=fields] tbody tr").First.GetAttributeAsync("data-code") is { } first && first != "purpose")
        {
            await author.Keyboard.PressAsync("Alt+ArrowUp");
            await Assertions.Expect(author.Locator("[data-part=fields] tbody tr").First).ToBeVisibleAsync();
            await Assertions.Expect(handle).ToBeFocusedAsync();
        }

        // The preview is the desk itself, and says where the Tab key stops and what the sample costs.
        var preview = author.Locator("[data-part=preview]");
        await Assertions.Expect(preview.Locator("[data-field]").First).ToHaveAttributeAsync("data-field", "purpose");
        await Assertions.Expect(preview.Locator("[data-field='debit.account'] .field-value")).ToHaveTextAsync("••••3929");
        await Assertions.Expect(preview.Locator("[data-stop=purpose]")).ToHaveTextAsync("1");
        await Assertions.Expect(author.Locator("[data-part=keys] [data-role=total]")).ToHaveTextAsync("8 键");
        await author.Locator("tr[data-code='basis.number'] [data-set=shown]").UncheckAsync();
        await Assertions.Expect(author.Locator("[data-part=keys-before]")).ToContainTextAsync("8（−1）");
        await PictureAsync(author, "screen-designer");
        await author.Locator("[data-act=save]").ClickAsync();
        await author.Locator("[data-act=tested]").ClickAsync();
        await author.PublishAsync();
        await Assertions.Expect(author.GetByText("须由另一位管理员发布")).ToBeVisibleAsync();

        var second = await OpenAsync("admin2", "authorization");
        await second.Locator("[data-tab=versions]").ClickAsync();
        await second.Locator(".versions li", new() { HasText = "v1" }).GetByText("比较").ClickAsync();
        await Assertions.Expect(second.Locator("[data-part=difference]")).ToContainTextAsync("新增");
        await second.PublishAsync();
        await Assertions.Expect(second.Locator(".page-head")).ToContainTextAsync("v2 生效中");

        var teller = await _stage.LogInAsync("teller1");
        await SubmitAsync(teller);
        var desk = await _stage.LogInAsync("authorizer1");
        await new DeskScreen(desk, _stage.Portal.Address, SampleTruth.Of("cheque-ok-1"), null).SignInAsync("authorization-1");
        await desk.Locator("[data-task=authorization][data-item] [data-field]").First.WaitForAsync();
        Assert.Equal("purpose", await desk.Locator("[data-field]").First.GetAttributeAsync("data-field"));
        await Assertions.Expect(desk.Locator("[data-field='debit.account'] .field-value")).ToHaveTextAsync("••••1019");
        await Assertions.Expect(desk.Locator("[data-field='basis.number']")).ToHaveCountAsync(0);
        Assert.DoesNotContain(Debit, (await desk.ContentAsync()).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await PictureAsync(desk, "screen-desk");

        await desk.Locator("[data-field='debit.account']").FocusAsync();
        await desk.Keyboard.PressAsync("v");
        await Assertions.Expect(desk.Locator("[data-field='debit.account'] .field-value")).ToHaveTextAsync("1102 0000 0000 2241 019");
        Assert.Equal(1L, _stage.Count("SELECT COUNT(*) FROM AuditEntries WHERE What = 'field.revealed' AND Who = 'authorizer1'"));

        // The preview takes a case of the past by its number, as this screen shows it.
        await second.Locator("#p-number").FillAsync("0");
        await second.Locator("[data-act=past]").ClickAsync();
        await Assertions.Expect(second.Locator(".note[role=alert]")).ToContainTextAsync("没有该业务");
        await second.Locator("#p-number").FillAsync($"{_stage.Count("SELECT CAST(Number AS INTEGER) FROM Cases")}");
        await second.Locator("#p-number").PressAsync("Enter");
        await Assertions.Expect(second.Locator("[data-part=preview] [data-field='debit.account'] .field-value")).ToHaveTextAsync("••••1019");
        await Assertions.Expect(second.Locator("[data-part=preview] [data-field=amount]")).ToContainTextAsync("1,280.50");
        await Assertions.Expect(second.Locator(".note[role=alert]")).ToHaveCountAsync(0);
        Assert.DoesNotContain(Debit, (await second.ContentAsync()).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(1L, _stage.Count("SELECT COUNT(*) FROM AuditEntries WHERE What = 'case.viewed' AND Who = 'admin2'"));
        Assert.Empty(_stage.Browsers.Complaints);
    }

    [Fact]
    public async Task A_screen_of_one_post_and_type_is_begun_from_what_counts_there_and_the_second_to_save_sees_both()
    {
        var author = await OpenAsync("admin", "review");
        await PictureAsync(author, "screen-panels");
        await author.Locator("[data-act=new]").ClickAsync();
        await author.Locator("#n-task").SelectOptionAsync("correction");
        await author.Locator("#n-type").SelectOptionAsync("remittance");
        await author.Locator("[data-act=begin]").ClickAsync();
        await Assertions.Expect(author).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/screens/correction-for-remittance$"));
        await Assertions.Expect(author.Locator(".page-head")).ToContainTextAsync("v1 草稿");
        await author.Locator("[data-part=preview] .correction-row").First.WaitForAsync();

        var second = await OpenAsync("admin2", "correction-for-remittance");
        await second.Locator("[data-add=history]").ClickAsync();
        await Assertions.Expect(second.Locator("[data-part=preview] .history-list")).ToHaveCountAsync(1);
        await second.Locator("[data-act=save]").ClickAsync();
        await Assertions.Expect(second.Locator(".page-head .tag")).ToHaveCountAsync(0); // saved; the button is out of use while it saves, too

        await PictureAsync(author, "screen-correction");
        await author.Locator("[data-tab=fields]").ClickAsync();
        await author.Locator("tr[data-code=amount] [data-set=required]").CheckAsync();
        await author.Locator("tr[data-code=amount] [data-set=read-only]").CheckAsync();
        await author.Locator("[data-tab=findings]").ClickAsync();
        await Assertions.Expect(author.Locator("[data-finding='screens.required-read-only']")).ToContainTextAsync("金额（小写）既必填又只读");
        await author.Locator("[data-act=save]").ClickAsync();
        await Assertions.Expect(author.Locator(".refused")).ToContainTextAsync("admin2");
        await author.Locator("[data-act=compare-theirs]").ClickAsync();
        await Assertions.Expect(author.Locator("[data-part=difference]")).ToContainTextAsync("流转记录");
        Assert.Empty(_stage.Browsers.Complaints);
    }

    private async Task<IPage> OpenAsync(string userName, string key)
    {
        var page = await _stage.LogInAsync(userName);
        await page.GotoAsync($"{_stage.Portal.Address}/screens/{key}");
        await page.Locator("[data-part=preview] .screen-columns").WaitForAsync();
        return page;
    }

    private async Task SubmitAsync(IPage teller)
    {
        await teller.GotoAsync($"{_stage.Portal.Address}/intake/submit");
        await teller.Locator("input[value='internal-transfer']").CheckAsync();
        foreach (var (box, value) in new[] { ("debit-account", Debit), ("debit-name", "浦江支行其他应付款"), ("credit-account", "1102000000002211020"), ("credit-name", "浦江支行手续费收入"), ("amount", "1,280.50"), ("purpose", "结转手续费") })
            await teller.Locator($"#form-{box}").FillAsync(value);
        foreach (var item in await teller.Locator(".checklist input").AllAsync()) await item.CheckAsync();
        await Assertions.Expect(teller.Locator("#submit-case")).ToBeEnabledAsync();
        await teller.Locator("#submit-case").ClickAsync();
        await teller.Locator(".sent a[href^='cases/']").WaitForAsync();
    }

    private static Task<byte[]> PictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Root, "TestResults", "screenshots", "screens")).FullName, $"{name}.png") });
}
