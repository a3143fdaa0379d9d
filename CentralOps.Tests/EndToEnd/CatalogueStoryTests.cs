namespace CentralOps.Tests.EndToEnd;

/// <summary>Business types that are data only: from paper to posting, with the people that their rules ask for.</summary>
[Trait("Category", "e2e")]
public sealed class CatalogueStoryTests : IAsyncLifetime
{
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("loan-drawdown", "loan-ok-1", 2)]
    [InlineData("time-deposit", "deposit-ok-1", 0)]
    [InlineData("bill", "bill-ok-1", 0)]
    public async Task A_business_type_of_the_catalogue_runs_from_paper_to_posting(string type, string sample, int authorizers)
    {
        var truth = SampleTruth.Of(sample);
        var teller = await _stage.LogInAsync("teller1");
        var caseId = await _stage.SubmitAsync(teller, type, truth);
        var desks = new List<DeskScreen>
        {
            await _stage.OnDutyAsync("entry1", truth), await _stage.OnDutyAsync("entry2", truth), await _stage.OnDutyAsync("arbiter1", truth, "arbitration"),
            await _stage.OnDutyAsync("seal1", truth), await _stage.OnDutyAsync("review1", truth),
        };
        if (authorizers > 0)
        {
            desks.Add(await _stage.OnDutyAsync("authorizer2", truth, "authorization-2"));
            desks.Add(await _stage.OnDutyAsync("authorizer3", truth, "authorization-2"));
        }

        await _stage.WorkUntilAsync(desks, async () =>
        {
            await SupplementAsync();
            return _stage.Status(caseId) == "Completed";
        }, () => _stage.Timeline(caseId));

        var key = StoryStage.Key(caseId);
        Assert.Equal(1L, _stage.Count($"SELECT COUNT(*) FROM CoreBankingPostings WHERE CaseId = '{key}' AND State = 'Booked'"));
        Assert.Equal(truth.Values.GetValueOrDefault("payer.account", "1102000000001301087"), _stage.Scalar($"SELECT DebitAccount FROM CoreBankingPostings WHERE CaseId = '{key}'"));
        Assert.Equal(truth.Values["payee.account"], _stage.Scalar($"SELECT CreditAccount FROM CoreBankingPostings WHERE CaseId = '{key}'"));
        Assert.Equal((long)authorizers, _stage.Count($"SELECT COUNT(DISTINCT UserId) FROM CaseEvents WHERE CaseId = '{key}' AND Code = 'authorized'"));
    }

    [Fact]
    public async Task A_bill_is_accepted_for_its_drawer_with_margin_and_fee_booked()
    {
        var truth = SampleTruth.Of("acceptance-ok-1");
        var teller = await _stage.LogInAsync("teller1");
        var caseId = await _stage.SubmitAsync(teller, "bill-acceptance", truth);
        DeskScreen[] desks =
        [
            await _stage.OnDutyAsync("entry1", truth), await _stage.OnDutyAsync("entry2", truth), await _stage.OnDutyAsync("arbiter1", truth, "arbitration"), await _stage.OnDutyAsync("seal1", truth),
            await _stage.OnDutyAsync("review1", truth), await _stage.OnDutyAsync("authorizer2", truth, "authorization-2"), await _stage.OnDutyAsync("authorizer3", truth, "authorization-2"),
        ];
        await _stage.WorkUntilAsync(desks, () => Task.FromResult(_stage.Status(caseId) == "Completed"), () => _stage.Timeline(caseId));

        var key = StoryStage.Key(caseId);
        Assert.Equal(2L, _stage.Count($"SELECT COUNT(*) FROM CaseEvents WHERE CaseId = '{key}' AND Code = 'seals-compared'")); // on the application and on the bill
        // The drawer is debited once; the transit account hands on all that it took in.
        const string transit = "1102000000002011099";
        Assert.Equal(transit, _stage.Scalar($"SELECT CreditAccount FROM CoreBankingPostings WHERE CaseId = '{key}' AND State = 'Booked' AND DebitAccount = '{truth.Values["payer.account"]}'"));
        Assert.Equal(0L, _stage.Count($"SELECT SUM(CASE CreditAccount WHEN '{transit}' THEN Amount ELSE -Amount END) FROM CoreBankingPostings WHERE CaseId = '{key}' AND State = 'Booked'"));
        Assert.Equal("1102000000002001108", _stage.Scalar($"SELECT CreditAccount FROM CoreBankingPostings WHERE CaseId = '{key}' AND Purpose = 'margin' AND Amount = {Fen(truth, "margin.amount")}"));
        Assert.Equal("1102000000002211020", _stage.Scalar($"SELECT CreditAccount FROM CoreBankingPostings WHERE CaseId = '{key}' AND Purpose = 'fee' AND Amount = {Fen(truth, "acceptance.fee")}"));
        Assert.Equal(2L, _stage.Count($"SELECT COUNT(DISTINCT UserId) FROM CaseEvents WHERE CaseId = '{key}' AND Code = 'authorized'"));
    }

    [Fact]
    public async Task A_bill_without_the_margin_that_the_bank_demands_comes_back_to_the_branch_with_the_reason()
    {
        var truth = SampleTruth.Of("acceptance-low-margin-1");
        var teller = await _stage.LogInAsync("teller1");
        var caseId = await _stage.SubmitAsync(teller, "bill-acceptance", truth);
        DeskScreen[] desks = [await _stage.OnDutyAsync("entry1", truth), await _stage.OnDutyAsync("entry2", truth), await _stage.OnDutyAsync("arbiter1", truth, "arbitration")];
        await _stage.WorkUntilAsync(desks, () => Task.FromResult(_stage.Status(caseId) == "WithBranch"), () => _stage.Timeline(caseId));
        await teller.GotoAsync($"{_stage.Portal.Address}/branch/tasks");
        await teller.Locator("a.task").First.ClickAsync();
        await Microsoft.Playwright.Assertions.Expect(teller.Locator("main")).ToContainTextAsync("保证金低于规定比例");
        await Microsoft.Playwright.Assertions.Expect(teller.Locator("main")).ToContainTextAsync("页标红"); // and the margin on the application is marked
        Assert.Equal(0L, _stage.Count("SELECT COUNT(*) FROM CoreBankingPostings"));
    }

    // As SQLite keeps amounts.
    private static string Fen(SampleTruth truth, string field) => truth.Values[field].Replace(".", "", StringComparison.Ordinal);

    private Microsoft.Playwright.IPage? _manager;

    // Large amounts need the branch's supervisor first.
    private async Task SupplementAsync()
    {
        if (_stage.Count("SELECT COUNT(*) FROM DispatchWorkItems WHERE Step = 'branch.supplementary' AND State NOT IN ('Done', 'Cancelled')") == 0) return;
        _manager ??= await _stage.LogInAsync("manager1");
        await _manager.GotoAsync($"{_stage.Portal.Address}/branch/tasks");
        await _manager.Locator("a.task").First.ClickAsync();
        await _manager.Locator("#approve").ClickAsync();
        await _manager.Locator("p.done").WaitForAsync();
    }
}
