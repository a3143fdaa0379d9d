using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>One Chromium; a context of its own for every person.</summary>
public sealed class Browsers : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browsers(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Script errors, refused resources and failed content policies of all pages so far. A test asserts that there are none.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Starts the Debian package's Chromium.</summary>
    public static async Task<Browsers> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(40_000); // machines that run tests are busy machines
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            ],
        });
        return new Browsers(playwright, browser);
    }

    /// <summary>A fresh browser window, 1366×768.</summary>
    public async Task<IPage> OpenAsync()
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 1366, Height = 768 },
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            AcceptDownloads = true,
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(40_000);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Complain($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => Complain($"{page.Url}: {error}");
        return page;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private void Complain(string text)
    {
        lock (Complaints)
            Complaints.Add(text);
    }
}
