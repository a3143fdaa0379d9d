using CentralOps.Domain.Administration;
using CentralOps.Domain.Dispatch;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Dispatch;

[Trait("Category", "db")]
public sealed class DispatchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_waiting_task_is_pushed_to_a_ready_operator_and_becomes_theirs(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        var anna = await host.OnDutyAsync("anna", "entry");
        var task = await host.WaitingAsync("entry");

        Assert.Equal(1, await host.Dispatcher.RunOnceAsync(Cancel));
        Assert.Equal(WorkState.Offered, (await host.ReloadAsync(task)).State);

        var taken = await host.Desk.TakeUpAsync(anna.Id, Cancel);
        Assert.Equal(task.Id, taken!.Id);
        Assert.Equal(WorkState.Working, (await host.ReloadAsync(task)).State);
        Assert.Equal(DutyState.Working, (await host.SessionAsync(anna)).State);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whose_turn_it_is_at_a_post_is_for_its_policy(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        var post = host.Posts.First(p => p.Code == "review");
        var people = new Dictionary<string, StaffMember>();
        foreach (var (name, level) in new[] { ("anna", 0), ("ben", 2), ("carl", 1) })
        {
            people[name] = await host.OnDutyAsync(host.Person(name, ["review"], level), "review");
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal("anna", await WhoGetsAsync(DispatchPolicy.LongestIdle));
        Assert.Equal("ben", await WhoGetsAsync(DispatchPolicy.MostSkilled));
        Assert.Equal("carl", await WhoGetsAsync(DispatchPolicy.RoundRobin)); // the others have had one

        // After a break idle time begins anew; whose turn it is does not.
        await host.Desk.BreakAsync(people["anna"].Id, Cancel);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.Desk.ReadyAsync(people["anna"].Id, Cancel);
        Assert.Equal("anna", await WhoGetsAsync(DispatchPolicy.RoundRobin));

        async Task<string> WhoGetsAsync(DispatchPolicy policy)
        {
            post.Policy = policy;
            var task = await host.WaitingAsync("review");
            Assert.Equal(1, await host.Dispatcher.RunOnceAsync(Cancel));
            var holder = (await host.ReloadAsync(task)).HolderId;
            var who = people.Single(p => p.Value.Id == holder);
            host.Clock.Advance(TimeSpan.FromSeconds(5));
            Assert.NotNull(await host.Desk.TakeUpAsync(who.Value.Id, Cancel));
            await host.FinishAsync(who.Value, task);
            return who.Key;
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_supervisor_holds_and_raises_tasks_of_people_and_nothing_else(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        var boss = host.Person("boss", []);
        var anna = await host.OnDutyAsync("anna", "entry");
        var known = await host.WaitingAsync("entry", caseId: Guid.Empty); // a known answer measures one keyer
        Assert.Equal(known.Id, (await host.Desk.TakeUpAsync(anna.Id, Cancel))!.Id);
        await host.Desk.SignOutAsync(anna.Id, handBack: true, Cancel);
        Assert.Equal(WorkState.Cancelled, (await host.ReloadAsync(known)).State);

        foreach (var other in new[] { known, await host.WaitingAsync("recognition", kind: WorkKind.Machine), await host.WaitingAsync("", kind: WorkKind.Timer), await host.WaitingAsync("entry", caseId: Guid.Empty) })
        {
            Assert.False((await host.Supervisors.HoldAsync(boss.Id, other.Id, "wait", Cancel)).Succeeded);
            Assert.False((await host.Supervisors.RaiseAsync(boss.Id, other.Id, "urgent", Cancel)).Succeeded);
            Assert.NotEqual(WorkState.OnHold, (await host.ReloadAsync(other)).State);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_task_with_the_earliest_virtual_deadline_goes_first(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        await host.WaitingAsync("entry", sortKey: 30);
        var urgent = await host.WaitingAsync("entry", sortKey: 10);
        await host.WaitingAsync("entry", sortKey: 20);
        var anna = await host.OnDutyAsync("anna", "entry");

        Assert.Equal(urgent.Id, (await host.Desk.TakeUpAsync(anna.Id, Cancel))!.Id);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Nobody_gets_work_that_the_separation_of_duties_forbids_them(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        var anna = await host.OnDutyAsync("anna", "entry");
        await host.WaitingAsync("entry", sortKey: 1, conflict: "case:field:amount");
        var other = await host.WaitingAsync("entry", sortKey: 2, conflict: "case:field:date");
        await using (var db = host.Database.CreateDbContext())
        {
            db.Add(new DutyConflict(anna.Id, "case:field:amount"));
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(other.Id, (await host.Desk.TakeUpAsync(anna.Id, Cancel))!.Id);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_amount_above_the_limit_or_a_level_above_ones_own_is_never_offered(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        var clerk = host.Person("clerk", ["authorization-1"], level: 1, limit: 100_000m);
        await host.WaitingAsync("authorization-1", 1, level: 1, amount: 100_000.01m);
        await host.WaitingAsync("authorization-1", 2, level: 2, amount: 10m);
        var fits = await host.WaitingAsync("authorization-1", 3, level: 1, amount: 100_000m);
        Assert.True((await host.Desk.SignInAsync(clerk.Id, ["authorization-1"], Cancel)).Succeeded);

        Assert.Equal(fits.Id, (await host.Desk.TakeUpAsync(clerk.Id, Cancel))!.Id);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_offer_that_nobody_takes_up_goes_to_the_next_and_sends_the_first_on_a_break(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        var anna = await host.OnDutyAsync("anna", "entry");
        var task = await host.WaitingAsync("entry");
        await host.Dispatcher.RunOnceAsync(Cancel);
        var ben = await host.OnDutyAsync("ben", "entry");

        host.Clock.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal(1, await host.Sweep.RunOnceAsync(Cancel));
        await host.Dispatcher.RunOnceAsync(Cancel);

        Assert.Equal(DutyState.Break, (await host.SessionAsync(anna)).State);
        Assert.Equal(ben.Id, (await host.ReloadAsync(task)).HolderId);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_lost_line_keeps_task_and_draft_for_the_grace_time_and_not_longer(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        var anna = await host.OnDutyAsync("anna", "entry");
        var task = await host.WaitingAsync("entry");
        await host.Desk.TakeUpAsync(anna.Id, Cancel);
        Assert.True((await host.Desk.SaveDraftAsync(anna.Id, task.Id, "1234", Cancel)).Succeeded);

        await host.Desk.DisconnectedAsync(anna.Id, Cancel);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(0, await host.Sweep.RunOnceAsync(Cancel));
        await host.Desk.ConnectedAsync(anna.Id, Cancel);
        Assert.Equal("1234", (await host.Desk.TakeUpAsync(anna.Id, Cancel))!.Draft);

        await host.Desk.DisconnectedAsync(anna.Id, Cancel);
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(1, await host.Sweep.RunOnceAsync(Cancel));
        var back = await host.ReloadAsync(task);
        Assert.Equal(WorkState.Waiting, back.State);
        Assert.Null(back.Draft); // the next keyer is blind
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task One_signs_out_with_nothing_in_hand_or_by_handing_it_back(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        var anna = await host.OnDutyAsync("anna", "entry");
        var task = await host.WaitingAsync("entry");
        await host.Desk.TakeUpAsync(anna.Id, Cancel);

        Assert.Equal("dispatch.task-in-hand", (await host.Desk.SignOutAsync(anna.Id, handBack: false, Cancel)).Refusal!.Code);
        Assert.True((await host.Desk.SignOutAsync(anna.Id, handBack: true, Cancel)).Succeeded);
        Assert.Equal(WorkState.Waiting, (await host.ReloadAsync(task)).State);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_supervisor_reassigns_a_task_in_hand_to_one_person_only(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        var anna = await host.OnDutyAsync("anna", "entry");
        var ben = host.Person("ben", ["entry"]);
        var task = await host.WaitingAsync("entry");
        await host.Desk.TakeUpAsync(anna.Id, Cancel);

        Assert.True((await host.Supervisors.ReassignAsync(ben.Id, task.Id, ben.Id, "anna is ill", Cancel)).Succeeded);
        await host.Dispatcher.RunOnceAsync(Cancel);

        Assert.Equal(WorkState.Waiting, (await host.ReloadAsync(task)).State); // anna is ready, but it is pinned to ben
        Assert.False((await host.Desk.SaveDraftAsync(anna.Id, task.Id, "x", Cancel)).Succeeded);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Sixteen_claimers_never_get_the_same_task_twice(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        const int tasks = 160;
        for (var i = 0; i < tasks; i++) await host.WaitingAsync("entry", i);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            var mine = new List<Guid>();
            var me = new Claimant(Guid.NewGuid(), 0, null);
            while (true)
            {
                await using var db = host.Database.CreateDbContext();
                if (await host.Claims.ClaimForPersonAsync(db, "entry", me, host.Clock.GetUtcNow(), host.Clock.GetUtcNow().AddMinutes(1), Cancel) is not { } id) return mine;
                mine.Add(id);
            }
        })));

        var all = claimed.SelectMany(c => c).ToList();
        Assert.Equal(tasks, all.Count);
        Assert.Equal(tasks, all.Distinct().Count());
    }
}
