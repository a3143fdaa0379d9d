using Microsoft.Playwright;

namespace CentralOps.Tests.Support;

/// <summary>The one browser of this run: the Debian package's Chromium, started when first needed. A context shares nothing with the others.</summary>
internal static class Chromium
{
    private static readonly SemaphoreSlim s_gate = new(1, 1);
    private static IPlaywright? s_playwright;
    private static IBrowser? s_browser;

    /// <summary>Where the package puts it.</summary>
    public const string Program = "/usr/bin/chromium";

    /// <summary>A fresh browser window, 1366×768.</summary>
    public static async Task<IBrowserContext> OpenAsync() => await (await RunningAsync()).NewContextAsync(new()
    {
        ViewportSize = new() { Width = 1366, Height = 768 }, Locale = "zh-CN", TimezoneId = "Asia/Shanghai", AcceptDownloads = true,
    });

    /// <summary>Ends it, when it was started.</summary>
    public static async Task CloseAsync()
    {
        if (s_browser is not null) await s_browser.DisposeAsync();
        s_playwright?.Dispose();
    }

    // One that has died takes the tests of the moment with it, not those that follow.
    private static async Task<IBrowser> RunningAsync()
    {
        await s_gate.WaitAsync();
        try
        {
            if (s_browser is { IsConnected: true } running) return running;
            Assertions.SetDefaultExpectTimeout(40_000); // machines that run tests are busy machines
            s_playwright ??= await Playwright.CreateAsync();
            return s_browser = await s_playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Program, Headless = true,
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
                ],
            });
        }
        finally
        {
            s_gate.Release();
        }
    }
}
