using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>Pages of versioned documents as administrators use them.</summary>
internal static partial class DocumentScreen
{
    /// <summary>Wishes to put the open draft in force at once; a second person is granted it.</summary>
    public static async Task PublishAsync(this IPage page)
    {
        await page.Locator("[data-act=publish]").ClickAsync();
        await page.Locator("[data-act=publish-confirm]").ClickAsync();
    }

    /// <summary>The editor of the rule set of priorities, when its test cases have run.</summary>
    public static async Task<IPage> OpenPriorityAsync(this StoryStage stage, string userName)
    {
        var page = await stage.LogInAsync(userName);
        await page.GotoAsync($"{stage.Portal.Address}/rules/priority");
        await page.Locator("#rg-4-1").WaitForAsync();
        await Assertions.Expect(page.Locator("[data-mode=tests]")).ToHaveTextAsync(Judged());
        return page;
    }

    /// <summary>Types into a cell of a rule table, in place of what is there.</summary>
    public static async Task TypeAsync(this IPage page, int row, int column, string text)
    {
        await page.Locator($"#rg-{row}-{column}").ClickAsync();
        await page.Keyboard.PressAsync("F2");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    [GeneratedRegex("✓|✗")]
    private static partial Regex Judged();
}
