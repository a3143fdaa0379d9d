using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Rules;
using CentralOps.Tests.Cases;
using CentralOps.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.CentralAuthorization;

/// <summary>No case passes an authorization on nobody's word.</summary>
public sealed class AuthorizationStepTests
{
    [Theory]
    [InlineData(0, 1, "authorization-1", 1, 1)]
    [InlineData(1, null, "authorization-1", 1, 1)]
    [InlineData(2, 2, "authorization-2", 2, 2)]
    [InlineData(null, null, "authorization-2", 2, 2)] // no rule has said anything
    public async Task Somebody_authorizes_whatever_the_rules_say_or_forget(int? level, int? persons, string post, int asked, int people)
    {
        await using var host = await StartAsync(level, persons, Line.Of("landing.decide", "rules:level", "authorization"));
        var sent = await host.SubmitAsync(host.Person("teller"));
        var lander = await host.OnDutyAsync("lander", "landing");
        await host.DoAsync(lander, Yes(await host.CaseAsync(sent.CaseId)));
        for (var n = 1; n <= people; n++)
        {
            var item = await host.OpenAsync(sent.CaseId, "authorization");
            Assert.Equal((post, asked), (item.Post, item.Level));
            await host.DoAsync(await host.OnDutyAsync($"authorizer{n}", post), Yes(await host.CaseAsync(sent.CaseId)));
        }

        Assert.Equal(CaseStatus.Completed, (await host.CaseAsync(sent.CaseId)).Status);
        var left = (await host.Reader.EventsAsync(sent.CaseId)).Where(e => e.Code == "step-left").ToDictionary(e => e.Element!, e => e.UserId);
        Assert.Equal(lander.Id, left["landing-decide"]);
        Assert.NotNull(left["authorization"]);
        Assert.NotEqual(lander.Id, left["authorization"]);
    }

    [Fact]
    public async Task What_the_process_does_after_a_persons_decision_is_not_told_as_theirs()
    {
        await using var host = await StartAsync(1, 1, Line.Of("review", "escalation", "authorization"));
        var sent = await host.SubmitAsync(host.Person("teller"));
        var rita = await host.OnDutyAsync("rita", "review");
        await host.DoAsync(rita, Yes(await host.CaseAsync(sent.CaseId)));
        var left = (await host.Reader.EventsAsync(sent.CaseId)).Where(e => e.Code == "step-left").Select(e => (e.Element, e.UserId));
        Assert.Equal([("review", rita.Id), ("escalation", (Guid?)null)], left);
    }

    [Fact]
    public async Task An_amount_that_nobody_knows_yet_is_above_every_limit()
    {
        await using var host = await StartAsync(1, 1, Line.Of("authorization"));
        await host.TypeAsync("cheque-transfer");
        var sent = await host.SubmitAsync(host.Person("teller"));
        var item = await host.OpenAsync(sent.CaseId, "authorization");
        Assert.Null(item.Amount); // nothing in this case has an amount
        var @case = await host.CaseAsync(sent.CaseId);
        Assert.Null(@case.AmountAtStake);
        @case.Put(new CaseField { CaseId = @case.Id, Code = "amount", Type = "amount", Keying = "double" });
        Assert.False((host.Person("small") with { AmountLimit = 5_000_000 }).MayDecide(@case.AmountAtStake));
        Assert.True(host.Person("large").MayDecide(@case.AmountAtStake));
    }

    private static Task<CaseHost> StartAsync(int? level, int? persons, string process)
    {
        var given = new List<(string, object?)>();
        if (level is { } l) given.Add(("authorization_level", (decimal)l));
        if (persons is { } p) given.Add(("authorization_persons", (decimal)p));
        return CaseHost.StartAsync("sqlite", process, [], s => s.AddSingleton<IDecisionService>(new FixedDecisions([.. given])));
    }

    private static WorkResult Yes(Case @case) => WorkResult.Done(new Approved([.. @case.LivePages.Select(p => p.Id)], null));
}
