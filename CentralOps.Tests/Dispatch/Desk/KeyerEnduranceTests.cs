using System.Diagnostics;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Screens;
using CentralOps.Tests.Support;
using Microsoft.Playwright;

namespace CentralOps.Tests.Dispatch.Desk;

/// <summary>Speed, slow lines and input methods at the slice desk: nothing that was typed is lost or sent twice.</summary>
[Trait("Category", "e2e")]
[Collection(nameof(MeasuredAlone))]
public sealed class KeyerEnduranceTests : OnDeskHost
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(150, 0)]
    [InlineData(150, 150)] // 24,000 keystrokes an hour, twice the bar
    public async Task A_keyer_sustains_twelve_thousand_keystrokes_an_hour_and_loses_none(int delay, int pace)
    {
        const int slices = 40;
        var items = new List<WorkItem>();
        for (var i = 0; i < slices; i++) items.Add(await ASliceAsync("amount", "金额（小写）"));
        await using var line = SlowLine.To(Host.Address, TimeSpan.FromMilliseconds(delay));
        var page = await Host.OperatorAsync(through: delay == 0 ? null : line.Address);
        await page.WaitForSelectorAsync($"[data-item='{items[0].Id}']");
        var (keys, waits, clock, due) = (0, new List<double>(), Stopwatch.StartNew(), TimeSpan.Zero);
        for (var i = 0; i < slices; i++)
        {
            var wait = Stopwatch.StartNew();
            await page.WaitForSelectorAsync($"[data-item='{items[i].Id}'] #slice-value:not([readonly])");
            waits.Add(wait.Elapsed.TotalMilliseconds);
            due = due > clock.Elapsed ? due : clock.Elapsed;
            var value = $"{10_000 + i}.25";
            foreach (var key in value.Select(c => c.ToString()).Append("Enter"))
            {
                // How fast this keyer is, not a wait for anything: fingers keep their beat, however long the browser takes with a key.
                due += TimeSpan.FromMilliseconds(pace);
                if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed, TestContext.Current.CancellationToken);
                await page.Keyboard.PressAsync(key);
            }

            keys += value.Length + 1;
        }

        await FinishedAsync(slices);
        var rate = keys / clock.Elapsed.TotalHours;
        waits.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine($"line delay {delay} ms, {pace} ms a key: {keys} keystrokes in {clock.Elapsed.TotalSeconds:0.0} s = {rate:N0} an hour; next slice after p50 {waits[slices / 2]:0} ms, p95 {waits[slices * 95 / 100]:0} ms");
        Assert.Equal(items.Select(i => i.Id), Host.Dispatch.Finished.Select(f => f.Item));
        Assert.Equal(Enumerable.Range(0, slices).Select(i => $"{10_000 + i}.25"), Host.Dispatch.Finished.Select(f => f.Result.Read<SliceKeyed>().Value));
        Assert.True(rate >= 12_000, $"{rate:N0} keystrokes an hour");
    }

    [Fact]
    public async Task An_input_method_loses_no_character_on_a_slow_line_that_breaks_in_between()
    {
        var (first, second) = (await ASliceAsync("company", "收款人全称"), await ASliceAsync("company", "付款人全称"));
        await using var line = SlowLine.To(Host.Address, TimeSpan.FromMilliseconds(150));
        var page = await Host.OperatorAsync(through: line.Address);
        await page.WaitForSelectorAsync($"[data-item='{first.Id}']");
        await page.WaitForTimeoutAsync(1500); // the next one has come ahead
        var method = await page.Context.NewCDPSessionAsync(page);
        (string Letters, string Word)[] words = [("jianghai", "江海市"), ("tiangong", "天工印务"), ("youxian", "有限责任公司")];

        await ComposeAsync(page, method, words[0].Letters, words[0].Word);
        var cut = line.CutAsync(TimeSpan.FromSeconds(2)); // the line breaks while the second word is composed
        await ComposeAsync(page, method, words[1].Letters, words[1].Word);
        await ComposeAsync(page, method, words[2].Letters, words[2].Word);
        Assert.Equal("江海市天工印务有限责任公司", await page.InputValueAsync("#slice-value"));
        Assert.Empty(Host.Dispatch.Finished);
        await page.Keyboard.PressAsync("Enter"); // confirmed while the line is down: kept and sent when it is back
        await page.WaitForSelectorAsync($"[data-item='{second.Id}']");
        await ComposeAsync(page, method, "dongyu", "东屿市博雅物流");
        await cut;
        await FinishedAsync(1);
        Assert.Equal("东屿市博雅物流", await page.InputValueAsync("#slice-value"));
        await page.Keyboard.PressAsync("Enter");
        await FinishedAsync(2);

        Assert.Equal(["江海市天工印务有限责任公司", "东屿市博雅物流"], Host.Dispatch.Finished.Select(f => f.Result.Read<SliceKeyed>().Value));
        Assert.Equal([first.Id, second.Id], Host.Dispatch.Finished.Select(f => f.Item));
    }

    // As a phonetic input method does it: letters under composition, then the word in their place; its keys are not ours.
    private static async Task ComposeAsync(IPage page, ICDPSession method, string letters, string word)
    {
        for (var n = 1; n <= letters.Length; n++)
        {
            await method.SendAsync("Input.imeSetComposition", new() { ["text"] = letters[..n], ["selectionStart"] = n, ["selectionEnd"] = n });
            await page.WaitForTimeoutAsync(20);
        }

        await method.SendAsync("Input.dispatchKeyEvent", new() { ["type"] = "rawKeyDown", ["key"] = "Process", ["windowsVirtualKeyCode"] = 229 });
        await method.SendAsync("Input.insertText", new() { ["text"] = word });
    }

    private async Task FinishedAsync(int count)
    {
        for (var left = 600; left > 0 && Host.Dispatch.Finished.Count < count; left--) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(count, Host.Dispatch.Finished.Count);
    }

    private async Task<WorkItem> ASliceAsync(string type, string name)
    {
        var item = new WorkItem
        {
            Step = "x", Kind = WorkKind.Human, Task = "entry.slice", Post = "entry", BranchCode = "3101", BusinessType = "cheque-transfer",
            DueAt = DateTimeOffset.UtcNow.AddMinutes(2),
        }.In(WorkState.Working);
        var hash = await Host.SliceAsync("cheque-ok-1-front.jpg", 106f / 170, 35.6f / 80, 60.6f / 170, 6.8f / 80);
        Host.Views.Slices[item.Id] = new SliceView(item, type, name, type, type, 0, false, [], hash);
        Host.Dispatch.Waiting.Enqueue(item);
        return item;
    }
}
