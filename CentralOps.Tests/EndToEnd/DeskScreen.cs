using System.Diagnostics;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>An operator at the desk: does whatever is pushed to the screen, as a person would.</summary>
internal sealed class DeskScreen(IPage page, string address, SampleTruth truth, string? mistypes)
{
    /// <summary>The operator's page.</summary>
    public IPage Page => page;

    /// <summary>Milliseconds from Enter to the next slice, where one was there.</summary>
    public List<double> NextSlice { get; } = [];

    /// <summary>The case whose papers come; another one may follow.</summary>
    public SampleTruth Truth { get; set; } = truth;

    /// <summary>Signs in to one post, or to all that the person may.</summary>
    public async Task SignInAsync(string? post)
    {
        await page.GotoAsync($"{address}/desk");
        var choice = page.Locator(post is null ? ".post-choice input" : $".post-choice input[value='{post}']");
        await choice.First.WaitForAsync();
        foreach (var box in await choice.AllAsync()) await box.CheckAsync();
        await page.Locator(".post-choice .btn-primary").ClickAsync();
        await page.Locator("[data-testid=waiting], [data-task]").First.WaitForAsync();
    }

    /// <summary>Does the task on the screen; nothing there = nothing done.</summary>
    public async Task ServeAsync()
    {
        var panel = page.Locator("[data-task][data-item]");
        if (await panel.CountAsync() == 0) return;
        var item = await panel.First.GetAttributeAsync("data-item");
        switch (await panel.First.GetAttributeAsync("data-task"))
        {
            case "entry.slice":
                await KeyAsync(item!);
                return;
            case "entry.voucher":
                await KeyVoucherAsync();
                break;
            case "entry.arbitration":
                await ArbitrateAsync();
                break;
            case "phone":
                await CallAsync();
                break;
            case "seal":
                await CompareAsync();
                break;
            case "correction":
                throw new InvalidOperationException($"a sound cheque went to correction: {await panel.First.InnerTextAsync()}");
            default:
                await ApproveAsync();
                break;
        }

        await Assertions.Expect(page.Locator($"[data-item='{item}']")).ToHaveCountAsync(0);
    }

    private async Task KeyAsync(string item)
    {
        var code = Truth.CodeOfName[(await page.Locator(".slice-panel label").First.InnerTextAsync()).Trim()];
        var value = Truth.Values.GetValueOrDefault(code, "");
        if (code == mistypes) value = value[..^1] + (value[^1] == '1' ? '2' : '1');
        await page.Locator("#slice-value").FocusAsync();
        await page.Keyboard.PressAsync("Escape"); // what the machine proposes is not needed: the truth is known
        await page.Keyboard.TypeAsync(value);
        var clock = Stopwatch.StartNew();
        await page.Keyboard.PressAsync(value.Length == 0 ? "F3" : "Enter");
        await Assertions.Expect(page.Locator($"[data-item='{item}']")).ToHaveCountAsync(0);
        if (await page.Locator(".slice-panel[data-item]").CountAsync() > 0) NextSlice.Add(clock.Elapsed.TotalMilliseconds);
    }

    private async Task KeyVoucherAsync()
    {
        foreach (var row in await page.Locator("[data-row]").AllAsync())
        {
            var value = Truth.Values.GetValueOrDefault((await row.GetAttributeAsync("data-row"))!, "");
            var box = row.Locator("input");
            await box.FillAsync(value);
            await box.FocusAsync();
            // What does not fit its type wants a second Enter: the paper says so all the same.
            for (var n = 0; n < 2 && await row.GetAttributeAsync("data-state") == "open"; n++) await page.Keyboard.PressAsync(value.Length == 0 ? "F3" : "Enter");
            await Assertions.Expect(row).Not.ToHaveAttributeAsync("data-state", "open");
        }

        await page.Keyboard.PressAsync("Control+Enter");
    }

    private async Task ArbitrateAsync()
    {
        var name = (await page.Locator(".arbitration-name").InnerTextAsync()).Trim();
        await page.Keyboard.PressAsync("t");
        await page.Locator("#third-value").FillAsync(Truth.Values[Truth.CodeOfName[name]]);
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task CallAsync()
    {
        foreach (var yes in await page.Locator("[data-answer=yes]").AllAsync()) await yes.ClickAsync();
        await page.Locator("[data-outcome=confirmed]").ClickAsync();
        await page.Locator("[data-role=send]").ClickAsync();
    }

    private async Task CompareAsync()
    {
        foreach (var seal in await page.Locator(".seal-card").AllAsync())
        {
            await seal.Locator("input[value=pass]").CheckAsync();
            await seal.Locator("select").SelectOptionAsync((await seal.Locator("option[data-for=pass]").First.GetAttributeAsync("value"))!);
        }

        await page.Locator("[data-role=send]").ClickAsync();
    }

    // Approving opens only after every page was on the screen.
    private async Task ApproveAsync()
    {
        foreach (var sheet in await page.Locator(".thumb").AllAsync())
        {
            // Whoever does not see the page come chooses it again.
            for (var n = 0; n < 4; n++)
            {
                await sheet.ClickAsync();
                if (await SeenAsync(sheet)) break;
            }

            await Assertions.Expect(sheet).ToContainTextAsync("✓");
        }

        var approve = page.Locator("[data-role=approve]");
        await Assertions.Expect(approve).ToBeEnabledAsync();
        await approve.ClickAsync();
    }

    private static async Task<bool> SeenAsync(ILocator sheet)
    {
        try
        {
            await sheet.Filter(new() { HasText = "✓" }).WaitForAsync(new() { Timeout = 5000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
