using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Scheduling;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CentralOps.Tests.Database;

[Trait("Category", "db")]
public sealed class DatabaseStartTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Nodes_that_start_together_on_an_empty_database_make_it_once_and_all_serve(string provider)
    {
        await using var database = await TestDatabase.EmptyAsync(provider);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => StartAsync(database))));
        await using var db = database.CreateDbContext();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Cancel));
        Assert.Equal(1, await db.Set<DailyRun>().CountAsync(Cancel));
    }

    private static async Task StartAsync(TestDatabase database)
    {
        await using var services = new ServiceCollection().AddSingleton(database).AddScoped<IFirstContent, OneRow>().BuildServiceProvider();
        var options = Options.Create(database.Settings);
        await new DatabaseStart(database, services.GetRequiredService<IServiceScopeFactory>(), options, NullLogger<DatabaseStart>.Instance).RunAsync(Cancel);
    }

    private sealed class OneRow(TestDatabase database) : IFirstContent
    {
        public async Task EnsureAsync(CancellationToken cancel)
        {
            await using var db = database.CreateDbContext();
            if (await db.Set<DailyRun>().AnyAsync(cancel)) return;
            await Task.Delay(20, cancel); // time for another node to look, too
            db.Add(new DailyRun { Job = Guid.NewGuid().ToString("N"), Day = new DateOnly(2026, 11, 23), StartedAt = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync(cancel);
        }
    }
}
