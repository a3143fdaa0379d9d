using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>The whole job on real input: from a scanned cheque over a million to a posted, receipted, archived case, by nine people in nine browsers.</summary>
[Trait("Category", "e2e")]
public sealed class ChequeStoryTests : IAsyncLifetime
{
    private const string Story = "cheque-large-1";
    private readonly SampleTruth _truth = SampleTruth.Of(Story);
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenApartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_scanned_cheque_becomes_a_posted_receipted_archived_case_through_the_hands_of_nine_people()
    {
        var teller = await _stage.LogInAsync("teller1");
        var caseId = await _stage.SubmitAsync(teller, "cheque-transfer", _truth);
        var desks = new List<DeskScreen>
        {
            await _stage.OnDutyAsync("entry1", _truth), await _stage.OnDutyAsync("entry2", _truth, mistypes: "payment.cipher"),
            await _stage.OnDutyAsync("arbiter1", _truth, "arbitration"), await _stage.OnDutyAsync("checker1", _truth),
            await _stage.OnDutyAsync("seal1", _truth), await _stage.OnDutyAsync("review1", _truth), await _stage.OnDutyAsync("authorizer2", _truth, "authorization-2"),
        };
        var manager = await _stage.LogInAsync("manager1");
        await manager.GotoAsync($"{_stage.Portal.Address}/branch/tasks");

        await WorkUntilCompletedAsync(caseId, desks, manager);

        var facts = Read(caseId);
        await TheCoreHasBookedOnceAsync(facts);
        await ThePapersAreThereAsync(teller, caseId, facts);
        await TwoSupervisorsUndoItAsync(facts);
        await TheAuditChainIsSoundAsync();
        await Assertions.Expect(teller.Locator("body")).ToContainTextAsync(facts.Number);
        Assert.Equal("arbitration", facts.Sources["payment.cipher"]); // the third person settled what two had keyed differently
        Assert.All(_truth.Values.Where(v => facts.Values.ContainsKey(v.Key)), v => Assert.Equal(v.Value, facts.Values[v.Key]));
        var times = desks.SelectMany(d => d.NextSlice).Order().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"slice → next slice on screen: n={times.Count} median={times.ElementAtOrDefault(times.Count / 2):0} ms; portal started in {((PortalServer)_stage.Portal).StartedIn.TotalSeconds:0.0} s");
    }

    private Task WorkUntilCompletedAsync(Guid caseId, List<DeskScreen> desks, IPage manager)
    {
        var authorized = false;
        return _stage.WorkUntilAsync(desks, async () =>
        {
            var status = _stage.Status(caseId);
            if (status == "Completed") return true;
            Assert.True(status == "Running", $"the case is {status}: {_stage.Timeline(caseId)}");
            var task = manager.Locator("a.task").First;
            if (!authorized && await task.IsVisibleAsync())
            {
                await task.ClickAsync();
                await manager.Locator("#approve").ClickAsync();
                await manager.Locator("p.done").WaitForAsync();
                authorized = true; // what comes later in this list are papers to print
            }

            return false;
        }, () => $"the case did not finish: {_stage.Timeline(caseId)}");
    }

    private async Task<JsonDocument> CoreJournalAsync()
    {
        var port = Regex.Match(_stage.Portal.Log, @"simulator listens on (http://\S+)").Groups[1].Value;
        using var http = new HttpClient();
        return JsonDocument.Parse(await http.GetStringAsync($"{port}/admin/journal"));
    }

    private async Task TheCoreHasBookedOnceAsync(CaseFacts facts)
    {
        using var journal = await CoreJournalAsync();
        var entry = Assert.Single(journal.RootElement.EnumerateArray());
        Assert.Equal(facts.Number, entry.GetProperty("caseNumber").GetString());
        Assert.Equal(decimal.Parse(_truth.Values["amount"], System.Globalization.CultureInfo.InvariantCulture), entry.GetProperty("amount").GetDecimal());
        Assert.Equal(_truth.Values["payer.account"], entry.GetProperty("debitAccount").GetString());
    }

    private async Task TwoSupervisorsUndoItAsync(CaseFacts facts)
    {
        var first = await _stage.LogInAsync("supervisor");
        await first.GotoAsync($"{_stage.Portal.Address}/core-banking/postings");
        await first.Locator($"tr[data-posting='{facts.Number}'] [data-action=reverse]").ClickAsync();
        await first.Locator(".mud-dialog textarea").FillAsync("客户要求撤销");
        await first.Locator(".mud-dialog .btn-danger, .mud-dialog .btn-primary").ClickAsync();
        await first.Locator("[data-view=reversals]").ClickAsync();
        await first.Locator($"tr[data-reversal='{facts.Number}']").WaitForAsync();
        Assert.Equal(0, await first.Locator("[data-action=approve]").CountAsync()); // not one's own

        var second = await _stage.LogInAsync("supervisor2");
        await second.GotoAsync($"{_stage.Portal.Address}/core-banking/postings?view=reversals");
        await second.Locator("[data-action=approve]").ClickAsync();
        await second.Locator(".mud-dialog .btn-danger, .mud-dialog .btn-primary").ClickAsync();
        await Assertions.Expect(second.Locator("[data-action=approve]")).ToHaveCountAsync(0);
        await second.Locator("[data-view=reconciliation]").ClickAsync();
        await second.Locator(".page-head .btn-primary").ClickAsync();
        await Assertions.Expect(second.Locator("tr[data-run] [class*=chip]").First).ToContainTextAsync("相符");
        using var journal = await CoreJournalAsync();
        Assert.Equal(2, journal.RootElement.GetArrayLength());
    }

    private async Task ThePapersAreThereAsync(IPage teller, Guid caseId, CaseFacts facts)
    {
        var receipt = await teller.APIRequest.GetAsync($"{_stage.Portal.Address}/receipts/{caseId}/e-receipt");
        Assert.Equal(200, receipt.Status);
        Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString(await receipt.BodyAsync()), StringComparison.Ordinal);

        var anybody = await _stage.Browsers.OpenAsync();
        var code = (string)_stage.Scalar("SELECT Code FROM ReceiptsEReceipts");
        var genuine = await anybody.APIRequest.GetAsync($"{_stage.Portal.Address}/verify/{facts.Receipt}?c={code}");
        Assert.Contains("1,375,813.00", await genuine.TextAsync(), StringComparison.Ordinal);
        var forged = await anybody.APIRequest.GetAsync($"{_stage.Portal.Address}/verify/{facts.Receipt}?c=AAAAAAAAAAAAAAAA");
        Assert.DoesNotContain("1,375,813.00", await forged.TextAsync(), StringComparison.Ordinal);
    }

    private async Task TheAuditChainIsSoundAsync()
    {
        var auditor = await _stage.LogInAsync("auditor");
        await auditor.GotoAsync($"{_stage.Portal.Address}/audit");
        await auditor.Locator(".page-head .btn-primary").ClickAsync();
        await Assertions.Expect(auditor.Locator(".result .chip.ok, .result [class*=ok]").First).ToBeVisibleAsync();
    }

    private CaseFacts Read(Guid caseId)
    {
        var body = JsonDocument.Parse((string)_stage.Scalar($"SELECT BodyJson FROM Cases WHERE Id = '{StoryStage.Key(caseId)}'")).RootElement;
        var fields = body.GetProperty("fields").EnumerateArray().ToList();
        return new CaseFacts(
            (string)_stage.Scalar("SELECT Number FROM Cases"), body.GetProperty("facts").GetProperty("receipt_number").GetString()!,
            fields.Where(f => f.TryGetProperty("value", out _)).ToDictionary(f => f.GetProperty("code").GetString()!, f => f.GetProperty("value").GetString()!),
            fields.Where(f => f.TryGetProperty("source", out _)).ToDictionary(f => f.GetProperty("code").GetString()!, f => f.GetProperty("source").GetString()!));
    }

    private sealed record CaseFacts(string Number, string Receipt, IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string> Sources);
}
