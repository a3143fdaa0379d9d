using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.CentralAuthorization.Requests;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.Submit;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Cases;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Tests.CentralAuthorization;

/// <summary>A one-time number for exactly the approved data.</summary>
[Trait("Category", "db")]
public sealed class AuthorizationNumberTests
{
    private const string Process = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:co="http://centralops.example/bpmn" targetNamespace="test">
          <bpmn:message id="m" name="authorization-used" />
          <bpmn:process id="main" isExecutable="true">
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="level"/>
            <bpmn:businessRuleTask id="level" name="Level" co:ruleset="level"/><bpmn:sequenceFlow id="f0" sourceRef="level" targetRef="authorize"/>
            <bpmn:userTask id="authorize" name="Authorize" co:step="authorization"/><bpmn:sequenceFlow id="f2" sourceRef="authorize" targetRef="number"/>
            <bpmn:serviceTask id="number" name="Number" co:step="authorization.number"/><bpmn:sequenceFlow id="f3" sourceRef="number" targetRef="wait"/>
            <bpmn:eventBasedGateway id="wait"/><bpmn:sequenceFlow id="f4" sourceRef="wait" targetRef="used"/><bpmn:sequenceFlow id="f5" sourceRef="wait" targetRef="late"/>
            <bpmn:intermediateCatchEvent id="used" name="Used"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent><bpmn:sequenceFlow id="f6" sourceRef="used" targetRef="end"/>
            <bpmn:intermediateCatchEvent id="late" name="Late"><bpmn:timerEventDefinition><bpmn:timeDuration>PT30M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent><bpmn:sequenceFlow id="f7" sourceRef="late" targetRef="expired"/>
            <bpmn:endEvent id="end"/><bpmn:endEvent id="expired"/>
          </bpmn:process>
        </bpmn:definitions>
        """;

    private static readonly Dictionary<string, string> Data = new() { ["amount"] = "600000.00" };

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_number_is_used_once_and_only_for_the_approved_amount(string provider)
    {
        await using var host = await StartAsync(provider);
        var teller = host.Person("teller");
        var (requests, caseId, number) = await ApprovedAsync(host, teller);

        Assert.Equal("authorization.data-changed", (await requests.UseAsync(teller.Id, number, new Dictionary<string, string> { ["amount"] = "600000.01" })).Refusal!.Code);
        Assert.Equal("authorization.data-changed", (await requests.UseAsync(teller.Id, number, new Dictionary<string, string>())).Refusal!.Code);
        Assert.Equal("authorization.unknown", (await requests.UseAsync(teller.Id, AuthorizationNumber.Make(), Data)).Refusal!.Code);
        Assert.True((await requests.FindAsync(teller.Id, caseId))!.Open);

        Assert.True((await requests.UseAsync(teller.Id, $" {number[..4]} {number[4..]}", new Dictionary<string, string> { ["amount"] = "600,000" })).Succeeded);
        Assert.Equal("authorization.used", (await requests.UseAsync(teller.Id, number, Data)).Refusal!.Code);
        Assert.Equal(CaseStatus.Completed, (await host.CaseAsync(caseId)).Status);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_many_who_use_it_at_the_same_moment_one_succeeds(string provider)
    {
        await using var host = await StartAsync(provider);
        var teller = host.Person("teller");
        var (requests, _, number) = await ApprovedAsync(host, teller);
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => requests.UseAsync(teller.Id, number, Data))));
        Assert.Single(all, o => o.Succeeded);
        Assert.All(all.Where(o => !o.Succeeded), o => Assert.Contains(o.Refusal!.Code, new[] { "authorization.used", "authorization.expired" }));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task One_use_that_is_sent_many_times_is_one_use_and_another_is_refused(string provider)
    {
        await using var host = await StartAsync(provider);
        var teller = host.Person("teller");
        var (requests, caseId, number) = await ApprovedAsync(host, teller);
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => requests.UseAsync(teller.Id, number, Data, "counter:1"))));
        Assert.All(all, o => Assert.Equal(caseId, o.Value));
        Assert.Equal(1, await host.QueryAsync(db => db.Set<CaseEvent>().CountAsync(e => e.Code == "number-used")));
        Assert.Equal("authorization.used", (await requests.UseAsync(teller.Id, number, new Dictionary<string, string> { ["amount"] = "1" }, "counter:1")).Refusal!.Code);
        Assert.Equal("authorization.used", (await requests.UseAsync(teller.Id, number, Data, "counter:2")).Refusal!.Code);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_number_that_nobody_used_in_time_is_not_good_any_more(string provider)
    {
        await using var host = await StartAsync(provider);
        var teller = host.Person("teller");
        var (requests, caseId, number) = await ApprovedAsync(host, teller);
        var timer = (await host.Reader.OpenWorkAsync(caseId)).Single(w => w.Kind == WorkKind.Timer);
        Assert.True((await host.Advancer.TimerDueAsync(timer.Id)).Succeeded);
        Assert.Equal("authorization.expired", (await requests.UseAsync(teller.Id, number, Data)).Refusal!.Code);
    }

    [Fact]
    public void Numbers_carry_check_digits()
    {
        var number = AuthorizationNumber.Make();
        Assert.True(AuthorizationNumber.IsWellFormed(number));
        Assert.False(AuthorizationNumber.IsWellFormed(number[..^1] + (char)('0' + (number[^1] - '0' + 1) % 10)));
        Assert.False(AuthorizationNumber.IsWellFormed(number[..^1]));
    }

    private static async Task<CaseHost> StartAsync(string provider)
    {
        var host = await CaseHost.StartAsync(provider, Process, [], CaseHost.OneAuthorizer);
        await host.Get<IConfigurationStore>().AddAsync(
            ConfigurationKind.BusinessType, "counter", """{"key":"counter","nameZh":"授权","nameEn":"Counter","process":"main","minutes":5,"form":[{"code":"amount"}]}""", "test", publish: true);
        return host;
    }

    private static async Task<(AuthorizationRequests Requests, Guid CaseId, string Number)> ApprovedAsync(CaseHost host, StaffMember teller)
    {
        var sent = await host.Get<SubmitCase>().SubmitAsync(teller.Id, new Submission(Guid.NewGuid(), "counter", [], []) { Fields = Data });
        var authorizer = await host.OnDutyAsync("authorizer", "authorization-1");
        var item = await host.TakeAsync(authorizer);
        Assert.True((await host.Advancer.FinishAsync(authorizer.Id, item.Id, Ids.New(), WorkResult.Done(new Approved([], null)))).Succeeded);
        var requests = host.Get<AuthorizationRequests>();
        return (requests, sent.Value.CaseId, (await requests.FindAsync(teller.Id, sent.Value.CaseId))!.Number!);
    }
}
