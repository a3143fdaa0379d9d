using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;
using CentralOps.Tests.Support;
using Microsoft.Playwright;

namespace CentralOps.Tests.Dispatch.Desk;

/// <summary>The slice desk under a keyer's hands, in a real browser.</summary>
[Trait("Category", "e2e")]
public sealed class SliceDeskTests : OnDeskHost
{
    private FakeDispatch Dispatch => Host.Dispatch;

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task What_the_machine_doubts_is_marked_and_jumped_to_and_cannot_be_waved_through(string language)
    {
        await ASliceAsync("account", new FieldProposal("11021523446□69739□9", 2, "account"));
        var page = await StartAsync(language);
        Assert.Equal("1102 1523 446□ 6973 9□9", await page.InputValueAsync("#slice-value"));
        Assert.Equal(2, await page.Locator(".slice-proposal .doubtful").CountAsync());
        await PictureAsync(page, $"proposal-{language}");

        await page.Keyboard.PressAsync("Enter");
        Assert.NotEmpty(await page.InnerTextAsync("#slice-message"));
        Assert.Empty(Dispatch.Finished);

        await page.Keyboard.TypeAsync("72"); // the caret goes from doubt to doubt by itself
        Assert.Equal("1102 1523 4467 6973 929", await page.InputValueAsync("#slice-value"));
        await ConfirmAsync(page);
        await FinishedAsync(1);
        Assert.Equal("1102152344676973929", Keyed(0).Value);
    }

    [Fact]
    public async Task Escape_throws_the_proposal_away_and_the_paper_is_keyed_from_the_start()
    {
        await ASliceAsync("amount", new FieldProposal("116□5.72", 1));
        var page = await StartAsync();
        Assert.Equal("11,6□5.72", await page.InputValueAsync("#slice-value"));
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.TypeAsync("11605.72");
        await ConfirmAsync(page);
        await FinishedAsync(1);
        Assert.Equal("11605.72", Keyed(0).Value);
    }

    [Fact]
    public async Task A_keyer_who_is_quicker_than_the_line_loses_nothing_and_sends_nothing_twice()
    {
        var slices = new List<WorkItem>();
        for (var i = 0; i < 8; i++) slices.Add(await ASliceAsync("amount"));
        Dispatch.Slowness = TimeSpan.FromMilliseconds(400);
        var page = await StartAsync();
        for (var i = 0; i < 8; i++)
        {
            await page.WaitForSelectorAsync($"[data-item='{slices[i].Id}'] #slice-value:not([readonly])");
            await page.Keyboard.TypeAsync($"{100 + i}.25");
            await page.Keyboard.PressAsync("Enter");
            await page.Keyboard.PressAsync("Enter");
        }

        await FinishedAsync(8);
        Assert.Equal(slices.Select(s => s.Id), Dispatch.Finished.Select(f => f.Item));
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"{100 + i}.25"), Enumerable.Range(0, 8).Select(i => Keyed(i).Value));
        Assert.Empty(Host.BrowserErrors);
    }

    [Fact]
    public async Task A_refused_slice_comes_back_with_what_was_typed_and_the_next_one_keeps_its_letters()
    {
        var (first, second) = (await ASliceAsync("company"), await ASliceAsync("company"));
        var page = await StartAsync();
        var answers = HoldAnswers();
        Dispatch.NextRefusal = new Refusal("entry.too-long");
        await page.Keyboard.TypeAsync("甲公司");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync($"[data-item='{second.Id}']");
        await page.Keyboard.TypeAsync("乙公");
        answers.SetResult();
        await page.WaitForSelectorAsync($"[data-item='{first.Id}']");
        Assert.Equal("甲公司", await page.InputValueAsync("#slice-value"));

        Dispatch.NextRefusal = null;
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync($"[data-item='{second.Id}']");
        Assert.Equal("乙公", await page.InputValueAsync("#slice-value"));
    }

    [Fact]
    public async Task A_refused_slice_does_not_hold_up_those_that_were_confirmed_behind_it()
    {
        var (first, second, third) = (await ASliceAsync("company"), await ASliceAsync("company"), await ASliceAsync("company"));
        var page = await StartAsync();
        var answers = HoldAnswers();
        (Dispatch.NextRefusal, Dispatch.Refuses) = (new Refusal("entry.too-long"), first.Id);
        await page.Keyboard.TypeAsync("甲公司");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync($"[data-item='{second.Id}']");
        await page.Keyboard.TypeAsync("乙公司");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync($"[data-item='{third.Id}']");
        await page.Keyboard.TypeAsync("丙公");
        answers.SetResult();
        await page.WaitForSelectorAsync($"[data-item='{first.Id}']");
        Assert.Equal("甲公司", await page.InputValueAsync("#slice-value"));
        await FinishedAsync(1);
        Assert.Equal((second.Id, "乙公司"), (Dispatch.Finished[0].Item, Keyed(0).Value));

        Dispatch.NextRefusal = null;
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync($"[data-item='{third.Id}']");
        Assert.Equal("丙公", await page.InputValueAsync("#slice-value"));
        await FinishedAsync(2);
        Assert.Equal((first.Id, "甲公司"), (Dispatch.Finished[1].Item, Keyed(1).Value));
    }

    [Fact]
    public async Task Something_more_urgent_comes_next_and_what_is_being_keyed_stays_on_screen()
    {
        var (first, second, third) = (await ASliceAsync("company"), await ASliceAsync("company"), await ASliceAsync("company"));
        var urgent = await ASliceAsync("amount", waits: false);
        var page = await StartAsync();
        var answers = HoldAnswers();
        await page.Keyboard.TypeAsync("甲公司");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync($"[data-item='{second.Id}']");
        Dispatch.Urgent(urgent); // before the server has taken the first
        await page.Keyboard.TypeAsync("乙公司");
        answers.SetResult();
        await FinishedAsync(1);
        Assert.Equal(urgent.Id, (await Dispatch.TakeUpAsync(Guid.Empty))!.Id);
        Assert.Equal("乙公司", await page.InputValueAsync("#slice-value"));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync($"[data-item='{urgent.Id}']");
        await page.Keyboard.TypeAsync("11605.72");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync($"[data-item='{third.Id}']");

        await FinishedAsync(3);
        Assert.Equal([(first.Id, "甲公司"), (second.Id, "乙公司"), (urgent.Id, "11605.72")], Dispatch.Finished.Select((f, i) => (f.Item, Keyed(i).Value!)));
        Assert.Empty(Host.BrowserErrors);
    }

    [Fact]
    public async Task The_slice_before_is_one_key_away_and_put_right_with_Enter()
    {
        var first = await ASliceAsync("amount");
        var second = await ASliceAsync("company");
        var page = await StartAsync();
        await page.Keyboard.TypeAsync("11605.27");
        await ConfirmAsync(page);
        await FinishedAsync(1);
        await page.WaitForSelectorAsync($"[data-item='{second.Id}']");
        await page.Keyboard.TypeAsync("江海");
        await page.Keyboard.PressAsync("PageUp");
        await page.WaitForSelectorAsync($".slice-panel[data-back][data-item='{first.Id}']");
        Assert.Equal("11,605.27", await page.InputValueAsync("#slice-value"));
        await PictureAsync(page, "previous-zh-CN");
        for (var i = 0; i < 2; i++) await page.Keyboard.PressAsync("Backspace");
        await page.Keyboard.TypeAsync("72");
        await ConfirmAsync(page);

        await page.WaitForSelectorAsync($".slice-panel:not([data-back])[data-item='{second.Id}']");
        Assert.Equal("江海", await page.InputValueAsync("#slice-value"));
        var (item, result) = Assert.Single(Dispatch.Amended);
        Assert.Equal((first.Id, "11605.72"), (item, result.Read<SliceKeyed>().Value));
        Assert.Single(Dispatch.Finished);
    }

    [Fact]
    public async Task A_slice_put_aside_gives_way_to_the_next_and_a_turned_one_stays_on_screen()
    {
        var (first, second) = (await ASliceAsync("amount"), await ASliceAsync("account"));
        var page = await StartAsync();
        await page.Keyboard.PressAsync("F10");
        await PictureAsync(page, "turned-zh-CN");
        var box = (await page.Locator("[data-role=slice]").BoundingBoxAsync())!;
        var stage = (await page.Locator("[data-role=stage]").BoundingBoxAsync())!;
        Assert.True(box.Y >= stage.Y - 1 && box.Y + box.Height <= stage.Y + stage.Height + 1 && box.Height > box.Width, $"{box.Y} {box.Height} {stage.Y} {stage.Height}");
        await page.Keyboard.PressAsync("PageDown");
        await page.WaitForSelectorAsync($"[data-item='{second.Id}']");
        Assert.Empty(Dispatch.Finished);
        Assert.Contains(first, Dispatch.Waiting);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_sheet_of_shortcuts_opens_with_F1(string language)
    {
        await ASliceAsync("amount");
        var page = await StartAsync(language);
        await page.Keyboard.PressAsync("F1");
        await page.WaitForSelectorAsync("dialog[open]");
        Assert.Contains(language == "en" ? "Previous" : "上一条", await page.InnerTextAsync("dialog[open]"), StringComparison.Ordinal);
        await PictureAsync(page, $"shortcuts-{language}");
    }

    private async Task<IPage> StartAsync(string language = "zh-CN")
    {
        var page = await Host.OperatorAsync(language: language);
        await page.WaitForSelectorAsync("[data-item]");
        return page;
    }

    // The line is slow: what is sent is answered when the test says so, not before.
    private TaskCompletionSource HoldAnswers()
    {
        var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Dispatch.Answers = answers.Task;
        return answers;
    }

    private static Task ConfirmAsync(IPage page) => page.Keyboard.PressAsync("Enter");

    private SliceKeyed Keyed(int index) => Dispatch.Finished[index].Result.Read<SliceKeyed>();

    private async Task FinishedAsync(int count)
    {
        for (var left = 300; left > 0 && Dispatch.Finished.Count < count; left--) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(count, Dispatch.Finished.Count);
    }

    private static Task<byte[]> PictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Directory.CreateDirectory(Path.Combine(DeskHost.Root, "TestResults", "screenshots", "entry")).FullName, $"{name}.png") });

    private async Task<WorkItem> ASliceAsync(string type, FieldProposal? proposal = null, bool waits = true)
    {
        var item = new WorkItem
        {
            Step = "x", Kind = WorkKind.Human, Task = "entry.slice", Post = "entry", BranchCode = "3101", BusinessType = "cheque-transfer",
            DueAt = DateTimeOffset.UtcNow.AddMinutes(2),
        }.In(WorkState.Working);
        var hash = type switch
        {
            "amount" => await Host.SliceAsync("cheque-ok-1-front.jpg", 106f / 170, 35.6f / 80, 60.6f / 170, 6.8f / 80),
            "account" => await Host.SliceAsync("cheque-ok-1-front.jpg", 112f / 170, 24.2f / 80, 46f / 170, 6.2f / 80),
            _ => await Host.SliceAsync("cheque-ok-1-front.jpg", 20.5f / 170, 24.2f / 80, 75f / 170, 6.2f / 80),
        };
        var (zh, en) = type switch { "amount" => ("金额（小写）", "Amount"), "account" => ("付款人账号", "Payer account"), _ => ("收款人全称", "Payee name") };
        Host.Views.Slices[item.Id] = new SliceView(item, type, zh, en, type, 0, false, [], hash, proposal);
        if (waits) Dispatch.Waiting.Enqueue(item);
        return item;
    }
}
