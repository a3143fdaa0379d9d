using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Screens;
using CentralOps.Tests.Support;
using Microsoft.Playwright;

namespace CentralOps.Tests.Dispatch.Desk;

/// <summary>Group mode and whole-voucher mode under a keyer's hands, in a real browser.</summary>
[Trait("Category", "e2e")]
public sealed class SheetDeskTests : OnDeskHost
{
    private FakeDispatch Dispatch => Host.Dispatch;

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task On_a_sheet_only_the_wrong_and_the_doubtful_slices_are_keyed(string language)
    {
        var readings = Enumerable.Range(0, 9).Select(i => $"1160{i}.72").ToList();
        readings[4] = "1160□.72";
        var items = new List<WorkItem>();
        foreach (var reading in readings) items.Add(await ASliceAsync(reading));
        var other = await ASliceAsync("东屿市", "company");
        var page = await Host.OperatorAsync(language: language);
        await page.WaitForSelectorAsync("[data-item]");
        await page.Keyboard.PressAsync("F5");
        await page.WaitForSelectorAsync(".sheet-panel[data-item]");
        await Assertions.Expect(page.Locator(".sheet-cell")).ToHaveCountAsync(9); // the company's name is another kind

        ILocator Cell(int i) => page.Locator($"[data-cell='{items[i].Id}']"); // the sheet lays them in an order of its own, so that a known answer does not stand out
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.sheet-cell img')].every(i => i.complete && i.naturalWidth > 0)");
        await page.Keyboard.PressAsync("Control+Enter"); // the doubtful one is in the way
        Assert.Empty(Dispatch.Finished);
        await page.Keyboard.TypeAsync("5"); // and the caret is in it
        Assert.Equal("11,605.72", await Cell(4).Locator("input").InputValueAsync());
        await Cell(1).ClickAsync();
        await page.Keyboard.TypeAsync("99.10");
        await page.Keyboard.PressAsync("Enter");
        await Cell(7).FocusAsync();
        await page.Keyboard.PressAsync("F2");
        await PictureAsync(page, $"sheet-{language}");
        Assert.Equal((768, 1366), (await page.EvaluateAsync<int>("() => document.scrollingElement.scrollHeight"), await page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth")));
        await page.Keyboard.PressAsync("Control+Enter");

        await page.WaitForSelectorAsync($"[data-task='entry.slice'][data-item='{other.Id}']");
        Assert.Equal(items.Select(i => i.Id).Order(), Dispatch.Finished.Select(f => f.Item).Order());
        var values = items.ToDictionary(i => i.Id, i => Dispatch.Finished.Single(f => f.Item == i.Id).Result.Read<SliceKeyed>());
        Assert.Equal("99.10", values[items[1].Id].Value);
        Assert.Equal("11605.72", values[items[4].Id].Value);
        Assert.True(values[items[7].Id].Illegible);
        Assert.Equal("11608.72", values[items[8].Id].Value);
        Assert.Empty(Host.BrowserErrors);
    }

    [Fact]
    public async Task A_sheet_survives_a_reload_and_can_be_left_for_one_by_one()
    {
        var first = await ASliceAsync("11605.72");
        await ASliceAsync("11606.72");
        var page = await Host.OperatorAsync();
        await page.WaitForSelectorAsync("[data-item]");
        await page.Keyboard.PressAsync("F5");
        await page.WaitForSelectorAsync(".sheet-panel[data-item]");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.TypeAsync("42");
        await page.Keyboard.PressAsync("F5");
        await page.WaitForSelectorAsync($"[data-task='entry.slice'][data-item='{first.Id}']");
        Assert.Equal("", await page.InputValueAsync("#slice-value")); // keyed blind, without the reading
        Assert.Empty(Dispatch.Finished);
    }

    [Fact]
    public async Task A_slice_that_must_be_keyed_blind_never_lies_on_a_sheet()
    {
        await ASliceAsync(null);
        await ASliceAsync("11606.72");
        var page = await Host.OperatorAsync();
        await page.WaitForSelectorAsync("[data-item]");
        await page.Keyboard.PressAsync("F5");
        await Assertions.Expect(page.Locator("#slice-message")).Not.ToBeEmptyAsync();
        Assert.Equal(0, await page.Locator(".sheet-panel").CountAsync());
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_whole_voucher_is_keyed_with_Enter_alone_while_the_image_follows(string language)
    {
        var @case = await Host.ChequeCaseAsync();
        VoucherFieldView Field(string code, string type, string zh, string en, string? proposal) => new(
            new FieldDefinition { Code = code, NameZh = zh, NameEn = en, Type = type }, @case.Fields.First(f => f.Field.Code == code).Field.Quad,
            proposal is null ? null : new FieldProposal(proposal, proposal.Count(c => c == FieldProposal.Open)));
        Host.Views.Voucher = new VoucherView(@case.Pages[0],
        [
            Field("payee.name", "company", "收款人全称", "Payee", "江海市天工印务有限责任公司"), Field("payer.account", "account", "付款人账号", "Payer account", "11021523446769□3929"),
            Field("amount", "amount", "金额（小写）", "Amount", null), Field("purpose", "text", "用途", "Purpose", null),
        ]);
        Dispatch.Waiting.Enqueue(AnItem("entry.voucher"));
        var page = await Host.OperatorAsync(language: language);
        await page.WaitForSelectorAsync(".voucher-panel[data-item]");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-row='payer.account']")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("focused"));
        await page.Keyboard.PressAsync("Enter"); // open: not just accepted
        await Assertions.Expect(page.Locator("[data-row='payer.account']")).ToHaveAttributeAsync("data-state", "open");
        await page.Keyboard.TypeAsync("7");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("11605.72");
        await Assertions.Expect(page.Locator(".viewer-layer .zone")).ToHaveCountAsync(1);
        await PictureAsync(page, $"voucher-{language}");
        Assert.Equal((768, 1366), (await page.EvaluateAsync<int>("() => document.scrollingElement.scrollHeight"), await page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth")));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("F3");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.WaitForSelectorAsync("[data-testid=waiting]");

        var keyed = Assert.Single(Dispatch.Finished).Result.Read<VoucherKeyed>().Fields.ToDictionary(f => f.Code, f => f.Value);
        Assert.Equal("江海市天工印务有限责任公司", keyed["payee.name"]);
        Assert.Equal("1102152344676973929", keyed["payer.account"]);
        Assert.Equal("11605.72", keyed["amount"]);
        Assert.Equal("", keyed["purpose"]);
        Assert.Empty(Host.BrowserErrors);
    }

    private static Task<byte[]> PictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Directory.CreateDirectory(Path.Combine(DeskHost.Root, "TestResults", "screenshots", "entry")).FullName, $"{name}.png") });

    private static WorkItem AnItem(string task, string payload = "{}") => new WorkItem
    {
        Step = "x", Kind = WorkKind.Human, Task = task, Post = "entry", BranchCode = "3101", BusinessType = "cheque-transfer", Payload = payload,
        DueAt = DateTimeOffset.UtcNow.AddMinutes(2),
    }.In(WorkState.Working);

    private async Task<WorkItem> ASliceAsync(string? reading, string type = "amount")
    {
        var proposal = reading is null ? null : new FieldProposal(reading, reading.Count(c => c == FieldProposal.Open), type);
        var hash = await Host.SliceAsync("cheque-ok-1-front.jpg", 106f / 170, 35.6f / 80, 60.6f / 170, 6.8f / 80);
        var item = AnItem("entry.slice", StoredJson.Write(new SlicePayload(type, hash, null, proposal)));
        Host.Views.Slices[item.Id] = new SliceView(item, type, type == "amount" ? "金额（小写）" : "收款人全称", type == "amount" ? "Amount" : "Payee", type, 0, false, [], hash, proposal);
        Dispatch.Waiting.Enqueue(item);
        return item;
    }
}
