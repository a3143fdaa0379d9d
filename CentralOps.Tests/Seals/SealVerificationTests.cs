using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Seals;
using CentralOps.Tests.Cases;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Seals;

/// <summary>What becomes of a case at the seal step, by what the policy rules.</summary>
[Trait("Category", "db")]
public sealed class SealVerificationTests
{
    private static readonly string Process = Line.Of("seal.verify");

    private static readonly SealPayloadEntry s_finance = new("finance", "unsure", 0.8, "specimen", "impression", null, [], []);

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Two_people_pass_a_seal_and_neither_is_the_other(string provider)
    {
        var (host, caseId) = await StartAsync(provider, new(SealOutcome.Manual, 2, "policy"), s_finance);
        await using var _ = host;
        var anna = await host.OnDutyAsync("anna", "seal");

        Assert.True((await DecideAsync(host, anna, pass: true)).Succeeded);
        Assert.Equal(CaseStatus.Running, (await host.CaseAsync(caseId)).Status);
        Assert.Null(await host.Desk.TakeUpAsync(anna.Id)); // the second look is not for her

        Assert.True((await DecideAsync(host, await host.OnDutyAsync("ben", "seal"), pass: true)).Succeeded);
        var done = await host.CaseAsync(caseId);
        Assert.Equal(CaseStatus.Completed, done.Status);
        Assert.Equal("ok", done.Facts.Get(SealFacts.Result));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task One_person_who_finds_a_seal_wrong_ends_it(string provider)
    {
        var (host, caseId) = await StartAsync(provider, new(SealOutcome.Manual, 2, "policy"), s_finance);
        await using var _ = host;

        Assert.True((await DecideAsync(host, await host.OnDutyAsync("anna", "seal"), pass: false)).Succeeded);

        Assert.Equal("failed", (await host.CaseAsync(caseId)).Facts.Get(SealFacts.Result));
        Assert.Empty(await host.Reader.OpenWorkAsync(caseId));
    }

    [Theory]
    [InlineData(SealOutcome.Pass, "ok")]
    [InlineData(SealOutcome.Fail, "failed")]
    public async Task What_the_policy_decides_by_machine_asks_nobody(SealOutcome ruled, string result)
    {
        var (host, caseId) = await StartAsync("sqlite", new(ruled, 0, "all-pass"), s_finance);
        await using var _ = host;
        Assert.Equal(result, (await host.CaseAsync(caseId)).Facts.Get(SealFacts.Result));
        Assert.Empty(await host.Reader.OpenWorkAsync(caseId));
    }

    [Fact]
    public async Task Nobody_can_pass_a_voucher_on_which_no_seal_could_be_compared()
    {
        var (host, caseId) = await StartAsync("sqlite", new(SealOutcome.Manual, 1, "no-specimen"));
        await using var _ = host;
        var outcome = await DecideAsync(host, await host.OnDutyAsync("anna", "seal"), pass: true);
        Assert.Equal("seals.nothing-compared", outcome.Refusal!.Code);
        Assert.Equal(CaseStatus.Running, (await host.CaseAsync(caseId)).Status);
    }

    private static async Task<(CaseHost Host, Guid CaseId)> StartAsync(string provider, SealRuling ruling, params SealPayloadEntry[] seals)
    {
        var host = await CaseHost.StartAsync(provider, Process, [new Comparer(ruling, seals)]);
        return (host, await host.ArriveAsync());
    }

    [Fact]
    public async Task The_branch_is_told_which_seal_why_and_where()
    {
        SealPayloadEntry[] seals = [s_finance with { Region = [10, 20, 110, 20, 110, 90, 10, 90] }, s_finance with { Role = "legal-representative" }];
        await using var host = await CaseHost.StartAsync("sqlite", Returning, [new Comparer(new(SealOutcome.Manual, 1, "policy"), seals)]);
        var caseId = await host.ArriveAsync();
        var anna = await host.OnDutyAsync("anna", "seal");
        var item = await host.TakeAsync(anna);
        var decided = new SealsDecided([new SealDecided("finance", false, "F01"), new SealDecided("legal-representative", true, "P01")]);
        Assert.True((await host.FinishAsync(anna, item, WorkResult.Done(decided))).Succeeded);

        var told = (await host.CaseAsync(caseId)).Body.Return!;
        Assert.Equal(("seal-mismatch", "finance: F01"), (told.Reason, told.Text));
        var mark = Assert.Single(told.Marks);
        Assert.Equal((10d, 20d, 100d, 70d), (mark.X, mark.Y, mark.Width, mark.Height));
        Assert.Equal((await host.CaseAsync(caseId)).LivePages.Single().Id, mark.PageId);
    }

    private const string Returning = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:co="http://centralops.example/bpmn" targetNamespace="test">
          <bpmn:process id="main" isExecutable="true">
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="seal"/>
            <bpmn:userTask id="seal" name="Seal" co:step="seal.verify"/><bpmn:sequenceFlow id="f2" sourceRef="seal" targetRef="way"/>
            <bpmn:exclusiveGateway id="way" default="f4"/>
            <bpmn:sequenceFlow id="f3" sourceRef="way" targetRef="rework"><bpmn:conditionExpression>seal_outcome = "failed"</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="f4" sourceRef="way" targetRef="end"/><bpmn:userTask id="rework" name="Rework" co:step="branch.rework"/>
            <bpmn:sequenceFlow id="f5" sourceRef="rework" targetRef="seal"/><bpmn:endEvent id="end"/>
          </bpmn:process>
        </bpmn:definitions>
        """;

    [Fact]
    public async Task A_seal_without_specimen_is_passed_by_nobody_and_no_verdict_has_a_reason_of_its_own_making()
    {
        var (host, _) = await StartAsync("sqlite", new(SealOutcome.Manual, 1, "policy"), s_finance with { SpecimenHash = null });
        await using var _1 = host;
        host.NoReasons.Add("made-up");
        var anna = await host.OnDutyAsync("anna", "seal");
        var item = await host.TakeAsync(anna);
        async Task<string?> SendAsync(bool pass, string reason) =>
            (await host.FinishAsync(anna, item, WorkResult.Done(new SealsDecided([new SealDecided("finance", pass, reason)])))).Refusal?.Code;
        Assert.Equal("desk.nothing-to-compare", await SendAsync(true, "P01"));
        Assert.Equal("desk.reason-missing", await SendAsync(false, "made-up"));
        Assert.Null(await SendAsync(false, "F01"));
    }

    private static async Task<Outcome> DecideAsync(CaseHost host, Domain.Administration.StaffMember person, bool pass)
    {
        var item = await host.TakeAsync(person);
        var decided = StoredJson.Read<SealPayload>(item.Payload).Seals.Select(s => new SealDecided(s.Role, pass, pass ? "same" : "shape"));
        return await host.FinishAsync(person, item, WorkResult.Done(new SealsDecided([.. decided])));
    }

    private sealed class Comparer(SealRuling ruling, SealPayloadEntry[] seals) : IMachine
    {
        public string Task => VerifySealsStep.Compare;

        public Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel) =>
            System.Threading.Tasks.Task.FromResult<object>(new SealsCompared(new(@case.Pages.First().Id, seals), ruling));
    }
}
