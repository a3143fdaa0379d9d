using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>内部账务: no paper, a maker at the branch and a checker in the centre.</summary>
[Trait("Category", "e2e")]
public sealed class InternalTransferStoryTests : IAsyncLifetime
{
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_wrong_name_comes_back_to_the_maker_and_the_mended_entry_is_booked_once_after_a_second_persons_yes()
    {
        var teller = await _stage.LogInAsync("teller1");
        var caseId = await SubmitAsync(teller);
        await Assertions.Expect(teller.Locator(".where")).ToContainTextAsync("退回网点", new() { Timeout = 60_000 });

        await teller.GotoAsync($"{_stage.Portal.Address}/branch/tasks");
        await teller.Locator("a.task").First.ClickAsync();
        await Assertions.Expect(teller.Locator("#form-credit-name-note")).ToContainTextAsync("户名与账号不符");
        await teller.Locator("#form-credit-name").FillAsync("浦江支行手续费收入");
        await teller.Locator("#answer-text").ClickAsync();
        await teller.Locator("#answer-return").ClickAsync();
        await teller.Locator("p.done").WaitForAsync();

        var checker = await _stage.OnDutyAsync("authorizer1", SampleTruth.Of("cheque-ok-1"), "authorization-1");
        await _stage.WorkUntilAsync([checker], () => Task.FromResult(_stage.Status(caseId) == "Completed"), () => _stage.Timeline(caseId));

        var key = StoryStage.Key(caseId);
        Assert.Equal(1L, _stage.Count($"SELECT COUNT(*) FROM CoreBankingPostings WHERE CaseId = '{key}' AND State = 'Booked'"));
        Assert.Equal("1102000000002241019", _stage.Scalar($"SELECT DebitAccount FROM CoreBankingPostings WHERE CaseId = '{key}'"));
        Assert.Equal("1102000000002211020", _stage.Scalar($"SELECT CreditAccount FROM CoreBankingPostings WHERE CaseId = '{key}'"));
        Assert.Equal(1L, _stage.Count($"SELECT COUNT(DISTINCT UserId) FROM CaseEvents WHERE CaseId = '{key}' AND Code = 'authorized'"));
    }

    private async Task<Guid> SubmitAsync(IPage teller)
    {
        await teller.GotoAsync($"{_stage.Portal.Address}/intake/submit");
        await Assertions.Expect(teller.Locator(".tray .drop button")).ToBeEnabledAsync(); // the page listens
        await teller.Locator("input[value='internal-transfer']").CheckAsync();
        await teller.Locator("#form-debit-account").FillAsync("1102000000002241018");
        foreach (var (box, value) in new[] { ("debit-name", "浦江支行其他应付款"), ("credit-account", "1102000000002211020"), ("credit-name", "浦江支行手续费"), ("amount", "1,280.50"), ("purpose", "结转手续费") })
            await teller.Locator($"#form-{box}").FillAsync(value);
        foreach (var item in await teller.Locator(".checklist input").AllAsync()) await item.CheckAsync();
        await Assertions.Expect(teller.Locator("#form-amount-note")).ToContainTextAsync("壹仟贰佰捌拾元零伍角整");
        await teller.Locator("#submit-case").ClickAsync();
        await Assertions.Expect(teller.Locator("#form-debit-account-note")).ToContainTextAsync("校验位不符"); // nothing was sent
        await teller.Locator("#form-debit-account").FillAsync("1102000000002241019");
        await teller.Locator("#submit-case").DblClickAsync();
        var link = teller.Locator(".sent a[href^='cases/']");
        await link.WaitForAsync();
        Assert.Equal(1L, _stage.Count("SELECT COUNT(*) FROM Cases"));
        return Guid.Parse((await link.GetAttributeAsync("href"))!.Split('/')[1]);
    }
}
