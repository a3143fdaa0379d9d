using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.Rework;
using CentralOps.Domain.Kernel;
using CentralOps.Tests.Cases;

namespace CentralOps.Tests.Intake;

public sealed class AnswerReturnTests
{
    [Fact]
    public async Task An_answer_with_the_same_page_twice_is_refused()
    {
        var refusal = await AnswerAsync([Page("a"), Page("a")]);
        Assert.Equal(("intake.same-page-twice", "a.png"), (refusal?.Code, refusal?.Args[0]));
    }

    [Fact]
    public async Task Good_pages_are_taken() => Assert.Null(await AnswerAsync([Page("a"), Page("b")]));

    [Fact]
    public async Task A_case_has_no_more_pages_after_an_answer_than_it_could_have_at_first() => // it has one already
        Assert.Equal("intake.too-many-pages", (await AnswerAsync(Enumerable.Range(0, 60).Select(n => Page($"p{n}"))))?.Code);

    private static async Task<Refusal?> AnswerAsync(IEnumerable<DraftPage> pages)
    {
        await using var host = await CaseHost.StartAsync("sqlite", Line.Of("review", "branch.rework"), []);
        var teller = host.Person("teller");
        var sent = await host.SubmitAsync(teller);
        await host.DoAsync(await host.OnDutyAsync("rita", "review"), WorkResult.Of("return-branch", new ReturnNote("F01", "scan again", [])));
        var task = await host.OpenAsync(sent.CaseId, ReworkStep.Task);
        var outcome = await host.Get<AnswerReturn>().AnswerAsync(teller.Id, task.Id, Guid.NewGuid(), [.. pages.Select(p => new PageReplacement(p, null))], null);
        Assert.Equal(outcome.Succeeded ? 1 + pages.Count() : 1, (await host.CaseAsync(sent.CaseId)).Pages.Count);
        return outcome.Refusal;
    }

    private static DraftPage Page(string look) => new(Ids.New(), CaseHost.HashOf(look), CaseHost.HashOf(look), 100, 50, 0, look + ".png", [], null);
}
