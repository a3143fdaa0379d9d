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
