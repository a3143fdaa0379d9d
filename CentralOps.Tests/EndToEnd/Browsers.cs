using CentralOps.Tests.Support;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>The browser windows of one test; a context of its own for every person.</summary>
public sealed class Browsers : IAsyncDisposable
{
    private readonly List<IBrowserContext> _open = [];

    /// <summary>Script errors, refused resources and failed content policies of all pages so far. A test asserts that there are none.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>A fresh browser window, 1366×768.</summary>
    public async Task<IPage> OpenAsync()
    {
        var context = await Chromium.OpenAsync();
        lock (_open)
            _open.Add(context);
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
        foreach (var context in _open) await context.DisposeAsync();
    }

    private void Complain(string text)
    {
        lock (Complaints)
            Complaints.Add(text);
    }
}
