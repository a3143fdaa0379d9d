using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>Teller and authorizer see each other while the request is in hand; both browsers have a camera that shows a test picture.</summary>
[Trait("Category", "e2e")]
public sealed class VideoCallStoryTests : IAsyncLifetime
{
    private readonly SampleTruth _papers = SampleTruth.Of("remittance-ok-2");
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Either_side_calls_and_both_see_each_other_until_one_hangs_up_or_the_request_is_decided()
    {
        var authorizer = await _stage.LogInAsync("authorizer2");
        var desk = new DeskScreen(authorizer, _stage.Portal.Address, _papers, mistypes: null);
        await desk.SignInAsync("authorization-2");
        var teller = await _stage.LogInAsync("teller1");
        await _stage.AskForAuthorizationAsync(teller, _papers, "600000");
        await authorizer.Locator("[data-task=authorization][data-item]").WaitForAsync();

        // The authorizer calls, the teller declines.
        await authorizer.Locator("[data-do=start]").WaitForAsync();
        await authorizer.Keyboard.PressAsync("Alt+v");
        await Assertions.Expect(Box(authorizer)).ToHaveAttributeAsync("data-state", "Calling");
        await Assertions.Expect(Box(teller)).ToHaveAttributeAsync("data-state", "Ringing");
        await teller.Keyboard.PressAsync("Alt+h");
        await Assertions.Expect(Box(authorizer)).ToContainTextAsync("已拒接");

        // Again; the teller takes it, and each sees the other's moving picture.
        await authorizer.Locator("[data-do=start]").ClickAsync();
        await teller.Locator("[data-do=accept]").WaitForAsync();
        await teller.Keyboard.PressAsync("Alt+v");
        await Task.WhenAll(PlaysAsync(authorizer), PlaysAsync(teller));

        // The teller's camera off is dark at the centre, and on again a picture.
        await teller.Locator("[data-do=picture]").ClickAsync();
        await Assertions.Expect(authorizer.Locator("[data-role=dark]")).ToBeVisibleAsync();
        await teller.Keyboard.PressAsync("Alt+c");
        await Assertions.Expect(authorizer.Locator("[data-role=dark]")).ToBeHiddenAsync();
        await teller.Keyboard.PressAsync("Alt+m");
        await Assertions.Expect(teller.Locator("[data-do=sound]")).ToHaveAttributeAsync("aria-pressed", "true");
        await teller.Keyboard.PressAsync("Alt+h");
        await Assertions.Expect(Box(authorizer)).ToContainTextAsync("已结束");
        await Assertions.Expect(Box(teller)).ToContainTextAsync("已结束");

        // The teller calls; the decision ends it.
        await teller.Locator("[data-do=start]").ClickAsync();
        await authorizer.Locator("[data-do=accept]").ClickAsync();
        await Task.WhenAll(PlaysAsync(authorizer), PlaysAsync(teller));
        await desk.ServeAsync();
        await Assertions.Expect(teller.Locator(".verdict")).ToHaveAttributeAsync("data-state", "given");
        await Assertions.Expect(teller.Locator("[data-role=remote]")).ToHaveCountAsync(0);

        const string calls = "FROM CaseEvents WHERE Code LIKE 'call-%'";
        for (var left = 100; left > 0 && _stage.Count($"SELECT COUNT(*) {calls}") < 8; left--) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal("call-asked,call-declined,call-asked,call-answered,call-ended,call-asked,call-answered,call-ended", _stage.Scalar($"SELECT group_concat(Code, ',') FROM (SELECT Code {calls} ORDER BY At)"));
        Assert.Equal(8L, _stage.Count("SELECT COUNT(*) FROM AuditEntries WHERE What LIKE 'authorization.call-%'"));
        Assert.Empty(_stage.Browsers.Complaints);
    }

    private static ILocator Box(IPage page) => page.Locator(".call-box");

    // Frames of the other side are drawn: the clock of the element moves on, and it has a size.
    private static async Task PlaysAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("[data-role=dark]")).ToBeHiddenAsync();
        await page.WaitForFunctionAsync("() => { const v = document.querySelector('[data-role=remote]'); return v && v.videoWidth > 0 && v.getVideoPlaybackQuality().totalVideoFrames > 5; }");
    }
}
