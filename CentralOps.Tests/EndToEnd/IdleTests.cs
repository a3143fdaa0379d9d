using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>A desk that its person has left.</summary>
[Trait("Category", "e2e")]
public sealed class IdleTests
{
    [Fact]
    public async Task A_browser_that_nobody_touches_is_logged_out_and_one_that_somebody_uses_is_not()
    {
        await using var stage = await StoryStage.OpenAsync(new() { ["Session__IdleMinutes"] = "0.1" });
        var page = await stage.LogInAsync("entry1");
        await page.GotoAsync($"{stage.Portal.Address}/desk");
        await page.Locator("h1, .desk-bar, header").First.WaitForAsync();
        for (var n = 0; n < 8; n++) // longer than the limit, with a hand on the mouse
        {
            await page.WaitForTimeoutAsync(1000);
            await page.Mouse.MoveAsync(100 + n, 100);
        }

        Assert.DoesNotContain("log-in", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/account/log-in\\?reason=idle"), new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("body")).ToContainTextAsync("因长时间未操作");
        await page.GotoAsync($"{stage.Portal.Address}/desk");
        Assert.Contains("/account/log-in", page.Url, StringComparison.Ordinal); // the server knows it, too
    }
}
