using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Changes;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Administration;

public sealed class ProposedChangeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_limit_counts_only_when_a_second_person_has_approved_it_and_both_stand_in_the_trail()
    {
        await using var host = await AdministrationHost.StartAsync();
        var change = await ProposedAsync(host, ParameterKeys.CallbackAmount, "300,000");
        Assert.Equal([new ChangedValue("", "500000", "300000")], change.Differences);
        Assert.Equal(500000m, Parameters(host).Number(ParameterKeys.CallbackAmount));

        Assert.Null((await Decide(host).ApproveAsync(await host.PersonAsync("admin2"), change.Id, Cancel)).Refusal);

        Assert.Equal(300000m, Parameters(host).Number(ParameterKeys.CallbackAmount));
        var value = Assert.Single(await host.Services.GetRequiredService<IReferenceDataStore>().ParametersAsync(Cancel));
        Assert.Equal(("admin", "admin2"), (value.SetBy, value.ApprovedBy));
        Assert.Equal(["change.approved admin2", "change.proposed admin", "parameter.set admin2"], await TrailAsync(host, ParameterKeys.CallbackAmount));
    }

    [Fact]
    public async Task Nobody_decides_on_a_change_of_their_own_however_often_they_try()
    {
        await using var host = await AdministrationHost.StartAsync();
        var admin = await host.PersonAsync("admin");
        var change = await ProposedAsync(host, ParameterKeys.SealPass, "0.5");
        Assert.Equal("administration.own-change", (await Decide(host).ApproveAsync(admin, change.Id, Cancel)).Refusal?.Code);
        Assert.Equal("administration.own-change", (await Decide(host).ApproveAsync(admin with { UserName = "ADMIN" }, change.Id, Cancel)).Refusal?.Code);
        Assert.Equal("administration.own-change", (await Decide(host).RefuseAsync(admin, change.Id, "mine", Cancel)).Refusal?.Code);
        Assert.Throws<RuleBroken>(() => change.Approve(admin, host.Clock.GetUtcNow()));
        Assert.Equal("administration.change-waits", (await SetAsync(host, "admin", ParameterKeys.SealPass, "0.6")).Refusal?.Code);
        Assert.Equal(0.93m, Parameters(host).Number(ParameterKeys.SealPass));
    }

    [Theory]
    [InlineData("supervisor")]
    [InlineData("auditor")]
    [InlineData("teller1")]
    public async Task Nobody_without_the_right_proposes_or_decides(string who)
    {
        await using var host = await AdministrationHost.StartAsync();
        var person = await host.PersonAsync(who);
        Assert.Equal("administration.not-permitted", (await SetAsync(host, who, ParameterKeys.KnownAnswerShare, "0")).Refusal?.Code);
        var change = await ProposedAsync(host, ParameterKeys.KnownAnswerShare, "0");
        Assert.Equal("administration.not-permitted", (await Decide(host).ApproveAsync(person, change.Id, Cancel)).Refusal?.Code);
        Assert.Equal("administration.not-permitted", (await Decide(host).RefuseAsync(person, change.Id, "no", Cancel)).Refusal?.Code);
        Assert.Equal("administration.not-permitted", (await Decide(host).WithdrawAsync(person, change.Id, Cancel)).Refusal?.Code);
        var locked = await host.PersonAsync("admin2") with { Active = false };
        Assert.Equal("administration.not-permitted", (await Decide(host).ApproveAsync(locked, change.Id, Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task A_refused_change_says_why_and_a_withdrawn_one_is_gone_and_neither_can_be_approved()
    {
        await using var host = await AdministrationHost.StartAsync();
        var (admin, second) = (await host.PersonAsync("admin"), await host.PersonAsync("admin2"));
        var refused = await ProposedAsync(host, ParameterKeys.AuthorizationAmount1, "9999999");
        Assert.Equal("administration.reason-missing", (await Decide(host).RefuseAsync(second, refused.Id, " ", Cancel)).Refusal?.Code);
        Assert.Null((await Decide(host).RefuseAsync(second, refused.Id, "too high", Cancel)).Refusal);
        Assert.Equal("administration.change-decided", (await Decide(host).ApproveAsync(second, refused.Id, Cancel)).Refusal?.Code);

        var withdrawn = await ProposedAsync(host, ParameterKeys.AuthorizationAmount1, "8888888");
        Assert.Equal("administration.not-permitted", (await Decide(host).WithdrawAsync(second, withdrawn.Id, Cancel)).Refusal?.Code);
        Assert.Null((await Decide(host).WithdrawAsync(admin, withdrawn.Id, Cancel)).Refusal);
        Assert.Equal("administration.change-decided", (await Decide(host).ApproveAsync(second, withdrawn.Id, Cancel)).Refusal?.Code);
        Assert.Equal("administration.change-gone", (await Decide(host).ApproveAsync(second, Ids.New(), Cancel)).Refusal?.Code);

        Assert.Equal(100000m, Parameters(host).Number(ParameterKeys.AuthorizationAmount1));
        Assert.Contains(await Store(host).DecidedAsync(9, Cancel), c => c is { State: ProposalState.Refused, Reason: "too high", DecidedBy: "admin2" });
        Assert.Equal(["change.proposed admin", "change.proposed admin", "change.refused admin2", "change.withdrawn admin"], await TrailAsync(host, ParameterKeys.AuthorizationAmount1));
    }

    [Fact]
    public async Task Of_two_who_decide_at_the_same_time_one_decides()
    {
        await using var host = await AdministrationHost.StartAsync();
        var second = await host.PersonAsync("admin2");
        var change = await ProposedAsync(host, ParameterKeys.SealPass, "0.9");
        var late = (await Store(host).FindAsync(change.Id, Cancel))!;
        Assert.Null((await Decide(host).ApproveAsync(second, change.Id, Cancel)).Refusal);
        late.Refuse(second, "late", host.Clock.GetUtcNow());
        Assert.Equal("administration.change-decided", (await Store(host).CloseAsync(late, Cancel)).Refusal?.Code);
        Assert.Equal(0.9m, Parameters(host).Number(ParameterKeys.SealPass));
    }

    [Fact]
    public async Task What_was_approved_for_later_comes_later_and_what_started_from_another_value_is_not_approved()
    {
        await using var host = await AdministrationHost.StartAsync();
        var tomorrow = host.Clock.GetUtcNow().AddDays(1);
        Assert.True((await host.SetParameterAsync(ParameterKeys.CallbackAmount, "800000", tomorrow)).Succeeded);
        Assert.Equal("administration.value-same", (await SetAsync(host, "admin", ParameterKeys.CallbackAmount, "500000")).Refusal?.Code);
        await ProposedAsync(host, ParameterKeys.CallbackAmount, "600000"); // said of 500,000
        host.Clock.SetUtcNow(tomorrow);
        Assert.Equal("administration.change-outdated", (await host.ApproveAsync("admin2")).Refusal?.Code);
        Assert.Equal(800000m, Parameters(host).Number(ParameterKeys.CallbackAmount));
    }

    [Fact]
    public async Task Where_nobody_could_decide_nothing_is_proposed_and_nothing_changes()
    {
        await using var host = await AdministrationHost.StartAsync();
        var admin = await host.PersonAsync("admin");
        Assert.True((await host.Services.GetRequiredService<ManagePeople>().SetActiveAsync(admin, (await host.PersonAsync("admin2")).Id, false, Cancel)).Succeeded);
        Assert.Equal("administration.nobody-decides", (await SetAsync(host, "admin", ParameterKeys.SealPass, "0.1")).Refusal?.Code);
        Assert.Equal(ChangeEffect.Done, (await SetAsync(host, "admin", ParameterKeys.DueSoon, "60")).Value);
        Assert.Empty(await Store(host).WaitingAsync(Cancel));
    }

    [Fact]
    public void Every_parameter_says_what_hangs_on_it_and_a_value_of_a_sensitive_one_cannot_be_made_by_one_person()
    {
        Assert.Equal([ParameterKeys.ServiceCalendar, ParameterKeys.DueSoon], ParameterKeys.All.Where(p => !p.NeedsSecondPerson).Select(p => p.Key));
        var now = DateTimeOffset.UnixEpoch;
        foreach (var parameter in ParameterKeys.All.Where(p => p.NeedsSecondPerson))
        {
            Assert.Throws<RuleBroken>(() => Parameter.Set(parameter, parameter.Default, now, "admin", now));
            Assert.Throws<RuleBroken>(() => Parameter.SetByTwo(parameter, parameter.Default, now, "admin", "Admin", now));
        }
    }

    private static async Task<ProposedChange> ProposedAsync(AdministrationHost host, string key, string value)
    {
        Assert.Equal(ChangeEffect.Waits, (await SetAsync(host, "admin", key, value)).Value);
        return Assert.Single(await Store(host).WaitingAsync(Cancel));
    }

    private static async Task<Outcome<ChangeEffect>> SetAsync(AdministrationHost host, string who, string key, string value) =>
        await host.Services.GetRequiredService<ManageParameters>().SetAsync(await host.PersonAsync(who), key, value, null, Cancel);

    private static async Task<IEnumerable<string>> TrailAsync(AdministrationHost host, string key) =>
        (await host.Services.GetRequiredService<IAuditStore>().SearchAsync(new AuditSearch { ObjectId = key }, Cancel)).Select(r => $"{r.What} {r.Who}").Order(StringComparer.Ordinal);

    private static IParameters Parameters(AdministrationHost host) => host.Services.GetRequiredService<IParameters>();

    private static IProposedChanges Store(AdministrationHost host) => host.Services.GetRequiredService<IProposedChanges>();

    private static DecideOnChange Decide(AdministrationHost host) => host.Services.GetRequiredService<DecideOnChange>();
}
