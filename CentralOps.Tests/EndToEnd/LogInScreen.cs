using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>The log-in page as people use it.</summary>
public sealed class LogInScreen(IPage page, string address)
{
    /// <summary>Opens it in a language.</summary>
    public async Task OpenAsync(string language = "zh-CN", string theme = "light")
    {
        await page.GotoAsync($"{address}/preferences/theme?to={theme}&back=/account/log-in");
        await page.GotoAsync($"{address}/preferences/language?to={language}&back=/account/log-in");
    }

    /// <summary>Logs in by clicking a demo person's card and waits for the portal.</summary>
    public async Task AsDemoAsync(string userName)
    {
        await page.Locator($"[data-demo={userName}]").ClickAsync();
        await page.Locator(".person").WaitForAsync();
    }

    /// <summary>Types name and password and presses the button.</summary>
    public async Task TypeAsync(string userName, string password)
    {
        await page.Locator("#user").FillAsync(userName);
        await page.Locator("#password").FillAsync(password);
        await page.Locator("form button.btn-primary").ClickAsync();
    }
}
