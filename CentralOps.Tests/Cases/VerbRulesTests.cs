using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Cases;

/// <summary>What another client than our pages may send for a task in hand: only what the task allows, said with a reason of its list.</summary>
[Trait("Category", "db")]
public sealed class VerbRulesTests
{
    private static readonly string Keying = Line.Of("recognition.pages", "entry.fields", "branch.rework");

    private static readonly string Review = Line.Of("review", "branch.rework");

    [Theory]
    [InlineData("reject")]
    [InlineData("return-branch")]
    [InlineData("suspend")]
    [InlineData("ask-picture")]
    [InlineData("no-such-verb")]
    public async Task Whoever_has_one_blind_slice_in_hand_does_nothing_to_the_whole_case(string verb)
    {
        await using var host = await CaseHost.StartAsync("sqlite", Keying, [new ChequeReader()]);
        var caseId = await host.ArriveAsync();
        var anna = await host.OnDutyAsync("anna", "entry");
        var item = await host.TakeAsync(anna);
        Assert.Equal("desk.unknown-verb", (await host.FinishAsync(anna, item, new WorkResult(verb, """{"reason":"R06","marks":[],"until":"2036-01-01T00:00:00Z","wanted":"x"}"""))).Refusal?.Code);
        Assert.Equal((WorkState.Working, anna.Id), (await host.Reader.WorkAsync(item.Id) is { } still ? (still.State, still.HolderId!.Value) : default));
        Assert.DoesNotContain(await host.Reader.EventsAsync(caseId), e => e.Code is "returned" or "rejected" or "suspended");
        Assert.Contains(host.Recorded, r => r.Who == "anna" && r.What == "task.refused" && r.Of.Contains("desk.unknown-verb", StringComparison.Ordinal));
        host.Recorded.Clear();
        Assert.True((await host.FinishAsync(anna, item, WorkResult.Of("escalate", new ReasonNote("E01", null)))).Succeeded);
        Assert.Empty(host.Recorded);
    }

    [Fact]
    public async Task A_no_has_a_reason_of_its_list_and_marks_on_a_page_of_this_case()
    {
        await using var host = await CaseHost.StartAsync("sqlite", Review, []);
        host.NoReasons.Add("made-up");
        var sent = await host.SubmitAsync(host.Person("teller"));
        var rita = await host.OnDutyAsync("rita", "review");
        var item = await host.TakeAsync(rita);
        async Task<string?> SendAsync<T>(string verb, T note) => (await host.FinishAsync(rita, item, WorkResult.Of(verb, note))).Refusal?.Code;

        foreach (var reason in new[] { "", "made-up" })
        {
            Assert.Equal("desk.reason-missing", await SendAsync("reject", new ReasonNote(reason, null)));
            Assert.Equal("desk.reason-missing", await SendAsync("escalate", new ReasonNote(reason, null)));
            Assert.Equal("desk.reason-missing", await SendAsync("return-branch", new ReturnNote(reason, null, [])));
        }

        host.Wordless.Add("R99");
        Assert.Equal("desk.words-missing", await SendAsync("return-branch", new ReturnNote("R99", " ", [])));

        var page = (await host.CaseAsync(sent.CaseId)).LivePages.Single().Id;
        Assert.Equal("desk.bad-mark", await SendAsync("return-branch", new ReturnNote("R06", null, [new PageMark(Guid.NewGuid(), 0, 0, 9, 9)])));
        Assert.Equal("desk.bad-mark", await SendAsync("return-branch", new ReturnNote("R06", null, [new PageMark(page, 0, 0, 0, 9)])));
        Assert.Equal("desk.text-too-long", await SendAsync("reject", new ReasonNote("R06", new string('x', 501))));
        Assert.Null(await SendAsync("return-branch", new ReturnNote("R06", null, [new PageMark(page, 0, 0, 9, 9)])));
    }

    [Theory]
    [InlineData("review", "review")]
    [InlineData("risk.decide", "risk")]
    [InlineData("authorization", "authorization-2")]
    public async Task Nobody_says_yes_to_a_page_that_never_reached_them_whatever_their_client_claims(string step, string post)
    {
        await using var host = await CaseHost.StartAsync("sqlite", Line.Of(step), []);
        var sent = await host.SubmitAsync(host.Person("teller"));
        var page = (await host.CaseAsync(sent.CaseId)).LivePages.Single();
        var rita = await host.OnDutyAsync("rita", post);
        var item = await host.TakeAsync(rita);
        host.Unshown.Add(page.ContentHash);
        var yes = WorkResult.Done(new Approved([page.Id], "seen", "K02"));
        Assert.Equal("review.pages-unseen", (await host.FinishAsync(rita, item, yes)).Refusal?.Code);
        var otherwise = new WorkResult("done", yes.Data.Replace("pagesSeen", "PAGESSEEN", StringComparison.Ordinal));
        Assert.Equal("review.pages-unseen", (await host.FinishAsync(rita, item, otherwise)).Refusal?.Code);
        host.Unshown.Clear();
        Assert.True((await host.FinishAsync(rita, item, yes)).Succeeded);
    }

    [Fact]
    public async Task The_branch_answers_what_it_is_asked_and_refuses_only_where_it_may()
    {
        await using var host = await CaseHost.StartAsync("sqlite", Line.Of("review", "branch.supplementary", "branch.rework"), []);
        var teller = host.Person("teller");
        var sent = await host.SubmitAsync(teller);
        var rita = await host.OnDutyAsync("rita", "review");
        await host.DoAsync(rita, WorkResult.Of("return-branch", new ReturnNote("R06", null, [])));
        var rework = await host.OpenAsync(sent.CaseId, "branch.rework");
        Task<Domain.Kernel.Outcome> BranchAsync(WorkItem item) =>
            host.Advancer.FinishBranchTaskAsync(teller.Id, item.Id, Guid.NewGuid(), WorkResult.Of("reject", new ReasonNote("branch-refused", null)), null);
        Assert.Equal("desk.unknown-verb", (await BranchAsync(rework)).Refusal?.Code);
        Assert.True((await host.Advancer.FinishBranchTaskAsync(teller.Id, rework.Id, Guid.NewGuid(), WorkResult.Done(new BranchAnswered(null)), null)).Succeeded);
        await host.DoAsync(rita, WorkResult.Done(new Approved([.. (await host.CaseAsync(sent.CaseId)).LivePages.Select(p => p.Id)], null)));
        Assert.True((await BranchAsync(await host.OpenAsync(sent.CaseId, "branch.supplementary"))).Succeeded);
    }
}
