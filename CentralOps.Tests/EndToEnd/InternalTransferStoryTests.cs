using System.Text.RegularExpressions;
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
        await ListAsync("浦江支行手续费收入"); // the payee is on the risk system's list by now
        await teller.Locator("#answer-return").ClickAsync();
        await teller.Locator("p.done").WaitForAsync();
        await ReleaseAsync(await _stage.LogInAsync("review1"));

        var checker = await _stage.OnDutyAsync("authorizer1", SampleTruth.Of("cheque-ok-1"), "authorization-1");
        await _stage.WorkUntilAsync([checker], () => Task.FromResult(_stage.Status(caseId) == "Completed"), () => _stage.Timeline(caseId));

        var key = StoryStage.Key(caseId);
        Assert.Equal(1L, _stage.Count($"SELECT COUNT(*) FROM CoreBankingPostings WHERE CaseId = '{key}' AND State = 'Booked'"));
        Assert.Equal("1102000000002241019", _stage.Scalar($"SELECT DebitAccount FROM CoreBankingPostings WHERE CaseId = '{key}'"));
        Assert.Equal("1102000000002211020", _stage.Scalar($"SELECT CreditAccount FROM CoreBankingPostings WHERE CaseId = '{key}'"));
        Assert.Equal(1L, _stage.Count($"SELECT COUNT(*) FROM CaseEvents WHERE CaseId = '{key}' AND Code = 'risk-accepted' AND Text = 'K02: 已核实入账依据'"));
        Assert.Equal(1L, _stage.Count($"SELECT COUNT(DISTINCT UserId) FROM CaseEvents WHERE CaseId = '{key}' AND Code = 'authorized'"));
    }

    private async Task ListAsync(string name)
    {
        using var http = new HttpClient();
        var core = Regex.Match(_stage.Portal.Log, @"simulator listens on (http://\S+)").Groups[1].Value;
        using var listed = await http.PutAsync($"{core}/admin/blacklist/{Uri.EscapeDataString(name)}", null);
        listed.EnsureSuccessStatusCode();
    }

    // The risk desk, by keyboard: no release without a reason of the list and words.
    private async Task ReleaseAsync(IPage risk)
    {
        var desk = new DeskScreen(risk, _stage.Portal.Address, SampleTruth.Of("cheque-ok-1"), mistypes: null);
        await desk.SignInAsync("risk");
        await risk.Locator("[data-task=risk][data-item]").WaitForAsync();
        await Assertions.Expect(risk.Locator(".asked-by")).ToContainTextAsync("浦江支行手续费收入");
        await risk.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(risk.Locator("[data-role=message]")).ToContainTextAsync("请从列表中选择原因");
        await risk.Locator("#release-reason").SelectOptionAsync("K02");
        await risk.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(risk.Locator("[data-role=message]")).ToContainTextAsync("请填写放行说明");
        await risk.Locator("[data-role=remark]").FillAsync("已核实入账依据");
        await risk.Keyboard.PressAsync("Control+Enter");
        await risk.Locator("[data-task=risk]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
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
