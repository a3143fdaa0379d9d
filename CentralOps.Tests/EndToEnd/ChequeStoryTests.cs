using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>The whole job on real input: from a scanned cheque over a million to a posted, receipted, archived case, by nine people in nine browsers.</summary>
[Trait("Category", "e2e")]
public sealed class ChequeStoryTests : IAsyncLifetime
{
    private const string Story = "cheque-large-1";
    private readonly SampleTruth _truth = SampleTruth.Of(Story);
    private PortalServer _portal = null!;
    private Browsers _browsers = null!;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalServer.StartAsync();
        _browsers = await Browsers.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browsers.DisposeAsync();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task A_scanned_cheque_becomes_a_posted_receipted_archived_case_through_the_hands_of_nine_people()
    {
        var teller = await LogInAsync("teller1");
        var caseId = await SubmitAsync(teller);
        var desks = new List<DeskScreen>
        {
            await OnDutyAsync("entry1"), await OnDutyAsync("entry2", mistypes: "payment.cipher"), await OnDutyAsync("arbiter1", "arbitration"), await OnDutyAsync("checker1"),
            await OnDutyAsync("seal1"), await OnDutyAsync("review1"), await OnDutyAsync("authorizer2", "authorization-2"),
        };
        var manager = await LogInAsync("manager1");
        await manager.GotoAsync($"{_portal.Address}/branch/tasks");

        await WorkUntilCompletedAsync(caseId, desks, manager);

        var facts = Read(caseId);
        await TheCoreHasBookedOnceAsync(facts);
        await ThePapersAreThereAsync(teller, caseId, facts);
        await TheAuditChainIsSoundAsync();
        await Assertions.Expect(teller.Locator("body")).ToContainTextAsync(facts.Number);
        Assert.Equal("arbitration", facts.Sources["payment.cipher"]); // the third person settled what two had keyed differently
        Assert.All(_truth.Values.Where(v => facts.Values.ContainsKey(v.Key)), v => Assert.Equal(v.Value, facts.Values[v.Key]));
        var times = desks.SelectMany(d => d.NextSlice).Order().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"slice → next slice on screen: n={times.Count} median={times.ElementAtOrDefault(times.Count / 2):0} ms; portal started in {_portal.StartedIn.TotalSeconds:0.0} s");
    }

    private async Task<IPage> LogInAsync(string userName)
    {
        var page = await _browsers.OpenAsync();
        page.SetDefaultTimeout(60_000);
        var logIn = new LogInScreen(page, _portal.Address);
        await logIn.OpenAsync();
        await logIn.AsDemoAsync(userName);
        return page;
    }

    private async Task<DeskScreen> OnDutyAsync(string userName, string? post = null, string? mistypes = null)
    {
        var desk = new DeskScreen(await LogInAsync(userName), _portal.Address, _truth, mistypes);
        await desk.SignInAsync(post);
        return desk;
    }

    private async Task<Guid> SubmitAsync(IPage teller)
    {
        await teller.GotoAsync($"{_portal.Address}/intake/submit");
        await teller.Locator("input[value='cheque-transfer']").CheckAsync();
        await teller.Locator("input[type=file]").SetInputFilesAsync(_truth.Images);
        await teller.Locator(".checklist input").First.WaitForAsync();
        foreach (var item in await teller.Locator(".checklist input").AllAsync()) await item.CheckAsync();
        var send = teller.Locator("#submit-case");
        await Assertions.Expect(send).ToBeEnabledAsync(new() { Timeout = 120_000 });
        await send.DblClickAsync(); // nothing twice
        var link = teller.Locator(".sent a[href^='cases/']");
        await link.WaitForAsync();
        Assert.Equal(1L, Scalar("SELECT COUNT(*) FROM Cases"));
        return Guid.Parse((await link.GetAttributeAsync("href"))!.Split('/')[1]);
    }

    private async Task WorkUntilCompletedAsync(Guid caseId, List<DeskScreen> desks, IPage manager)
    {
        var authorized = false;
        for (var end = DateTime.UtcNow.AddMinutes(6); DateTime.UtcNow < end;)
        {
            var status = (string)Scalar($"SELECT Status FROM Cases WHERE Id = '{caseId.ToString().ToUpperInvariant()}'");
            if (status == "Completed") return;
            Assert.True(status == "Running", $"the case is {status}: {Timeline(caseId)}");
            foreach (var desk in desks) await desk.ServeAsync();
            var task = manager.Locator("a.task").First;
            if (!authorized && await task.IsVisibleAsync())
            {
                await task.ClickAsync();
                await manager.Locator("#approve").ClickAsync();
                await manager.Locator("p.done").WaitForAsync();
                authorized = true; // what comes later in this list are papers to print
            }

            await Task.Delay(150);
        }

        Assert.Fail($"the case did not finish: {Timeline(caseId)}\n{_portal.Log[^Math.Min(3000, _portal.Log.Length)..]}");
    }

    private async Task TheCoreHasBookedOnceAsync(CaseFacts facts)
    {
        var port = Regex.Match(_portal.Log, @"simulator listens on (http://\S+)").Groups[1].Value;
        using var http = new HttpClient();
        using var journal = JsonDocument.Parse(await http.GetStringAsync($"{port}/admin/journal"));
        var entry = Assert.Single(journal.RootElement.EnumerateArray());
        Assert.Equal(facts.Number, entry.GetProperty("caseNumber").GetString());
        Assert.Equal(decimal.Parse(_truth.Values["amount"], System.Globalization.CultureInfo.InvariantCulture), entry.GetProperty("amount").GetDecimal());
        Assert.Equal(_truth.Values["payer.account"], entry.GetProperty("debitAccount").GetString());
    }

    private async Task ThePapersAreThereAsync(IPage teller, Guid caseId, CaseFacts facts)
    {
        var receipt = await teller.APIRequest.GetAsync($"{_portal.Address}/receipts/{caseId}/e-receipt");
        Assert.Equal(200, receipt.Status);
        Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString(await receipt.BodyAsync()), StringComparison.Ordinal);

        var anybody = await _browsers.OpenAsync();
        var code = (string)Scalar("SELECT Code FROM ReceiptsEReceipts");
        var genuine = await anybody.APIRequest.GetAsync($"{_portal.Address}/verify/{facts.Receipt}?c={code}");
        Assert.Contains("1,375,813.00", await genuine.TextAsync(), StringComparison.Ordinal);
        var forged = await anybody.APIRequest.GetAsync($"{_portal.Address}/verify/{facts.Receipt}?c=AAAAAAAAAAAAAAAA");
        Assert.DoesNotContain("1,375,813.00", await forged.TextAsync(), StringComparison.Ordinal);
    }

    private async Task TheAuditChainIsSoundAsync()
    {
        var auditor = await LogInAsync("auditor");
        await auditor.GotoAsync($"{_portal.Address}/audit");
        await auditor.Locator(".page-head .btn-primary").ClickAsync();
        await Assertions.Expect(auditor.Locator(".result .chip.ok, .result [class*=ok]").First).ToBeVisibleAsync();
    }

    private CaseFacts Read(Guid caseId)
    {
        var body = JsonDocument.Parse((string)Scalar($"SELECT BodyJson FROM Cases WHERE Id = '{caseId.ToString().ToUpperInvariant()}'")).RootElement;
        var fields = body.GetProperty("fields").EnumerateArray().ToList();
        return new CaseFacts(
            (string)Scalar("SELECT Number FROM Cases"), body.GetProperty("facts").GetProperty("receipt_number").GetString()!,
            fields.Where(f => f.TryGetProperty("value", out _)).ToDictionary(f => f.GetProperty("code").GetString()!, f => f.GetProperty("value").GetString()!),
            fields.Where(f => f.TryGetProperty("source", out _)).ToDictionary(f => f.GetProperty("code").GetString()!, f => f.GetProperty("source").GetString()!));
    }

    private string Timeline(Guid caseId)
    {
        using var connection = Open();
        using var command = new SqliteCommand($"SELECT Code || ' ' || IFNULL(Element, '') || ' ' || IFNULL(Text, '') FROM CaseEvents WHERE CaseId = '{caseId.ToString().ToUpperInvariant()}' ORDER BY At", connection);
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read()) lines.Add(reader.GetString(0));
        return string.Join(" | ", lines);
    }

    private object Scalar(string sql)
    {
        using var connection = Open();
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteScalar()!;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_portal.DataFolder, "centralops.db")};Mode=ReadOnly;Pooling=false");
        connection.Open();
        return connection;
    }

    private sealed record CaseFacts(string Number, string Receipt, IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string> Sources);
}
