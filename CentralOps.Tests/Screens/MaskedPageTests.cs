using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Screens;
using CentralOps.Tests.Support;
using Microsoft.Playwright;
using SkiaSharp;

namespace CentralOps.Tests.Screens;

/// <summary>A masked field is not on the paper either: the real portal, its image address, a real worker, a browser.</summary>
[Trait("Category", "e2e")]
[Trait("Category", "native")]
public sealed class MaskedPageTests : OnDeskHost
{
    private const string Account = "1102152344676973929";
    [Theory]
    [InlineData("review")]
    [InlineData("correction")]
    public async Task The_account_is_black_on_the_page_until_it_is_shown_in_full(string task)
    {
        var @case = await Host.ChequeCaseAsync();
        var account = @case.Fields.First(f => f.Field.Code == "payer.account").Field;
        var screen = ShippedSteps.Screens.ShippedFor(task) with { Fields = [new("payer.account") { Masked = true }] };
        Host.Views.Case = (@case with { Regions = [.. @case.Fields.Select(f => new FieldRegion(f.Field.PageId!.Value, f.Field.Code, f.Field.Quad!))] }).On(new ShownScreen(screen, 2));
        Host.Views.Full["payer.account"] = Account;
        Host.Dispatch.Waiting.Enqueue(new WorkItem
        {
            Step = "x", Kind = WorkKind.Human, Task = task, Post = task, BranchCode = "3101", BusinessType = "cheque-transfer",
            DueAt = TimeProvider.System.GetUtcNow().AddMinutes(2),
        }.In(WorkState.Working));
        var desk = await Host.OperatorAsync();
        var shown = new List<string>();
        desk.Request += (_, request) => { if (request.Url.Contains("/content/", StringComparison.Ordinal)) lock (shown) shown.Add(request.Url); };
        await desk.Locator("[data-item] .viewer canvas").First.WaitForAsync();
        await Assertions.Expect(desk.Locator(".viewer[aria-busy]")).ToHaveCountAsync(0);
        var masked = await ThumbnailAsync(desk);
        Assert.True(await DarkAsync(desk, masked, account.Quad!) > 0.99);
        Assert.InRange(await DarkAsync(desk, masked, @case.Fields.First(f => f.Field.Code == "payee.name").Field.Quad!), 0, 0.5); // what is not masked can be read
        await PictureAsync(desk, $"masked-page-{task}");

        lock (shown) shown.Clear();
        await desk.Locator("[data-reveal='payer.account']").ClickAsync();
        await Assertions.Expect(desk.Locator(".thumb img").First).Not.ToHaveAttributeAsync("src", masked);
        var full = await ThumbnailAsync(desk);
        Assert.InRange(await DarkAsync(desk, full, account.Quad!), 0, 0.5);
        await desk.WaitForFunctionAsync("() => document.querySelector('.viewer canvas') && !document.querySelector('.viewer[aria-busy]')");
        lock (shown) Assert.Contains(shown, url => url.EndsWith(full, StringComparison.Ordinal)); // the viewer and the thumbnail have asked for the page anew
        await PictureAsync(desk, $"revealed-page-{task}");
        Assert.Empty(Host.BrowserErrors);
    }

    private static async Task<string> ThumbnailAsync(IPage desk) => await desk.Locator(".thumb img").First.GetAttributeAsync("src") ?? "";

    /// <summary>Share of black pixels in an area of the image at an address.</summary>
    private async Task<double> DarkAsync(IPage desk, string address, double[] quad)
    {
        var answer = await desk.APIRequest.GetAsync($"{Host.Address}/{address}");
        Assert.Equal(200, answer.Status);
        using var picture = SKBitmap.Decode(await answer.BodyAsync());
        var (dark, all) = (0, 0);
        for (var y = (int)quad[1]; y < quad[5]; y++)
        {
            for (var x = (int)quad[0]; x < quad[2]; x++, all++)
                if (picture.GetPixel(x, y) is var p && p.Red + p.Green + p.Blue < 90) dark++;
        }

        return (double)dark / all;
    }

    private static async Task PictureAsync(IPage page, string name)
    {
        var folder = Path.Combine(Repository.Root, "TestResults", "screenshots");
        Directory.CreateDirectory(folder);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }
}
