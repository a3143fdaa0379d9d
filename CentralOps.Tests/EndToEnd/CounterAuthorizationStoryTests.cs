using System.Diagnostics;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>集中授权: a teller in the middle of a counter transaction asks, the centre answers, the number is good once and for these data alone.</summary>
[Trait("Category", "e2e")]
public sealed class CounterAuthorizationStoryTests : IAsyncLifetime
{
    private readonly SampleTruth _papers = SampleTruth.Of("remittance-ok-2");
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task An_approval_is_a_number_for_exactly_these_data_and_a_refusal_says_why()
    {
        var authorizer = await _stage.LogInAsync("authorizer2");
        var desk = new DeskScreen(authorizer, _stage.Portal.Address, _papers, mistypes: null);
        await desk.SignInAsync("authorization-2");
        var teller = await _stage.LogInAsync("teller1");

        await AskAsync(teller, "600000");
        var clock = Stopwatch.StartNew();
        await authorizer.Locator("[data-task=authorization][data-item]").WaitForAsync();
        TestContext.Current.SendDiagnosticMessage("pushed to the authorizer's screen {0} ms after it was sent", clock.ElapsedMilliseconds);
        await desk.ServeAsync();
        await Assertions.Expect(teller.Locator(".verdict")).ToHaveAttributeAsync("data-state", "given");
        Assert.Equal(14, (await teller.Locator(".given").InnerTextAsync()).Count(char.IsAsciiDigit));

        await teller.Locator("#form-amount").FillAsync("600001");
        await teller.Locator("#use-number").ClickAsync();
        await Assertions.Expect(teller.Locator(".use")).ToContainTextAsync("交易数据与授权内容不一致");
        await teller.Locator("#form-amount").FillAsync("600,000.00");
        await teller.Locator("#use-number").ClickAsync();
        await Assertions.Expect(teller.Locator(".verdict")).ToHaveAttributeAsync("data-state", "used");

        await AskAsync(teller, "700000");
        await authorizer.Locator("[data-task=authorization][data-item]").WaitForAsync();
        await authorizer.Keyboard.PressAsync("F3");
        var dialog = authorizer.Locator("dialog[data-verb=reject]");
        await dialog.Locator("[name=reason]").SelectOptionAsync("J02");
        await dialog.Locator("[data-do=send]").ClickAsync();
        await Assertions.Expect(teller.Locator(".verdict")).ToHaveAttributeAsync("data-state", "refused");
        await Assertions.Expect(teller.Locator(".verdict")).ToContainTextAsync("疑似伪造");
        Assert.Equal(1L, _stage.Count("SELECT COUNT(*) FROM CaseEvents WHERE Code = 'number-used'"));
    }

    private Task AskAsync(IPage teller, string amount) => _stage.AskForAuthorizationAsync(teller, _papers, amount);
}
