using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;
using CentralOps.Tests.Support;
using Microsoft.Playwright;

namespace CentralOps.Tests.Dispatch.Desk;

[Trait("Category", "e2e")]
public sealed class DeskBrowserTests : OnDeskHost
{
    [Fact]
    public async Task Slices_arrive_by_themselves_and_are_keyed_on_the_keyboard_alone()
    {
        var page = await Host.OperatorAsync();
        await page.WaitForSelectorAsync("[data-testid=waiting]");
        var first = await ASliceAsync("amount", "金额（小写）");
        Host.Dispatch.Waiting.Enqueue(await ASliceAsync("account", "付款人账号", enqueue: false));
        await Host.Dispatch.Feed.PublishAsync(new OperatorEvent.Offered(await UserAsync(), first.Id));
        await page.WaitForSelectorAsync($"[data-item='{first.Id}']");

        await page.Keyboard.TypeAsync("11605.72");
        Assert.Equal("11,605.72", await page.InputValueAsync("#slice-value"));
        Assert.Contains("壹万壹仟陆佰零伍元柒角贰分", await page.InnerTextAsync("#slice-echo"), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync($"[data-item]:not([data-item='{first.Id}'])");
        await FinishedAsync(1);
        Assert.Equal("11605.72", Assert.Single(Host.Dispatch.Finished).Result.Read<SliceKeyed>().Value);

        // The next slice starts empty, with the caret in the box.
        await page.Keyboard.TypeAsync("6222021001116245702");
        Assert.Equal("6222 0210 0111 6245 702", await page.InputValueAsync("#slice-value"));
        Assert.Empty(Host.BrowserErrors);
    }

    [Fact]
    public async Task The_next_slice_is_there_at_once()
    {
        for (var i = 0; i < 31; i++) await ASliceAsync("amount", "金额（小写）");
        var page = await Host.OperatorAsync();
        var times = new List<double>();
        await page.WaitForSelectorAsync("[data-item]");
        for (var i = 0; i < 30; i++)
        {
            await page.Keyboard.TypeAsync("12.00");
            var before = await page.GetAttributeAsync(".slice-panel", "data-item");
            times.Add(await page.EvaluateAsync<double>(
                """
                before => new Promise(done => {
                  const panel = document.querySelector('.slice-panel'), start = performance.now();
                  new MutationObserver((_, self) => { if (panel.dataset.item !== before) { self.disconnect(); requestAnimationFrame(() => done(performance.now() - start)); } }).observe(panel, { attributes: true });
                  document.querySelector('#slice-value').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
                })
                """, before));
        }

        await FinishedAsync(30);
        times.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine($"slice -> next slice painted: p50 {times[15]:0.0} ms, p95 {times[28]:0.0} ms, max {times[29]:0.0} ms");
        Assert.True(times[15] < 100, $"{times[15]} ms");
        Assert.Equal(30, Host.Dispatch.Finished.Select(f => f.Item).Distinct().Count());
    }

    [Fact]
    public async Task An_input_method_loses_no_character_and_its_Enter_sends_nothing()
    {
        await ASliceAsync("company", "收款人全称");
        var page = await Host.OperatorAsync();
        await page.WaitForSelectorAsync("[data-item]");
        var line = await page.Context.NewCDPSessionAsync(page);
        foreach (var (letters, word) in new[] { ("jianghai", "江海市"), ("tiangong", "天工印务"), ("youxian", "有限责任公司") })
        {
            for (var n = 1; n <= letters.Length; n++)
                await line.SendAsync("Input.imeSetComposition", new() { ["text"] = letters[..n], ["selectionStart"] = n, ["selectionEnd"] = n });
            await line.SendAsync("Input.dispatchKeyEvent", new() { ["type"] = "rawKeyDown", ["key"] = "Process", ["windowsVirtualKeyCode"] = 229 });
            await line.SendAsync("Input.insertText", new() { ["text"] = word });
        }

        Assert.Equal("江海市天工印务有限责任公司", await page.InputValueAsync("#slice-value"));
        Assert.Empty(Host.Dispatch.Finished);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("[data-testid=waiting]");
        Assert.Equal("江海市天工印务有限责任公司", Assert.Single(Host.Dispatch.Finished).Result.Read<SliceKeyed>().Value);
    }

    [Fact]
    public async Task What_was_typed_survives_a_reload()
    {
        await ASliceAsync("amount", "金额（小写）");
        var page = await Host.OperatorAsync();
        await page.WaitForSelectorAsync("[data-item]");
        await page.Keyboard.TypeAsync("98765");
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("[data-item]");
        Assert.Equal("98,765", await page.InputValueAsync("#slice-value"));
    }

    [Fact]
    public async Task Illegible_is_one_key_and_a_wrong_check_digit_asks_once_more()
    {
        await ASliceAsync("account", "付款人账号");
        await ASliceAsync("amount", "金额（小写）");
        var page = await Host.OperatorAsync();
        var first = await (await page.WaitForSelectorAsync("[data-item]"))!.GetAttributeAsync("data-item");
        await page.Keyboard.TypeAsync("6222021001116245701");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.querySelector('#slice-message').textContent.length > 0");
        Assert.Empty(Host.Dispatch.Finished);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync($"[data-item]:not([data-item='{first}'])");
        await page.Keyboard.PressAsync("F2");
        await page.WaitForSelectorAsync("[data-testid=waiting]");
        await FinishedAsync(2);
        Assert.True(Host.Dispatch.Finished[1].Result.Read<SliceKeyed>().Illegible);
    }

    [Fact]
    public async Task Approving_waits_for_every_page_and_a_double_click_approves_once()
    {
        Host.Views.Case = await Host.ChequeCaseAsync();
        Host.Dispatch.Waiting.Enqueue(ATask("review"));
        var page = await Host.OperatorAsync();
        var approve = page.Locator("[data-role=approve]");
        await page.WaitForSelectorAsync("[data-item]");
        Assert.True(await approve.IsDisabledAsync());
        await page.Locator(".thumb").Nth(1).ClickAsync();
        await page.Locator(".thumb").Nth(0).ClickAsync();
        await Assertions.Expect(approve).ToBeEnabledAsync();
        await approve.DblClickAsync();
        await page.WaitForSelectorAsync("[data-testid=waiting]");
        Assert.Equal(2, Assert.Single(Host.Dispatch.Finished).Result.Read<Approved>().PagesSeen.Count);
    }

    [Theory]
    [InlineData("zh-CN", "light")]
    [InlineData("en", "dark")]
    [InlineData("zh-CN", "dark")]
    [InlineData("en", "light")]
    public async Task Every_desk_fills_the_window_without_scrolling(string language, string theme)
    {
        var folder = Directory.CreateDirectory(Path.Combine(DeskHost.Root, "TestResults", "screenshots", "desk")).FullName;
        Host.Views.Case = await Host.ChequeCaseAsync();
        var page = await Host.OperatorAsync(language: language, theme: theme);
        await page.WaitForSelectorAsync("[data-testid=waiting]");
        await page.ScreenshotAsync(new() { Path = $"{folder}/waiting-{language}-{theme}.png" });
        foreach (var task in new[] { "entry.slice", "entry.arbitration", "classification", "correction", "phone", "seal", "review", "authorization", "risk", "incident" })
        {
            var item = await PrepareAsync(task);
            await Host.Dispatch.PushAsync(await UserAsync(), item);
            await page.WaitForSelectorAsync($"[data-item='{item.Id}']");
            await page.WaitForFunctionAsync(Complete);
            Assert.Equal((task, 768, 1366), (task, await page.EvaluateAsync<int>("() => document.scrollingElement.scrollHeight"), await page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth")));
            Assert.True(await page.EvaluateAsync<bool>("() => { const m = document.querySelector('#main'); return m.scrollHeight <= m.clientHeight; }"), task);
            await page.ScreenshotAsync(new() { Path = $"{folder}/{task}-{language}-{theme}.png" });
            Assert.Contains(language == "en" ? "Break" : "休息", await page.InnerTextAsync(".duty-bar"), StringComparison.Ordinal);
            if (task is "review")
            {
                await page.Keyboard.PressAsync("F2");
                await page.WaitForSelectorAsync("dialog[open]");
                await page.ScreenshotAsync(new() { Path = $"{folder}/return-{language}-{theme}.png" });
                await page.Keyboard.PressAsync("Escape");
            }

            await Host.Dispatch.TakeBackAsync(await UserAsync(), "cancelled");
            await page.WaitForSelectorAsync("[data-testid=waiting]");
        }

        Assert.Empty(Host.BrowserErrors);
    }

    // All pictures and letters are there, and the page is painted in its viewer.
    private const string Complete = """
        () => document.fonts.status === 'loaded' && [...document.images].every(i => i.complete)
          && [...document.querySelectorAll('[data-role=viewer]')].every(v => v.querySelector('.viewer-layer') && !v.hasAttribute('aria-busy'))
        """;

    // What is confirmed is on its way while the next slice is already on screen.
    private async Task FinishedAsync(int count)
    {
        for (var left = 200; left > 0 && Host.Dispatch.Finished.Count < count; left--) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(count, Host.Dispatch.Finished.Count);
    }

    private async Task<WorkItem> PrepareAsync(string task)
    {
        if (task == "entry.slice") return await ASliceAsync("amount", "金额（小写）", enqueue: false);
        if (task == "entry.arbitration")
        {
            var item = ATask(task);
            Host.Views.Differences[item.Id] = new ArbitrationView(await ViewAsync(item, "amount", "金额（小写）"), ["11605.72", "11606.72"]);
            return item;
        }

        var sheet = Host.Views.Case.Pages[0];
        return task switch
        {
            "classification" => ATask(task, StoredJson.Write(new { pageId = sheet.Id })),
            "phone" => ATask(task, StoredJson.Write(new PhonePayload("李财务", "021-5555-0101", 1, ["phone.identity", "phone.amount", "phone.payee", "phone.purpose"]))),
            "seal" => ATask(task, StoredJson.Write(new SealPayload(sheet.Id, [await SealAsync("finance", 1), await SealAsync("legal-representative", 2)]))),
            "incident" => ATask(task, StoredJson.Write(new { message = "core simulator does not answer", name = "核心记账" })),
            _ => ATask(task),
        };
    }

    private async Task<SealPayloadEntry> SealAsync(string role, int n)
    {
        var files = Directory.GetFiles(Path.Combine(DeskHost.Root, "samples", "demo-bank", "specimens"), $"*-{role}.png").Order(StringComparer.Ordinal).ToList();
        var specimen = await Host.StoreAsync(await File.ReadAllBytesAsync(files[0], TestContext.Current.CancellationToken));
        var impression = await Host.StoreAsync(await File.ReadAllBytesAsync(files[1], TestContext.Current.CancellationToken));
        double[] region = n == 1 ? [280, 320, 700, 320, 700, 700, 280, 700] : [710, 390, 960, 390, 960, 700, 710, 700];
        return new SealPayloadEntry(role, n == 1 ? "unsure" : "fail", n == 1 ? 0.713 : 0.204, specimen, impression, specimen, region, ["extra-ink 3.1 %", "missing-ink 1.4 %"]);
    }

    private async Task<WorkItem> ASliceAsync(string type, string name, bool enqueue = true)
    {
        var item = ATask("entry.slice");
        Host.Views.Slices[item.Id] = await ViewAsync(item, type, name);
        if (enqueue) Host.Dispatch.Waiting.Enqueue(item);
        return item;
    }

    private async Task<SliceView> ViewAsync(WorkItem item, string type, string name)
    {
        var hash = type switch
        {
            "amount" => await Host.SliceAsync("cheque-ok-1-front.jpg", 106f / 170, 35.6f / 80, 60.6f / 170, 6.8f / 80),
            "account" => await Host.SliceAsync("cheque-ok-1-front.jpg", 116.5f / 170, 24.2f / 80, 50f / 170, 6.2f / 80),
            _ => await Host.SliceAsync("cheque-ok-1-front.jpg", 20.5f / 170, 24.2f / 80, 75f / 170, 6.2f / 80),
        };
        return new SliceView(item, type, name, char.ToUpperInvariant(type[0]) + type[1..], type, 0, false, [], hash);
    }

    private static WorkItem ATask(string task, string payload = "{}") => new WorkItem
    {
        Step = "x", Kind = WorkKind.Human, Task = task, Post = "entry", BranchCode = "3101", BusinessType = "cheque-transfer", Payload = payload,
        DueAt = TimeProvider.System.GetUtcNow().AddMinutes(task == "review" ? 2 : -1),
    }.In(WorkState.Working);

    private Task<Guid> UserAsync() => Host.UserIdAsync("entry1");
}
