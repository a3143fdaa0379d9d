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
