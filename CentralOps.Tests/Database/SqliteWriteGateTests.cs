using CentralOps.Domain.Dispatch;
using CentralOps.Tests.Dispatch;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Tests.Database;

[Trait("Category", "db")]
public sealed class SqliteWriteGateTests
{
    [Fact]
    public async Task A_writer_that_loses_a_race_does_not_keep_the_gate_shut()
    {
        await using var host = await DispatchHost.StartAsync("sqlite");
        var item = await host.WaitingAsync("entry");
        await using var one = host.Database.CreateDbContext();
        await using var two = host.Database.CreateDbContext();
        (await one.Set<WorkItem>().FirstAsync(w => w.Id == item.Id)).Raise(-1);
        (await two.Set<WorkItem>().FirstAsync(w => w.Id == item.Id)).Raise(-2);

        await one.SaveChangesAsync();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => two.SaveChangesAsync());

        await host.WaitingAsync("entry").WaitAsync(TimeSpan.FromSeconds(10)); // would wait for ever
    }
}
