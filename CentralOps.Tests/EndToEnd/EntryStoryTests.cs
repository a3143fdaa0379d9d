using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>Entry on the real portal: a browser closed in mid-slice, keys of one's own, and what the supervisor sees.</summary>
[Trait("Category", "e2e")]
public sealed class EntryStoryTests : IAsyncLifetime
{
    private readonly SampleTruth _truth = SampleTruth.Of("cheque-ok-1");
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_browser_closed_in_mid_slice_brings_the_slice_back_with_what_was_typed_and_nothing_counts_twice()
    {
        // Keys of one's own, before the shift.
        var page = await _stage.LogInAsync("entry1");
        await page.GotoAsync($"{_stage.Portal.Address}/entry/shortcuts");
        await page.Locator("#key-zoom").SelectOptionAsync("F12");
        await PictureAsync(page, "shortcuts-page");
        await page.Locator(".page-head .btn-primary").ClickAsync();
        await page.Locator(".mud-snackbar").First.WaitForAsync();

        var teller = await _stage.LogInAsync("teller1");
        var caseId = await _stage.SubmitAsync(teller, "cheque-transfer", _truth);
        var desk = new DeskScreen(page, _stage.Portal.Address, _truth, null);
        await desk.SignInAsync("entry");
        var slice = page.Locator(".slice-panel[data-item]");
        await slice.WaitForAsync(new() { Timeout = 120_000 });
        Assert.Equal(1, await page.Locator(".key-bar [data-key='F12']").CountAsync());
        var item = await slice.GetAttributeAsync("data-item");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.TypeAsync("12");
        await Assertions.Expect(page.Locator("#slice-value")).Not.ToBeEmptyAsync();
        var typed = await page.InputValueAsync("#slice-value");
        for (var left = 100; left > 0 && _stage.Count($"SELECT COUNT(*) FROM DispatchWorkItems WHERE Id = '{item!.ToUpperInvariant()}' AND Draft IS NOT NULL") == 0; left--) await Task.Delay(100);
        await page.Context.CloseAsync();

        // Another browser, the same person: the same slice with the same letters.
        var again = await _stage.LogInAsync("entry1");
        await again.GotoAsync($"{_stage.Portal.Address}/desk");
        await again.Locator($".slice-panel[data-item='{item}']").WaitForAsync();
        Assert.Equal(typed, await again.InputValueAsync("#slice-value"));

        var keyers = new List<DeskScreen> { new(again, _stage.Portal.Address, _truth, null), await _stage.OnDutyAsync("entry2", _truth, "entry") };
        await _stage.WorkUntilAsync(keyers, () => Task.FromResult(_stage.Count("SELECT COUNT(*) FROM DispatchWorkItems WHERE Task = 'entry.slice' AND State NOT IN ('Done', 'Cancelled')") == 0), () => "slices are left");
        var body = System.Text.Json.JsonDocument.Parse((string)_stage.Scalar($"SELECT BodyJson FROM Cases WHERE Id = '{StoryStage.Key(caseId)}'")).RootElement;
        var keyings = body.GetProperty("keyings").EnumerateArray().Select(k => (Code: k.GetProperty("code").GetString(), User: k.GetProperty("userId").GetString())).ToList();
        Assert.NotEmpty(keyings);
        Assert.Equal(keyings.Count, keyings.Distinct().Count()); // nobody keyed a field twice
        Assert.Equal(_stage.Count("SELECT COUNT(*) FROM DispatchWorkItems WHERE Task = 'entry.slice' AND State = 'Done'"), keyings.Count);

        var supervisor = await _stage.LogInAsync("supervisor");
        await supervisor.GotoAsync($"{_stage.Portal.Address}/entry/accuracy");
        await supervisor.Locator("[role=tablist] button").Nth(4).ClickAsync();
        await supervisor.Locator(".panel").First.WaitForAsync();
        await PictureAsync(supervisor, "accuracy-page");
        Assert.Empty(_stage.Browsers.Complaints);
    }

    private static Task<byte[]> PictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Directory.CreateDirectory(Path.Combine(Support.Repository.Root, "TestResults", "screenshots", "entry")).FullName, $"{name}.png") });
}
