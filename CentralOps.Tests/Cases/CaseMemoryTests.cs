using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Cases;

/// <summary>A node that goes on with cases as it wrote them last never does so with what is no longer true.</summary>
[Trait("Category", "db")]
public sealed class CaseMemoryTests
{
    public static TheoryData<string, int> Reads => [.. from provider in Databases.All from read in new[] { 1, 2, 3 } select (provider.Data, read)];

    [Theory, MemberData(nameof(Reads))]
    public async Task A_keyer_who_finishes_between_two_reads_of_another_is_not_overlooked(string provider, int read)
    {
        await using var host = await CaseHost.StartAsync(provider, CaseLifeTests.Process, [new ChequeReader()]);
        await OverlapAsync(host, host, read);
    }

    [Theory, MemberData(nameof(Reads))]
    public async Task Nor_is_one_who_finishes_on_another_node(string provider, int read)
    {
        await using var host = await CaseHost.StartAsync(provider, CaseLifeTests.Process, [new ChequeReader()]);
        await using var other = host.Beside([new ChequeReader()]);
        await OverlapAsync(host, other, read);
        await OverlapAsync(other, host, read); // who has it in memory and who has not
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Keyers_who_finish_at_the_same_moment_never_leave_a_case_standing(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, CaseLifeTests.Process, [new ChequeReader()]);
        for (var i = 0; i < 5; i++)
        {
            var (sent, anna, ben) = await KeyersAsync(host);
            await Task.WhenAll(Task.Run(() => KeyAsync(host, anna)), Task.Run(() => KeyAsync(host, ben)));
            await host.OpenAsync(sent, "review");
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_machine_is_given_a_case_as_another_node_has_left_it(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, CaseLifeTests.Process, [new ChequeReader()]);
        await using var other = host.Beside([new ChequeReader()]);
        var (sent, anna, ben) = await KeyersAsync(host); // in the memory of the first
        await KeyAsync(other, anna);

        Case? given = null;
        await Assert.ThrowsAsync<TryLater>(() => host.Advancer.PerformMachineAsync(ben.Item.Id, null, (_, @case, _) =>
        {
            given = @case;
            throw new TryLater(default, "seen");
        }, TestContext.Current.CancellationToken));

        var now = await host.CaseAsync(sent);
        Assert.Equal((now.Version, StoredJson.Write(now.Body)), (given!.Version, StoredJson.Write(given.Body)));
    }

    [Fact]
    public void What_a_rule_established_is_the_same_before_and_after_it_was_stored()
    {
        Assert.Equal("2026-11-27", StoredJson.AsStored(new DateOnly(2026, 11, 27)));
        Assert.Equal(new List<object?> { 1m, "a", null }, StoredJson.AsStored(new object?[] { 1, "a", null }));
        Assert.Equal(12.50m, StoredJson.AsStored(12.50m));
    }

    private static async Task OverlapAsync(CaseHost one, CaseHost two, int read)
    {
        var (sent, anna, ben) = await KeyersAsync(one);
        var reads = await AfterReads.RunAsync(() => KeyAsync(two, ben), read, () => KeyAsync(one, anna));
        if (reads < read) await KeyAsync(one, anna);
        await one.OpenAsync(sent, "review");
    }

    // A case that the node has in memory, and two people with its only field in hand.
    private static async Task<(Guid Case, (StaffMember Who, WorkItem Item) Anna, (StaffMember Who, WorkItem Item) Ben)> KeyersAsync(CaseHost host)
    {
        var sent = await host.SubmitAsync(host.Person("teller"), look: Guid.NewGuid().ToString());
        await host.SettleAsync(sent.CaseId);
        var (anna, ben) = (await host.OnDutyAsync("anna", "entry"), await host.OnDutyAsync("ben", "entry"));
        return (sent.CaseId, (anna, await host.TakeAsync(anna)), (ben, await host.TakeAsync(ben)));
    }

    private static async Task KeyAsync(CaseHost host, (StaffMember Who, WorkItem Item) keyer)
    {
        var outcome = await host.FinishAsync(keyer.Who, keyer.Item, CaseHost.Keyed("100"));
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
    }
}
