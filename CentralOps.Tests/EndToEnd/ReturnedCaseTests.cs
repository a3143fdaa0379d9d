using Microsoft.Playwright;
using SkiaSharp;

namespace CentralOps.Tests.EndToEnd;

/// <summary>The branch's side of a case that does not go straight through: back button, the same papers twice, withdrawal, another picture, return with a marked area, rescan, printing.</summary>
[Trait("Category", "e2e")]
public sealed class ReturnedCaseTests : IAsyncLifetime
{
    private readonly SampleTruth _truth = SampleTruth.Of("remittance-ok-2");
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_returned_case_is_scanned_again_and_finished_and_its_double_is_withdrawn()
    {
        var teller = await _stage.LogInAsync("teller1");
        var caseId = await _stage.SubmitAsync(teller, "remittance", _truth);
        await GoingBackSendsNothingAgainAsync(teller);
        await TheSamePapersAreWarnedOfAndWithdrawnAsync(teller);

        var reviewer = await _stage.LogInAsync("review1");
        var review = new DeskScreen(reviewer, _stage.Portal.Address, _truth, mistypes: null);
        await review.SignInAsync("review");
        var desks = new List<DeskScreen>
        {
            await _stage.OnDutyAsync("entry1", _truth), await _stage.OnDutyAsync("entry2", _truth), await _stage.OnDutyAsync("arbiter1", _truth, "arbitration"),
            await _stage.OnDutyAsync("seal1", _truth),
        };
        await _stage.WorkUntilAsync(desks, async () => await reviewer.Locator("[data-task=review][data-item]").CountAsync() > 0, () => _stage.Timeline(caseId));
        await AskTheBranchAsync(reviewer, teller);
        await AskForAnotherPictureAsync(reviewer, teller);
        await ReturnWithMarkAsync(reviewer);
        await AnswerWithRescanAsync(teller);

        await _stage.WorkUntilAsync([.. desks, review], () => Task.FromResult(_stage.Status(caseId) == "Completed"), () => _stage.Timeline(caseId));
        Assert.Equal(1L, _stage.Count($"SELECT COUNT(*) FROM CoreBankingPostings WHERE CaseId = '{StoryStage.Key(caseId)}'"));
        await PrintAllPapersAsync(teller);
        await EveryPaperIsFoundAgainAsync(teller, caseId);
    }

    private static async Task GoingBackSendsNothingAgainAsync(IPage teller)
    {
        var sent = await teller.Locator(".sent-head strong").InnerTextAsync();
        await teller.Locator("#next-case").ClickAsync();
        await teller.Locator("#submit-case").WaitForAsync();
        await teller.GoBackAsync();
        await Assertions.Expect(teller.Locator(".sent-head")).ToContainTextAsync("此前已提交");
        await Assertions.Expect(teller.Locator(".sent-head strong")).ToHaveTextAsync(sent);
    }

    private async Task TheSamePapersAreWarnedOfAndWithdrawnAsync(IPage teller)
    {
        await _stage.FillInAsync(teller, "remittance", _truth);
        await Assertions.Expect(teller.Locator(".page[data-verdict=Due] .advice")).ToContainTextAsync("在途业务");
        await teller.Locator("#submit-case").ClickAsync();
        var link = teller.Locator(".sent a[href^='cases/']");
        var twin = Guid.Parse((await link.GetAttributeAsync("href"))!.Split('/')[1]);
        await link.ClickAsync();
        await teller.Locator("#withdraw").ClickAsync();
        await teller.Locator(".mud-dialog .btn-danger").ClickAsync();
        await Assertions.Expect(teller.Locator(".page-head")).ToContainTextAsync("已撤回");
        Assert.Equal("Withdrawn", _stage.Status(twin));
    }

    // Typing a question is none of the desk's keys; the branch finds it in its list and answers on the case's page, where the whole thread stays.
    private async Task AskTheBranchAsync(IPage reviewer, IPage teller)
    {
        await teller.GotoAsync($"{_stage.Portal.Address}/intake/cases");
        await teller.Locator("table.grid").WaitForAsync();
        await reviewer.Locator("[data-role=viewer] canvas").First.WaitForAsync();
        await reviewer.Keyboard.PressAsync("F10");
        await Assertions.Expect(reviewer.Locator("#talk-text")).ToBeFocusedAsync();
        await reviewer.Keyboard.TypeAsync("收款人名称完整吗？r0+");
        await reviewer.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(reviewer.Locator(".talk-popover [data-from=centre]")).ToContainTextAsync("收款人名称完整吗？r0+");
        await reviewer.Keyboard.PressAsync("Escape");

        await teller.Locator("a.asked").ClickAsync(); // came by itself
        await Assertions.Expect(teller.Locator("#talk [data-from=centre]")).ToContainTextAsync("收款人名称完整吗？");
        await Assertions.Expect(teller.Locator("[data-role=viewer] canvas").First).ToBeVisibleAsync();
        await teller.Locator("#talk-text").FillAsync("完整，已与客户核对");
        await teller.Locator("#talk-send").ClickAsync();
        await Assertions.Expect(teller.Locator("#talk [data-from=branch]")).ToContainTextAsync("完整");

        await Assertions.Expect(reviewer.Locator("[data-talk]")).ToContainTextAsync("网点已回复");
        await reviewer.Locator("[data-talk]").ClickAsync();
        await Assertions.Expect(reviewer.Locator(".talk-popover [data-from=branch]")).ToContainTextAsync("完整");
        await reviewer.Keyboard.PressAsync("Escape");
        await Assertions.Expect(reviewer.Locator("[data-talk]")).Not.ToContainTextAsync("网点已回复");
        await reviewer.Locator(".thumb").First.FocusAsync();
    }

    // What the reviewer had looked at and typed is there again when the task comes back with the picture.
    private async Task AskForAnotherPictureAsync(IPage reviewer, IPage teller)
    {
        var sheets = reviewer.Locator(".thumb");
        await Assertions.Expect(sheets.First).ToContainTextAsync("✓");
        await reviewer.Locator("[data-role=remark]").FillAsync("金额已核对");
        await reviewer.Keyboard.PressAsync("F4");
        var dialog = reviewer.Locator("dialog[data-verb=picture]");
        await dialog.Locator("[data-do=send]").ClickAsync();
        await Assertions.Expect(dialog.Locator("[data-role=complaint]")).ToBeVisibleAsync();
        await dialog.Locator("[name=text]").FillAsync("请补拍合同首页");
        await dialog.Locator("[data-do=send]").ClickAsync();
        await Assertions.Expect(reviewer.Locator("[data-testid=waiting]")).ToBeVisibleAsync();

        await teller.GotoAsync($"{_stage.Portal.Address}/branch/tasks");
        await teller.Locator("a.task").First.ClickAsync();
        await Assertions.Expect(teller.Locator(".said")).ToHaveTextAsync("请补拍合同首页");
        await Assertions.Expect(teller.Locator(".tray .drop button")).ToBeEnabledAsync();
        await Assertions.Expect(teller.Locator("#send-picture")).ToBeDisabledAsync();
        await teller.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "contract.png", MimeType = "image/png", Buffer = Contract() });
        await Assertions.Expect(teller.Locator("#send-picture")).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await teller.Locator("#send-picture").ClickAsync();
        await teller.Locator("p.done").WaitForAsync();

        await Assertions.Expect(sheets).ToHaveCountAsync(_truth.Images.Count + 1, new() { Timeout = 60_000 }); // nobody pressed anything
        await Assertions.Expect(sheets.First).ToContainTextAsync("✓");
        await Assertions.Expect(sheets.Last).ToContainTextAsync("○");
        await Assertions.Expect(reviewer.Locator("[data-role=remark]")).ToHaveValueAsync("金额已核对");
        await Assertions.Expect(reviewer.Locator(".picture-list")).ToContainTextAsync("请补拍合同首页");
    }

    private static byte[] Contract()
    {
        using var page = new SKBitmap(1654, 1169);
        using var canvas = new SKCanvas(page);
        canvas.Clear(SKColors.White);
        using var ink = new SKPaint { Color = SKColors.Black };
        var words = new Random(7);
        for (var y = 150; y < 1050; y += 44)
        {
            for (var x = 120; x < 1500; x += words.Next(14, 26)) canvas.DrawRect(x, y + words.Next(0, 8), words.Next(6, 12), words.Next(12, 24), ink);
        }

        using var png = page.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static async Task ReturnWithMarkAsync(IPage reviewer)
    {
        await reviewer.Locator("[data-role=viewer] canvas").First.WaitForAsync();
        await reviewer.Keyboard.PressAsync("F2");
        var dialog = reviewer.Locator("dialog[data-verb=return]");
        await dialog.Locator("[name=reason]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await dialog.Locator("[data-do=mark]").ClickAsync();
        var box = (await reviewer.Locator(".viewer-marking").BoundingBoxAsync())!;
        await reviewer.Mouse.MoveAsync(box.X + (box.Width * 0.4f), box.Y + (box.Height * 0.45f));
        await reviewer.Mouse.DownAsync();
        await reviewer.Mouse.MoveAsync(box.X + (box.Width * 0.6f), box.Y + (box.Height * 0.55f), new() { Steps = 4 });
        await reviewer.Mouse.UpAsync();
        await Assertions.Expect(dialog.Locator("[data-role=mark-count]")).ToHaveTextAsync("1");
        await dialog.Locator("[name=text]").FillAsync("请重新扫描，此处有阴影");
        await dialog.Locator("[data-do=send]").ClickAsync();
        await Assertions.Expect(reviewer.Locator("[data-task=review]")).ToHaveCountAsync(0);
    }

    private async Task AnswerWithRescanAsync(IPage teller)
    {
        await teller.GotoAsync($"{_stage.Portal.Address}/branch/tasks");
        await teller.Locator("a.task").First.ClickAsync();
        await Assertions.Expect(teller.Locator(".said")).ToHaveTextAsync("请重新扫描，此处有阴影");
        await Assertions.Expect(teller.Locator(".viewer-layer .mark")).ToHaveCountAsync(1);
        await Assertions.Expect(teller.Locator(".tray .drop button")).ToBeEnabledAsync();
        await teller.Locator("input[type=file]").SetInputFilesAsync(_truth.Images);
        await Assertions.Expect(teller.Locator(".replaces select option:checked")).Not.ToHaveAttributeAsync("value", ""); // the marked page
        await teller.Locator("#answer-text").FillAsync("已重新扫描");
        await Assertions.Expect(teller.Locator("#answer-return")).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await teller.Locator("#answer-return").ClickAsync();
        await teller.Locator("p.done").WaitForAsync();
    }

    private async Task PrintAllPapersAsync(IPage teller)
    {
        await teller.GotoAsync($"{_stage.Portal.Address}/branch/tasks");
        await teller.Locator("a.task").First.ClickAsync();
        var papers = teller.Locator(".papers a[data-kind]");
        await papers.First.WaitForAsync();
        foreach (var paper in await papers.AllAsync())
        {
            var pdf = await teller.APIRequest.GetAsync($"{_stage.Portal.Address}/{await paper.GetAttributeAsync("href")}");
            Assert.Equal("application/pdf", pdf.Headers["content-type"]);
        }

        await teller.ReloadAsync();
        await Assertions.Expect(teller.Locator("a.task")).ToHaveCountAsync(0); // all are printed: nothing is left to do
    }

    private async Task EveryPaperIsFoundAgainAsync(IPage teller, Guid caseId)
    {
        await teller.GotoAsync($"{_stage.Portal.Address}/cases/{caseId}");
        var papers = teller.Locator("[data-part=papers]");
        foreach (var paper in new[] { "e-receipt", "customer-copy" })
        {
            var pdf = await teller.APIRequest.GetAsync($"{_stage.Portal.Address}/{await papers.Locator($"[data-paper={paper}]").GetAttributeAsync("href")}");
            Assert.Equal("application/pdf", pdf.Headers["content-type"]);
        }

        await teller.ReloadAsync();
        await Assertions.Expect(papers.Locator("li", new() { HasText = "客户回单" })).ToContainTextAsync("已打印 2 次，最近由 teller1 打印");
    }
}
