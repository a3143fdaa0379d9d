using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using CentralOps.SampleGenerator.Cases;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>Business types that book nothing: an account is opened, a customer changes, online banking is opened; and what happens when it must not be.</summary>
[Trait("Category", "e2e")]
public sealed class CustomerStoryTests : IAsyncLifetime
{
    private static readonly DateOnly s_day = new(2026, 11, 20);
    private readonly string _drawn = Directory.CreateTempSubdirectory("centralops-drawn-").FullName;
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        Directory.Delete(_drawn, recursive: true);
    }

    [Fact]
    public async Task An_account_is_opened_after_two_reviews_and_its_seals_become_its_specimen_card()
    {
        var truth = SampleTruth.Of("opening-ok-1");
        var teller = await _stage.LogInAsync("teller1");
        var caseId = await _stage.SubmitAsync(teller, "account-opening", truth);
        await FinishAsync(caseId, truth);

        var account = Fact(caseId, "core_account");
        using var accounts = await CoreAsync("admin/accounts");
        Assert.Equal(truth.Values["customer.name"], Assert.Single(accounts.RootElement.EnumerateArray(), a => a.GetProperty("account").GetString() == account).GetProperty("name").GetString());
        using var records = await CoreAsync("admin/records");
        Assert.Equal(("account-opening", "done"), (Assert.Single(records.RootElement.EnumerateArray()).GetProperty("kind").GetString(), records.RootElement[0].GetProperty("status").GetString()));
        Assert.Equal(2L, _stage.Count($"SELECT COUNT(DISTINCT UserId) FROM CaseEvents WHERE CaseId = '{StoryStage.Key(caseId)}' AND Code = 'reviewed'"));
        Assert.Equal(2L, _stage.Count($"SELECT COUNT(*) FROM SealsSpecimens s JOIN SealsSpecimenCards c ON c.Id = s.CardId WHERE c.Account = '{account}' AND c.Combination = 'finance+legal-representative'"));
        Assert.Equal(0L, _stage.Count("SELECT COUNT(*) FROM CoreBankingPostings") + _stage.Count("SELECT COUNT(*) FROM ReceiptsEReceipts")); // nothing was paid: no receipt
        await TheNoticeIsPrintedAsync(teller);
        await TheAuditChainIsSoundAsync();
    }

    [Fact]
    public async Task A_wrong_credit_code_goes_back_to_the_branch_and_opens_nothing()
    {
        var truth = Drawn("account-opening", Scenarios.WrongCreditCode, 31);
        var teller = await _stage.LogInAsync("teller1");
        var caseId = await _stage.SubmitAsync(teller, "account-opening", truth);
        var checker = await _stage.LogInAsync("checker1");
        await new DeskScreen(checker, _stage.Portal.Address, truth, mistypes: null).SignInAsync("correction");
        var desks = new[] { await _stage.OnDutyAsync("entry1", truth), await _stage.OnDutyAsync("entry2", truth), await _stage.OnDutyAsync("arbiter1", truth, "arbitration") };
        await _stage.WorkUntilAsync(desks, async () => await checker.Locator("[data-task=correction][data-item]").CountAsync() > 0, () => _stage.Timeline(caseId));

        await Assertions.Expect(checker.Locator(".correction-panel, [data-task=correction]").First).ToContainTextAsync("两份资料上的内容不一致");
        await SendBackAsync(checker, "return", "R12");
        await _stage.WorkUntilAsync([], () => Task.FromResult(_stage.Status(caseId) == "WithBranch"), () => _stage.Timeline(caseId));
        using var records = await CoreAsync("admin/records");
        Assert.Equal(0, records.RootElement.GetArrayLength());
    }

    [Fact]
    public async Task A_change_is_decided_on_before_and_after_and_a_rejected_one_leaves_the_old_data()
    {
        var (rejected, accepted) = (Drawn("customer-change", Scenarios.Ok, 33), SampleTruth.Of("change-ok-1"));
        var teller = await _stage.LogInAsync("teller1");
        var before = await CustomerAsync(rejected);
        var rejectedId = await _stage.SubmitAsync(teller, "customer-change", rejected);
        var reviewer = await _stage.LogInAsync("review1");
        var review = new DeskScreen(reviewer, _stage.Portal.Address, rejected, mistypes: null);
        await review.SignInAsync("review");
        var crew = await CrewAsync(rejected);
        await _stage.WorkUntilAsync(crew, async () => await reviewer.Locator("[data-task=review][data-item]").CountAsync() > 0, () => _stage.Timeline(rejectedId));

        var address = reviewer.Locator("[data-role=comparison] tr[data-change=address]");
        await Assertions.Expect(address.Locator(".before")).ToHaveTextAsync(before["address"]);
        await Assertions.Expect(address.Locator(".after")).ToHaveTextAsync(rejected.Values["after.address"]);
        await SendBackAsync(reviewer, "reject", "J03");
        await _stage.WorkUntilAsync([], () => Task.FromResult(_stage.Status(rejectedId) == "Rejected"), () => _stage.Timeline(rejectedId));
        Assert.Equal(before, await CustomerAsync(rejected));

        crew.Add(review);
        crew.ForEach(desk => desk.Truth = accepted);
        await FinishAsync(await _stage.SubmitAsync(teller, "customer-change", accepted), crew);
        var after = await CustomerAsync(accepted);
        Assert.All(accepted.Values.Where(v => v.Key.StartsWith("after.", StringComparison.Ordinal)), v => Assert.Equal(v.Value, after[v.Key["after.".Length..]]));
        Assert.Equal(0L, _stage.Count("SELECT COUNT(*) FROM ReceiptsEReceipts"));
    }

    [Fact]
    public async Task Online_banking_needs_its_documents_and_then_gets_a_contract()
    {
        var teller = await _stage.LogInAsync("teller1");
        await _stage.FillInAsync(teller, "online-banking", Drawn("online-banking", Scenarios.MissingDocument, 35));
        await teller.Locator("#submit-case").ClickAsync();
        await Assertions.Expect(teller.Locator(".note[role=alert]")).ToContainTextAsync("授权委托书", new() { Timeout = 60_000 });
        Assert.Equal(0L, _stage.Count("SELECT COUNT(*) FROM Cases"));

        var truth = SampleTruth.Of("ebank-ok-1");
        await teller.GotoAsync("about:blank");
        var caseId = await _stage.SubmitAsync(teller, "online-banking", truth);
        await FinishAsync(caseId, truth);
        Assert.StartsWith("EB", Fact(caseId, "core_contract"), StringComparison.Ordinal);
        Assert.Equal(0L, _stage.Count("SELECT COUNT(*) FROM CoreBankingPostings"));
    }

    [Fact]
    public async Task Orders_that_land_from_online_banking_are_decided_at_their_own_post_and_each_is_one_case()
    {
        var (truth, accounts) = (SampleTruth.Of("change-ok-1"), JsonDocument.Parse(File.ReadAllText(Path.Combine(Support.Repository.Root, "samples", "demo-bank", "accounts.json"))).RootElement);
        var teller = await _stage.LogInAsync("teller1");
        await teller.GotoAsync($"{_stage.Portal.Address}/intake/submit");
        await teller.Locator("input[value='online-banking']").WaitForAsync();
        await Assertions.Expect(teller.Locator("input[value='online-banking-order']")).ToHaveCountAsync(0); // no teller submits what customers order

        var landing = await _stage.LogInAsync("landing1");
        var post = new DeskScreen(landing, _stage.Portal.Address, truth, mistypes: null);
        await post.SignInAsync("landing");
        await LandAsync("9261126000001", accounts[0], accounts[1], "18600.00");
        await LandAsync("9261126000001", accounts[0], accounts[1], "18600.00"); // seen twice
        List<DeskScreen> desks = [post, await _stage.OnDutyAsync("authorizer1", truth)];
        await _stage.WorkUntilAsync(desks, () => Task.FromResult(_stage.Count("SELECT COUNT(*) FROM Cases WHERE Status = 'Completed'") == 1), () => "the landed order did not become a finished case");
        Assert.Equal(1L, _stage.Count("SELECT COUNT(*) FROM Cases"));
        Assert.Equal(1L, _stage.Count("SELECT COUNT(*) FROM CoreBankingPostings WHERE State = 'Booked'"));
        Assert.Equal(0L, _stage.Count("SELECT COUNT(*) FROM CaseEvents WHERE Code = 'check-failed'"));
        // However small, on a second person's word, and told as theirs.
        const string Who = "FROM CaseEvents e JOIN AdministrationUsers u ON u.Id = e.UserId WHERE e.Code = 'authorized' AND u.UserName = 'authorizer1'";
        Assert.Equal(1L, _stage.Count($"SELECT COUNT(*) {Who}"));
        var manager = await _stage.LogInAsync("manager1");
        await manager.GotoAsync($"{_stage.Portal.Address}/intake/cases");
        await Assertions.Expect(manager.Locator("main table")).ToContainTextAsync("企业网银落地");
        using (var orders = await CoreAsync("admin/landed-orders"))
            Assert.Equal((string)_stage.Scalar("SELECT Number FROM Cases"), orders.RootElement[0].GetProperty("caseNumber").GetString());

        await LandAsync("9261126000002", accounts[2], accounts[3], "22000.00");
        await landing.Locator("[data-task=landing][data-item]").WaitForAsync();
        await Assertions.Expect(landing.Locator(".asked-by")).ToContainTextAsync("首次向该收款人付款");
        await SendBackAsync(landing, "reject", "J03");
        await _stage.WorkUntilAsync([], () => Task.FromResult(_stage.Count("SELECT COUNT(*) FROM Cases WHERE Status = 'Rejected'") == 1), () => "the refused order is not a rejected case");
        Assert.Equal(1L, _stage.Count("SELECT COUNT(*) FROM CoreBankingPostings"));
    }

    private async Task LandAsync(string number, JsonElement payer, JsonElement payee, string amount)
    {
        using var http = new HttpClient();
        using var landed = await http.PostAsJsonAsync($"{CoreAddress}/admin/landed-orders", new
        {
            number, branchCode = "3101", reason = "new-payee", fields = new Dictionary<string, string>
            {
                ["payer.account"] = payer.GetProperty("account").GetString()!, ["payer.name"] = payer.GetProperty("name").GetString()!,
                ["payee.account"] = payee.GetProperty("account").GetString()!, ["payee.name"] = payee.GetProperty("name").GetString()!, ["amount"] = amount, ["purpose"] = "货款",
            },
        });
        landed.EnsureSuccessStatusCode();
    }

    private string CoreAddress => Regex.Match(_stage.Portal.Log, @"simulator listens on (http://\S+)").Groups[1].Value;

    private async Task<List<DeskScreen>> CrewAsync(SampleTruth truth) =>
    [
        await _stage.OnDutyAsync("entry1", truth), await _stage.OnDutyAsync("entry2", truth), await _stage.OnDutyAsync("arbiter1", truth, "arbitration"), await _stage.OnDutyAsync("seal1", truth),
    ];

    private async Task FinishAsync(Guid caseId, SampleTruth truth) =>
        await FinishAsync(caseId, [.. await CrewAsync(truth), await _stage.OnDutyAsync("review1", truth), await _stage.OnDutyAsync("review2", truth, "review")]);

    private async Task FinishAsync(Guid caseId, List<DeskScreen> desks)
    {
        await _stage.WorkUntilAsync(desks, () =>
        {
            var status = _stage.Status(caseId);
            Assert.True(status is "Running" or "Completed", $"the case is {status}: {_stage.Timeline(caseId)}");
            return Task.FromResult(status == "Completed");
        }, () => _stage.Timeline(caseId));
        Assert.Equal(1L, _stage.Count($"SELECT COUNT(*) FROM CaseEvents WHERE CaseId = '{StoryStage.Key(caseId)}' AND Code = 'archived'"));
        Assert.Equal(1L, _stage.Count($"SELECT COUNT(*) FROM CaseEvents WHERE CaseId = '{StoryStage.Key(caseId)}' AND Code = 'record-changed'"));
        Assert.Equal(1L, _stage.Count($"SELECT COUNT(*) FROM AuditEntries WHERE What = 'core.record-changed'"));
    }

    private static async Task SendBackAsync(IPage person, string verb, string reason)
    {
        await person.Keyboard.PressAsync(verb == "return" ? "F2" : "F3");
        var dialog = person.Locator($"dialog[data-verb={verb}]");
        await dialog.Locator("[name=reason]").SelectOptionAsync(reason);
        await dialog.Locator("[name=text]").FillAsync("与客户核对");
        await dialog.Locator("[data-do=send]").ClickAsync();
        await Assertions.Expect(person.Locator("[data-task][data-item]")).ToHaveCountAsync(0);
    }

    private async Task TheNoticeIsPrintedAsync(IPage teller)
    {
        await teller.GotoAsync($"{_stage.Portal.Address}/branch/tasks");
        await teller.Locator("a.task").First.ClickAsync();
        var paper = teller.Locator(".papers a[data-kind=service-notice]");
        await paper.WaitForAsync();
        var pdf = await teller.APIRequest.GetAsync($"{_stage.Portal.Address}/{await paper.GetAttributeAsync("href")}");
        Assert.Equal("application/pdf", pdf.Headers["content-type"]);
        await teller.ReloadAsync();
        await Assertions.Expect(teller.Locator("a.task")).ToHaveCountAsync(0);
    }

    private async Task TheAuditChainIsSoundAsync()
    {
        var auditor = await _stage.LogInAsync("auditor");
        await auditor.GotoAsync($"{_stage.Portal.Address}/audit");
        await auditor.Locator(".page-head .btn-primary").ClickAsync();
        await Assertions.Expect(auditor.Locator(".result .chip.ok, .result [class*=ok]").First).ToBeVisibleAsync();
    }

    private string Fact(Guid caseId, string name) =>
        JsonDocument.Parse((string)_stage.Scalar($"SELECT BodyJson FROM Cases WHERE Id = '{StoryStage.Key(caseId)}'")).RootElement.GetProperty("facts").GetProperty(name).GetString()!;

    private async Task<Dictionary<string, string>> CustomerAsync(SampleTruth truth)
    {
        using var reply = await CoreAsync($"core/v1/customers/{truth.Values["customer.account"]}");
        return reply.RootElement.GetProperty("values").Deserialize<Dictionary<string, string>>()!;
    }

    private async Task<JsonDocument> CoreAsync(string path)
    {
        using var http = new HttpClient();
        return JsonDocument.Parse(await http.GetStringAsync($"{CoreAddress}/{path}"));
    }

    private SampleTruth Drawn(string type, string scenario, int seed)
    {
        CaseFiles.WriteOne(_drawn, type, scenario, s_day, seed);
        return SampleTruth.Of(File.ReadLines(Path.Combine(_drawn, "manifest.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).First(e => e.GetProperty("businessType").GetString() == type).GetProperty("case").GetString()!, _drawn);
    }
}
