using CentralOps.Domain.Dispatch;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Dispatch;

[Trait("Category", "db")]
public sealed class ReservationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_reserved_task_comes_next_and_nobody_else_gets_it(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        var (first, second, third) = (await host.WaitingAsync("entry", 1), await host.WaitingAsync("entry", 2), await host.WaitingAsync("entry", 3));
        var anna = await host.OnDutyAsync("anna", "entry");
        Assert.Equal(first.Id, (await host.Desk.TakeUpAsync(anna.Id, Cancel))!.Id);

        Assert.Equal(second.Id, Assert.Single(await host.Desk.ReserveAsync(anna.Id, 1, _ => true, Cancel)).Id);
        Assert.Equal(second.Id, Assert.Single(await host.Desk.ReserveAsync(anna.Id, 1, _ => true, Cancel)).Id); // reserved already counts
        Assert.True(await host.Desk.HoldsAsync(anna.Id, second.Id, Cancel));
        var ben = await host.OnDutyAsync("ben", "entry");
        Assert.Equal(third.Id, (await host.Desk.TakeUpAsync(ben.Id, Cancel))!.Id);

        await host.FinishAsync(anna, first);
        Assert.Equal(second.Id, (await host.Desk.TakeUpAsync(anna.Id, Cancel))!.Id);
        Assert.Equal(WorkState.Working, (await host.ReloadAsync(second)).State);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Two_blind_keys_of_one_field_never_lie_on_one_desk(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        await host.WaitingAsync("entry", 1, conflict: "case:field:amount");
        await host.WaitingAsync("entry", 2, conflict: "case:field:amount");
        await host.WaitingAsync("entry", 3, conflict: "case:field:date");
        await host.WaitingAsync("entry", 4, conflict: "case:field:date");
        var anna = await host.OnDutyAsync("anna", "entry");
        await host.Desk.TakeUpAsync(anna.Id, Cancel);

        var reserved = Assert.Single(await host.Desk.ReserveAsync(anna.Id, 9, _ => true, Cancel));
        Assert.Equal("case:field:date", reserved.ConflictKey);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_is_reserved_goes_back_when_its_keyer_leaves_or_takes_too_long(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        await host.WaitingAsync("entry", 1);
        var next = await host.WaitingAsync("entry", 2);
        var anna = await host.OnDutyAsync("anna", "entry");
        await host.Desk.TakeUpAsync(anna.Id, Cancel);

        await host.Desk.ReserveAsync(anna.Id, 1, _ => true, Cancel);
        await host.Desk.DisconnectedAsync(anna.Id, Cancel);
        Assert.Equal(WorkState.Waiting, (await host.ReloadAsync(next)).State);

        await host.Desk.ConnectedAsync(anna.Id, Cancel);
        Assert.Single(await host.Desk.ReserveAsync(anna.Id, 1, _ => true, Cancel));
        host.Clock.Advance(TimeSpan.FromSeconds(121));
        await host.Sweep.RunOnceAsync(Cancel);
        Assert.Equal(WorkState.Waiting, (await host.ReloadAsync(next)).State);
        Assert.Null((await host.ReloadAsync(next)).HolderId);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_task_put_aside_is_not_offered_again_for_some_minutes_and_a_break_gives_back_what_was_reserved(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        var (first, second, third) = (await host.WaitingAsync("entry", 1), await host.WaitingAsync("entry", 2), await host.WaitingAsync("entry", 3));
        var anna = await host.OnDutyAsync("anna", "entry");
        await host.Desk.TakeUpAsync(anna.Id, Cancel);
        await host.Desk.ReserveAsync(anna.Id, 1, _ => true, Cancel);

        Assert.True((await host.Desk.PutAsideAsync(anna.Id, first.Id, Cancel)).Succeeded);
        Assert.Equal("dispatch.lease-lost", (await host.Desk.PutAsideAsync(anna.Id, first.Id, Cancel)).Refusal!.Code);
        Assert.Equal(second.Id, (await host.Desk.TakeUpAsync(anna.Id, Cancel))!.Id);
        await host.Desk.ReserveAsync(anna.Id, 1, _ => true, Cancel);
        await host.Desk.BreakAsync(anna.Id, Cancel);
        Assert.Empty(await host.Desk.ReserveAsync(anna.Id, 2, _ => true, Cancel)); // nothing more before a break
        await host.FinishAsync(anna, second);
        Assert.Equal(DutyState.Break, (await host.SessionAsync(anna)).State);
        Assert.Equal(WorkState.Waiting, (await host.ReloadAsync(third)).State);
        await host.Desk.ReadyAsync(anna.Id, Cancel);
        Assert.Equal(third.Id, (await host.Desk.TakeUpAsync(anna.Id, Cancel))!.Id); // the first is still aside
        Assert.Equal(WorkState.Waiting, (await host.ReloadAsync(first)).State);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_an_idle_colleague_could_do_is_not_reserved(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        for (var i = 0; i < 3; i++) await host.WaitingAsync("entry", i);
        var anna = await host.OnDutyAsync("anna", "entry");
        await host.Desk.TakeUpAsync(anna.Id, Cancel);
        await host.OnDutyAsync("ben", "entry", "arbitration");
        await host.OnDutyAsync("carl", "review");
        Assert.Single(await host.Desk.ReserveAsync(anna.Id, 9, _ => true, Cancel)); // two wait, ben is idle
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Keyers_who_reserve_at_the_same_moment_never_share_a_task(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        for (var i = 0; i < 24; i++) await host.WaitingAsync("entry", i);
        var people = new List<Guid>();
        foreach (var name in new[] { "anna", "ben", "carl", "dora" })
        {
            var person = await host.OnDutyAsync(name, "entry");
            await host.Desk.TakeUpAsync(person.Id, Cancel);
            people.Add(person.Id);
        }

        var got = await Task.WhenAll(people.Select(p => host.Desk.ReserveAsync(p, 5, _ => true, Cancel)));
        Assert.Equal(20, got.Sum(g => g.Count));
        Assert.Equal(20, got.SelectMany(g => g).Select(w => w.Id).Distinct().Count());
    }
}
