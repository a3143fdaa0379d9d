using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Talk;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.Withdraw;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Tests.Cases;

[Trait("Category", "db")]
public sealed class CaseTalkTests
{
    private static readonly string Process = Line.Of("review");

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_question_waits_at_the_branch_until_somebody_there_answers_and_both_stay_with_the_case(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process, []);
        var (talk, lists) = (host.Get<ICaseTalk>(), host.Get<IBranchLists>());
        var teller = host.Person("teller");
        var sent = await host.SubmitAsync(teller);
        var rita = await OperatorAsync(host, "rita");
        await host.TakeAsync(rita);

        Assert.True((await talk.SayAsync(rita.Id, sent.CaseId, Guid.NewGuid(), "Is the payee's name complete?")).Succeeded);
        Assert.Equal(1, await lists.QuestionsAsync("3101"));
        Assert.True(Assert.Single(await lists.CasesAsync("3101", null, null, 10)).Asked);
        var seen = (await talk.ReadAsync(teller.Id, sent.CaseId)).Value;
        Assert.Equal((true, true, "rita"), (seen.AtBranch, seen.Open, seen.Said.Single().Who));

        Assert.True((await talk.SayAsync(teller.Id, sent.CaseId, Guid.NewGuid(), "Yes, it is.")).Succeeded);
        Assert.Equal(0, await lists.QuestionsAsync("3101"));
        Assert.False(Assert.Single(await lists.CasesAsync("3101", null, null, 10)).Asked);
        Assert.Equal([false, true], (await talk.ReadAsync(rita.Id, sent.CaseId)).Value.Said.Select(s => s.FromBranch));
        Assert.Equal(["case.answer", "case.question"], await host.QueryAsync(db => db.Set<Domain.Audit.AuditEntry>().Where(a => a.What == "case.question" || a.What == "case.answer").Select(a => a.What).OrderBy(w => w).ToListAsync()));

        await host.Get<WithdrawCase>().WithdrawAsync(teller.Id, sent.CaseId);
        Assert.Equal("cases.finished", (await talk.SayAsync(teller.Id, sent.CaseId, Guid.NewGuid(), "too late")).Refusal!.Code);
        Assert.Equal((2, false), ((await talk.ReadAsync(teller.Id, sent.CaseId)).Value.Said.Count, (await talk.ReadAsync(teller.Id, sent.CaseId)).Value.MayWrite));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Only_who_has_to_do_with_the_case_reads_or_writes(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process, []);
        var talk = host.Get<ICaseTalk>();
        var sent = await host.SubmitAsync(host.Person("teller"));
        var (holder, stranger) = (await OperatorAsync(host, "rita"), await OperatorAsync(host, "sam"));
        await host.TakeAsync(holder);

        Assert.Equal("cases.unknown", (await talk.ReadAsync(stranger.Id, sent.CaseId)).Refusal!.Code);
        Assert.Equal("cases.unknown", (await talk.SayAsync(stranger.Id, sent.CaseId, Guid.NewGuid(), "hello")).Refusal!.Code);
        var auditor = host.Person("jia", "3999", [], Permissions.CaseViewAll);
        Assert.False((await talk.ReadAsync(auditor.Id, sent.CaseId)).Value.MayWrite);
        Assert.Equal("cases.may-not-write", (await talk.SayAsync(auditor.Id, sent.CaseId, Guid.NewGuid(), "hello")).Refusal!.Code);
        Assert.Equal("cases.unknown", (await talk.ReadAsync(host.Person("other", "3102", [], Permissions.CaseSubmit, Permissions.CaseView).Id, sent.CaseId)).Refusal!.Code);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_same_message_twice_is_said_once_and_an_empty_or_endless_one_not_at_all(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process, []);
        var talk = host.Get<ICaseTalk>();
        var teller = host.Person("teller");
        var sent = await host.SubmitAsync(teller);
        var message = Guid.CreateVersion7();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () => Assert.True((await talk.SayAsync(teller.Id, sent.CaseId, message, "once")).Succeeded))));
        Assert.Equal("cases.nothing-said", (await talk.SayAsync(teller.Id, sent.CaseId, Guid.NewGuid(), " \n")).Refusal!.Code);
        Assert.Equal("cases.said-too-long", (await talk.SayAsync(teller.Id, sent.CaseId, Guid.NewGuid(), new string('长', 501))).Refusal!.Code);
        Assert.Single((await talk.ReadAsync(teller.Id, sent.CaseId)).Value.Said);
    }

    // Of the centre's own branch, so that nothing but the task gives them a say.
    private static async Task<StaffMember> OperatorAsync(CaseHost host, string name)
    {
        var person = host.Person(name, "3999", ["review"], Permissions.DutyWork);
        Assert.True((await host.Desk.SignInAsync(person.Id, ["review"])).Succeeded);
        return person;
    }
}
