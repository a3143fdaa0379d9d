using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>代发: one case, many payments; some fail, answers of the core get lost, and nobody is paid twice.</summary>
[Trait("Category", "e2e")]
public sealed partial class PayrollStoryTests : IAsyncLifetime
{
    private readonly SampleTruth _papers = SampleTruth.Of("remittance-ok-2");
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_batch_is_paid_line_by_line_with_lost_answers_and_the_failed_rest_is_mended_or_refunded()
    {
        using var core = new HttpClient { BaseAddress = new Uri(SimulatorAddress().Match(_stage.Portal.Log).Groups[1].Value) };
        await core.PostAsJsonAsync("admin/faults", new { operation = "post", kind = "lose-after", times = 2 }, TestContext.Current.CancellationToken);
        await core.PostAsJsonAsync("admin/faults", new { operation = "post", kind = "lose-before", times = 2 }, TestContext.Current.CancellationToken);

        var teller = await _stage.LogInAsync("teller1");
        var caseId = await SubmitAsync(teller);
        var authorizer = await _stage.OnDutyAsync("authorizer1", _papers, "authorization-1");
        await _stage.WorkUntilAsync([authorizer], () => Task.FromResult(_stage.Status(caseId) == "WithBranch"), () => _stage.Timeline(caseId));

        await OpenTaskAsync(teller);
        await Assertions.Expect(teller.Locator("[data-line='6'] .words")).ToContainTextAsync("户名不符");
        await Assertions.Expect(teller.Locator("[data-line='7'] .words")).ToContainTextAsync("已销户");
        await teller.Locator("#name-6").FillAsync("赵文博");
        await teller.Locator("#retry-rest").ClickAsync();
        await teller.Locator("p.done").WaitForAsync();
        // What was corrected is authorized anew, by somebody else, before it is paid.
        var second = await _stage.OnDutyAsync("authorizer2", _papers, "authorization-1");
        await _stage.WorkUntilAsync([authorizer, second], () => Task.FromResult(_stage.Status(caseId) == "WithBranch"), () => _stage.Timeline(caseId));

        await OpenTaskAsync(teller);
        await Assertions.Expect(teller.Locator("[data-line]")).ToHaveCountAsync(1);
        await teller.Locator("#refund-rest").ClickAsync();
        await teller.Locator("p.done").WaitForAsync();
        await _stage.WorkUntilAsync([authorizer], () => Task.FromResult(_stage.Status(caseId) == "Completed"), () => _stage.Timeline(caseId));

        var key = StoryStage.Key(caseId);
        Assert.Equal(6L, _stage.Count($"SELECT COUNT(*) FROM CoreBankingPostings WHERE CaseId = '{key}' AND State = 'Booked' AND Purpose LIKE 'line:%'"));
        Assert.Equal(6L, _stage.Count($"SELECT COUNT(DISTINCT CreditAccount) FROM CoreBankingPostings WHERE CaseId = '{key}' AND State = 'Booked' AND Purpose LIKE 'line:%'"));
        Assert.Equal(2L, _stage.Count($"SELECT COUNT(DISTINCT UserId || At) FROM CaseEvents WHERE CaseId = '{key}' AND Code = 'authorized'"));
        await TheCoresJournalAgreesAsync(core);
        var result = await teller.APIRequest.GetAsync($"{_stage.Portal.Address}/batches/{caseId}/result");
        Assert.Equal((200, 8), (result.Status, (await result.TextAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length));
    }

    // One debit of the sum, one credit for each line that is paid, one refund of the rest: the transit account is empty again.
    private static async Task TheCoresJournalAgreesAsync(HttpClient core)
    {
        const string transit = "1102000000002011073";
        var journal = (await core.GetFromJsonAsync<List<JsonElement>>("admin/journal", TestContext.Current.CancellationToken))!;
        string Of(JsonElement e, string name) => e.GetProperty(name).GetString()!;
        decimal Sum(Func<JsonElement, bool> which) => journal.Where(which).Sum(e => e.GetProperty("amount").GetDecimal());
        Assert.Equal(8, journal.Count);
        Assert.Equal(60644.45m, Sum(e => Of(e, "creditAccount") == transit));
        Assert.Equal(60644.45m, Sum(e => Of(e, "debitAccount") == transit));
        Assert.Equal(9455.20m, Sum(e => Of(e, "debitAccount") == transit && Of(e, "creditAccount") == "1102112365433924805"));
    }

    private async Task OpenTaskAsync(IPage teller)
    {
        await teller.GotoAsync($"{_stage.Portal.Address}/branch/tasks");
        await teller.Locator("a.task").First.ClickAsync();
        await teller.Locator("[data-line]").First.WaitForAsync();
    }

    private async Task<Guid> SubmitAsync(IPage teller)
    {
        await teller.GotoAsync($"{_stage.Portal.Address}/intake/submit");
        await Assertions.Expect(teller.Locator(".tray .drop button")).ToBeEnabledAsync(); // the page listens
        await teller.Locator("input[value='payroll']").CheckAsync();
        await Assertions.Expect(teller.Locator(".batch [data-role=choose]")).ToBeEnabledAsync();
        await teller.Locator(".batch-picker").SetInputFilesAsync(new FilePayload { Name = "wrong.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes("账号,户名,金额\n6222021100001000114,陈晓芸,1\n") });
        await Assertions.Expect(teller.Locator(".problems")).ToContainTextAsync("第 2 行，账号： 校验位不符");
        var samples = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(_papers.Images[0])!, "..", "..", "payroll"));
        await teller.Locator(".batch-picker").SetInputFilesAsync(Path.Combine(samples, "payroll-partial.csv"));
        await Assertions.Expect(teller.Locator("#form-amount")).ToHaveValueAsync("60644.45");
        await Assertions.Expect(teller.Locator("#form-batch-count")).ToHaveValueAsync("7");
        foreach (var (box, value) in new[] { ("payer-account", "1102112365433924805"), ("payer-name", "白沙湾瑞丰印务有限责任公司"), ("purpose", "11月工资") })
            await teller.Locator($"#form-{box}").FillAsync(value);
        await teller.Locator(".tray input[type=file]").SetInputFilesAsync(_papers.Images);
        foreach (var item in await teller.Locator(".checklist input").AllAsync()) await item.CheckAsync();
        await Assertions.Expect(teller.Locator("#submit-case")).ToBeEnabledAsync(new() { Timeout = 120_000 });
        await teller.Locator("#submit-case").ClickAsync();
        var link = teller.Locator(".sent a[href^='cases/']");
        await link.WaitForAsync();
        return Guid.Parse((await link.GetAttributeAsync("href"))!.Split('/')[1]);
    }

    [GeneratedRegex(@"simulator listens on ""?(http://[^\s""]+)")]
    private static partial Regex SimulatorAddress();
}
