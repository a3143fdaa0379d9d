using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.CentralAuthorization.Calls;
using CentralOps.Domain.Intake.Withdraw;
using CentralOps.Tests.Cases;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Tests.CentralAuthorization;

[Trait("Category", "db")]
public sealed class CallRecordsTests
{
    private static readonly string Process = Line.Of("rules:level", "authorization");

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Teller_and_holder_may_talk_while_the_request_is_in_hand_and_the_call_stays_with_it(string provider)
    {
        await using var host = await StartAsync(provider, ",\"page\":\"central-authorization/requests\"");
        var teller = host.Person("teller");
        var sent = await host.SubmitAsync(teller);
        var calls = host.Get<VideoCalls>();
        Assert.Null(await calls.PeerAsync(teller.Id, sent.CaseId)); // nobody has taken it yet

        var authorizer = host.Person("authorizer", "3999", ["authorization-1"], Permissions.DutyWork);
        var idle = host.Person("idle", "3999", ["authorization-1"], Permissions.DutyWork, Permissions.CaseViewAll);
        Assert.True((await host.Desk.SignInAsync(authorizer.Id, ["authorization-1"])).Succeeded);
        await host.TakeAsync(authorizer);
        Assert.Equal("authorizer", (await calls.PeerAsync(teller.Id, sent.CaseId))!.Name);
        Assert.Equal("teller", (await calls.PeerAsync(authorizer.Id, sent.CaseId))!.Name);
        Assert.Null(await calls.PeerAsync(idle.Id, sent.CaseId));
        Assert.Null(await calls.PeerAsync(host.Person("colleague").Id, sent.CaseId));

        var (page, desk) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.True((await calls.StartAsync(teller.Id, page, sent.CaseId)).Succeeded);
        Assert.True((await calls.AcceptAsync(authorizer.Id, desk, calls.Find(authorizer.Id, desk, sent.CaseId)!.Id)).Succeeded);
        await calls.HangUpAsync(authorizer.Id, desk, sent.CaseId);
        Assert.Equal(["call-asked", "call-answered", "call-ended"], await host.QueryAsync(db => db.Set<CaseEvent>().Where(e => e.CaseId == sent.CaseId && e.Code.StartsWith("call-")).OrderBy(e => e.At).Select(e => e.Code).ToListAsync()));
        var audited = await host.QueryAsync(db => db.Set<AuditEntry>().Where(a => a.What.StartsWith("authorization.call-")).OrderBy(a => a.At).Select(a => new { a.Who, a.What }).ToListAsync());
        Assert.Equal([("teller", "authorization.call-asked"), ("authorizer", "authorization.call-answered"), ("authorizer", "authorization.call-ended")], audited.Select(a => (a.Who, a.What)));

        Assert.True((await host.Get<WithdrawCase>().WithdrawAsync(teller.Id, sent.CaseId)).Succeeded);
        Assert.Null(await calls.PeerAsync(teller.Id, sent.CaseId));
        Assert.Equal("calls.nobody", (await calls.StartAsync(authorizer.Id, desk, sent.CaseId)).Refusal!.Code);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_case_that_no_teller_waits_for_at_the_counter_has_no_call(string provider)
    {
        await using var host = await StartAsync(provider, "");
        var teller = host.Person("teller");
        var sent = await host.SubmitAsync(teller);
        var authorizer = await host.OnDutyAsync("authorizer", "authorization-1");
        await host.TakeAsync(authorizer);
        Assert.Equal("calls.nobody", (await host.Get<VideoCalls>().StartAsync(authorizer.Id, Guid.NewGuid(), sent.CaseId)).Refusal!.Code);
    }

    private static async Task<CaseHost> StartAsync(string provider, string more)
    {
        var host = await CaseHost.StartAsync(provider, Process, [], CaseHost.OneAuthorizer);
        await host.TypeAsync("cheque-transfer", more);
        return host;
    }
}
