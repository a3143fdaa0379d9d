using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Tests.Cases;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.CentralAuthorization;

/// <summary>A case goes on although something was found against it: with a reason, in words, from an amount on by two, and none of them checks it afterwards.</summary>
[Trait("Category", "db")]
public sealed class RiskDecideTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task It_takes_a_reason_of_the_list_and_words_and_whoever_releases_neither_reviews_nor_authorizes(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Line.Of("risk.decide", "review", "rules:level", "authorization"), [], CaseHost.OneAuthorizer);
        host.NoReasons.Add("made-up");
        var sent = await host.SubmitAsync(host.Person("teller"));
        var rosa = await host.OnDutyAsync("rosa", "risk", "review", "authorization-1");
        var item = await host.TakeAsync(rosa);
        async Task<string?> SayAsync(string? words, string? reason) => (await host.FinishAsync(rosa, item, Yes(await host.CaseAsync(sent.CaseId), words, reason))).Refusal?.Code;
        Assert.Equal("desk.reason-missing", await SayAsync("checked", null));
        Assert.Equal("desk.reason-missing", await SayAsync("checked", "made-up"));
        Assert.Equal("risk.words-missing", await SayAsync(" ", "K02"));
        Assert.Null(await SayAsync("checked", "K02"));
        Assert.Contains(await host.Reader.EventsAsync(sent.CaseId), e => e is { Code: "risk-accepted", Text: "K02: checked" } && e.UserId == rosa.Id);

        Assert.Null(await host.Desk.TakeUpAsync(rosa.Id)); // the review is not for her
        await host.DoAsync(await host.OnDutyAsync("rita", "review"), Yes(await host.CaseAsync(sent.CaseId)));
        Assert.Null(await host.Desk.TakeUpAsync(rosa.Id)); // nor is the authorization
        await host.DoAsync(await host.OnDutyAsync("alex", "authorization-1"), Yes(await host.CaseAsync(sent.CaseId)));
        Assert.Equal(CaseStatus.Completed, (await host.CaseAsync(sent.CaseId)).Status);
    }

    [Theory]
    [InlineData("499999.99", 1)]
    [InlineData("500000", 2)]
    public async Task From_an_amount_on_a_second_person_releases_too(string amount, int people)
    {
        await using var host = await CaseHost.StartAsync("sqlite", Line.Of("risk.decide"), []);
        await host.TypeAsync("transfer", ""","form":[{"code":"amount"}]""");
        var maker = await host.OnDutyAsync("maker", "risk");
        var sent = (await host.Get<Domain.Intake.Submit.SubmitCase>().SubmitAsync(
            maker.Id, new Domain.Intake.Submission(Guid.NewGuid(), "transfer", [], []) { Fields = new Dictionary<string, string> { ["amount"] = amount } })).Value;
        Assert.Null(await host.Desk.TakeUpAsync(maker.Id)); // nobody releases what they made
        for (var n = 1; n <= people; n++)
        {
            var person = await host.OnDutyAsync($"risk{n}", "risk");
            await host.DoAsync(person, Yes(await host.CaseAsync(sent.CaseId), "checked", "K02"));
            Assert.Null(await host.Desk.TakeUpAsync(person.Id)); // one person is not two
        }

        Assert.Equal(CaseStatus.Completed, (await host.CaseAsync(sent.CaseId)).Status);
    }

    [Theory]
    [InlineData("landing.decide", "landing")]
    [InlineData("review", "review")]
    public async Task Whoever_has_said_yes_to_a_case_does_not_release_what_is_found_against_it_afterwards(string step, string post)
    {
        await using var host = await CaseHost.StartAsync("sqlite", Line.Of(step, "risk.decide"), []);
        var sent = await host.SubmitAsync(host.Person("teller"));
        var lena = await host.OnDutyAsync("lena", post, "risk");
        await host.DoAsync(lena, Yes(await host.CaseAsync(sent.CaseId)));
        Assert.Null(await host.Desk.TakeUpAsync(lena.Id));
        var item = await host.OpenAsync(sent.CaseId, "risk");
        Assert.False((await host.FinishAsync(lena, item, Yes(await host.CaseAsync(sent.CaseId), "checked", "K02"))).Succeeded);
        await host.DoAsync(await host.OnDutyAsync("rosa", "risk"), Yes(await host.CaseAsync(sent.CaseId), "checked", "K02"));
        Assert.Equal(CaseStatus.Completed, (await host.CaseAsync(sent.CaseId)).Status);
    }

    [Fact]
    public async Task One_person_may_release_one_finding_after_another()
    {
        const string Cipher = """co:step="risk.decide"><bpmn:extensionElements><co:param name="subject" value="payment-cipher"/></bpmn:extensionElements></bpmn:userTask>""";
        var process = Line.Of("risk.decide", "review").Replace("""co:step="review"/>""", Cipher, StringComparison.Ordinal);
        await using var host = await CaseHost.StartAsync("sqlite", process, []);
        var sent = await host.SubmitAsync(host.Person("teller"));
        var rosa = await host.OnDutyAsync("rosa", "risk");
        await host.DoAsync(rosa, Yes(await host.CaseAsync(sent.CaseId), "checked", "K02"));
        await host.DoAsync(rosa, Yes(await host.CaseAsync(sent.CaseId), "checked", "K02"));
        Assert.Equal(CaseStatus.Completed, (await host.CaseAsync(sent.CaseId)).Status);
    }

    [Fact]
    public async Task A_bank_that_has_no_list_of_such_reasons_yet_releases_in_words()
    {
        await using var host = await CaseHost.StartAsync("sqlite", Line.Of("risk.decide"), []);
        host.HasReasons = false;
        var sent = await host.SubmitAsync(host.Person("teller"));
        var rosa = await host.OnDutyAsync("rosa", "risk");
        var item = await host.TakeAsync(rosa);
        var @case = await host.CaseAsync(sent.CaseId);
        Assert.Equal("risk.words-missing", (await host.FinishAsync(rosa, item, Yes(@case))).Refusal?.Code);
        Assert.Equal("desk.reason-missing", (await host.FinishAsync(rosa, item, Yes(@case, "checked", "K02"))).Refusal?.Code);
        Assert.True((await host.FinishAsync(rosa, item, Yes(@case, "checked"))).Succeeded);
    }

    private static WorkResult Yes(Case @case, string? words = null, string? reason = null) => WorkResult.Done(new Approved([.. @case.LivePages.Select(p => p.Id)], words, reason));
}
