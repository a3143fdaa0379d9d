using CentralOps.Domain.Administration;
using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Monitoring;
using CentralOps.Tests.Dispatch;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Monitoring;

/// <summary>Nothing waits for nobody without a supervisor being told.</summary>
[Trait("Category", "db")]
public sealed class StrandedWorkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_nobody_signed_in_may_take_is_told_apart_from_what_nobody_at_all_may(string provider)
    {
        await using var host = await DispatchHost.StartAsync(provider);
        var anna = await host.OnDutyAsync(host.Person("anna", [WorkPosts.Authorization1], level: 1, limit: 1000), WorkPosts.Authorization1);
        var ben = host.Person("ben", [WorkPosts.Authorization1], level: 2, limit: 50_000);
        await host.WaitingAsync(WorkPosts.Authorization1, level: 1, amount: 1000); // hers
        Assert.Equal((0, 0), await LookAsync(host));

        await host.WaitingAsync(WorkPosts.Authorization1, level: 1, amount: 1000.01m); // above her limit, within his
        await host.WaitingAsync(WorkPosts.Authorization1, level: 2); // above her level
        Assert.Equal((2, 0), await LookAsync(host));
        await host.WaitingAsync(WorkPosts.Authorization1, amount: 60_000);
        Assert.Equal((2, 1), await LookAsync(host));

        await using (var db = host.Database.CreateDbContext())
        {
            db.AddRange(new DutyConflict(anna.Id, "both"), new DutyConflict(ben.Id, "both"), new DutyConflict(anna.Id, "hers"));
            await db.SaveChangesAsync(Cancel);
        }

        await host.WaitingAsync(WorkPosts.Authorization1, conflict: "hers");
        await host.WaitingAsync(WorkPosts.Authorization1, conflict: "both");
        Assert.Equal((3, 2), await LookAsync(host));
        await host.OnDutyAsync(ben, WorkPosts.Authorization1);
        Assert.Equal((0, 2), await LookAsync(host));
        host.Change(ben with { Active = false });
        Assert.Equal((0, 5), await LookAsync(host));
    }

    private static async Task<(int Stranded, int Hopeless)> LookAsync(DispatchHost host) =>
        (await StrandedWork.ReadAsync(host.Database, host, host, host.Clock, Cancel)).Posts[WorkPosts.Authorization1];
}
