using Microsoft.Playwright;
using SkiaSharp;

namespace CentralOps.Tests.EndToEnd;

/// <summary>The classification post on real input: two forms on one scan, a person says which one is meant and where it lies, and the case goes on by itself; no form at all, and what is left to a person then.</summary>
[Trait("Category", "e2e")]
public sealed class ClassificationTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("classification-").FullName;
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Two_forms_on_one_scan_are_told_apart_by_a_person_with_the_keyboard_and_four_corners()
    {
        var (first, second) = (SampleTruth.Of("remittance-ok-2"), SampleTruth.Of("remittance-ok-1"));
        var (scan, share) = OnOneScan(first.Images[0], second.Images[0]);
        var teller = await _stage.LogInAsync("teller1");
        var caseId = await _stage.SubmitAsync(teller, "remittance", first with { Images = [scan] });

        var page = await _stage.LogInAsync("checker1");
        await new DeskScreen(page, _stage.Portal.Address, first, mistypes: null).SignInAsync("classification");
        var panel = page.Locator("[data-task=classification][data-item]");
        await panel.WaitForAsync(new() { Timeout = 120_000 });
        var item = await panel.GetAttributeAsync("data-item");
        await Assertions.Expect(panel.Locator(".case-error")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Enter"); // nothing chosen yet
        await Assertions.Expect(panel.Locator("[data-role=message]")).Not.ToBeEmptyAsync();
        var layout = panel.Locator("[data-layout='settlement-application-a']");
        await page.Keyboard.PressAsync((await layout.Locator("kbd").InnerTextAsync()).Trim());
        await Assertions.Expect(layout).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(panel.Locator(".corner")).ToHaveCountAsync(4);
        await DragLowerCornersAsync(page, share);
        await page.ScreenshotAsync(new() { Path = Path.Combine(_folder, "classification.png") });
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator($"[data-item='{item}']")).ToHaveCountAsync(0);
        var classified = $"SELECT COUNT(*) FROM DispatchWorkItems WHERE CaseId = '{StoryStage.Key(caseId)}' AND Post = 'classification' AND State <> 'Done'";
        await _stage.WorkUntilAsync([], () => Task.FromResult(
            _stage.Count(classified) == 0 && _stage.Count($"SELECT COUNT(*) FROM DispatchWorkItems WHERE CaseId = '{StoryStage.Key(caseId)}' AND Task NOT IN ('classification', 'recognise')") > 0), () => _stage.Timeline(caseId));
    }

    [Fact]
    public async Task What_the_machine_cannot_read_a_second_time_is_keyed_by_hand_taken_as_an_attachment_or_returned()
    {
        var truth = SampleTruth.Of("remittance-ok-2");
        var (teller, page) = (await _stage.LogInAsync("teller1"), await _stage.LogInAsync("checker1"));
        await new DeskScreen(page, _stage.Portal.Address, truth, mistypes: null).SignInAsync("classification");

        var keyed = await FailTwiceAsync(teller, page, truth, 1);
        await page.ScreenshotAsync(new() { Path = Path.Combine(_folder, "again.png") });
        await page.Keyboard.PressAsync("k");
        await GoneAsync(page, keyed);
        await UntilAsync(keyed, $"SELECT COUNT(*) FROM DispatchWorkItems WHERE CaseId = '{StoryStage.Key(keyed)}' AND Task = 'entry.voucher' AND State = 'Waiting'");
        Assert.Contains("page-by-hand", _stage.Timeline(keyed), StringComparison.Ordinal);

        var attached = await FailTwiceAsync(teller, page, truth, 2);
        await page.Keyboard.PressAsync("0");
        await page.Keyboard.PressAsync("Enter");
        await GoneAsync(page, attached);
        await UntilAsync(attached, $"SELECT COUNT(*) FROM CaseEvents WHERE CaseId = '{StoryStage.Key(attached)}' AND Code = 'step-left' AND Element = 'classify'");

        var returned = await FailTwiceAsync(teller, page, truth, 3);
        await page.Keyboard.PressAsync("F2");
        var dialog = page.Locator("dialog[data-verb=return]");
        await dialog.Locator("[name=reason]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await dialog.Locator("[name=text]").FillAsync("看不清，请重新扫描");
        await dialog.Locator("[data-do=send]").ClickAsync();
        await GoneAsync(page, returned);
        Assert.Equal("WithBranch", _stage.Status(returned));
        Assert.Empty(_stage.Browsers.Complaints);
    }

    // A page that is no form at all: a person says that it is one, and the machine cannot find it there.
    private async Task<Guid> FailTwiceAsync(IPage teller, IPage page, SampleTruth truth, int seed)
    {
        var caseId = await _stage.SubmitAsync(teller, "remittance", truth with { Images = [Scribble(seed)] });
        var panel = page.Locator("[data-task=classification][data-item]");
        await panel.WaitForAsync(new() { Timeout = 120_000 });
        await page.Keyboard.PressAsync("k"); // not before the machine has tried what a person says
        await Assertions.Expect(panel.Locator("[data-role=again]")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync((await panel.Locator("[data-layout='settlement-application-a'] kbd").InnerTextAsync()).Trim());
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(panel.Locator("[data-role=again]")).ToContainTextAsync("1", new() { Timeout = 120_000 });
        await Assertions.Expect(panel.Locator("[data-layout='settlement-application-a']")).ToHaveAttributeAsync("aria-pressed", "true"); // what was tried is still chosen
        return caseId;
    }

    private async Task GoneAsync(IPage page, Guid caseId)
    {
        await Assertions.Expect(page.Locator("[data-task=classification][data-item]")).ToHaveCountAsync(0);
        Assert.Equal(0L, _stage.Count($"SELECT COUNT(*) FROM DispatchWorkItems WHERE CaseId = '{StoryStage.Key(caseId)}' AND Post = 'classification' AND State NOT IN ('Done', 'Cancelled')"));
    }

    private Task UntilAsync(Guid caseId, string count) => _stage.WorkUntilAsync([], () => Task.FromResult(_stage.Count(count) > 0), () => _stage.Timeline(caseId));

    // Sharp and full, and like no form.
    private string Scribble(int seed)
    {
        using var picture = new SKBitmap(1654, 1100);
        using (var canvas = new SKCanvas(picture))
        {
            canvas.Clear(SKColors.White);
            var random = new Random(seed);
            using var pen = new SKPaint { Color = SKColors.Black, StrokeWidth = 4, Style = SKPaintStyle.Stroke };
            for (var i = 0; i < 400; i++) canvas.DrawLine(random.Next(60, 1594), random.Next(60, 1040), random.Next(60, 1594), random.Next(60, 1040), pen);
        }

        var path = Path.Combine(_folder, $"scribble-{seed}.png");
        using (var data = picture.Encode(SKEncodedImageFormat.Png, 100))
            File.WriteAllBytes(path, data.ToArray());
        return path;
    }

    // The forms one above the other, as when two papers lie on the glass.
    private (string Path, double UpperShare) OnOneScan(string upper, string lower)
    {
        using SKBitmap a = SKBitmap.Decode(upper), b = SKBitmap.Decode(lower);
        using var both = new SKBitmap(Math.Max(a.Width, b.Width), a.Height + b.Height);
        using (var canvas = new SKCanvas(both))
        {
            canvas.Clear(SKColors.White);
            canvas.DrawBitmap(a, 0, 0, SKSamplingOptions.Default);
            canvas.DrawBitmap(b, 0, a.Height, SKSamplingOptions.Default);
        }

        var path = Path.Combine(_folder, "two.jpg");
        using (var data = both.Encode(SKEncodedImageFormat.Jpeg, 90))
            File.WriteAllBytes(path, data.ToArray());
        return (path, (double)a.Height / both.Height);
    }

    // Corners start 3 % inside the picture; the lower two go up to the edge of the upper form.
    private static async Task DragLowerCornersAsync(IPage page, double share)
    {
        async Task<(float X, float Y)> MiddleAsync(int corner)
        {
            var box = (await page.Locator(".corner").Nth(corner).BoundingBoxAsync())!;
            return (box.X + box.Width / 2, box.Y + box.Height / 2);
        }

        var (top, bottom) = ((await MiddleAsync(0)).Y, (await MiddleAsync(2)).Y);
        var target = (float)(top + (bottom - top) * ((share - 0.03) / 0.94));
        foreach (var corner in new[] { 2, 3 })
        {
            var (x, y) = await MiddleAsync(corner);
            await page.Mouse.MoveAsync(x, y);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(x, target, new() { Steps = 5 });
            await page.Mouse.UpAsync();
            Assert.Equal(target, (await MiddleAsync(corner)).Y, 3f);
        }
    }
}
