using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CentralOps.Infrastructure.Database;

/// <summary>Content that a feature needs in the database before the first page is served. Runs at every start, so it must be repeatable.</summary>
public interface IFirstContent
{
    /// <summary>Smaller runs first; 100 is usual.</summary>
    int Order => 100;

    /// <summary>Adds what is missing.</summary>
    Task EnsureAsync(CancellationToken cancel);
}

/// <summary>Brings the schema up to date and loads the first content, one node at a time.</summary>
public sealed class DatabaseStart(
    IDbContextFactory<CentralOpsDbContext> contexts, IServiceScopeFactory scopes, IOptions<DatabaseOptions> options, ILogger<DatabaseStart> log)
{
    /// <summary>Does both; returns when the database is ready to serve.</summary>
    public async Task RunAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (options.Value is { MigrateOnStart: true, Provider: not "sqlite" })
            await CreateAsync(db, cancel);
        await using var holder = await contexts.CreateDbContextAsync(cancel);
        await using var guard = await StartLock.TakeAsync(holder, options.Value, cancel);
        if (options.Value.MigrateOnStart)
            await UpdateSchemaAsync(db, cancel);

        await using var scope = scopes.CreateAsyncScope();
        foreach (var content in scope.ServiceProvider.GetServices<IFirstContent>().OrderBy(c => c.Order))
            await content.EnsureAsync(cancel);
    }

    // The lock lies in the database, so that must be there first; of two nodes that make it at once one is too late, which does no harm.
    private static async Task CreateAsync(CentralOpsDbContext db, CancellationToken cancel)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancel))
            return;
        try
        {
            await creator.CreateAsync(cancel);
        }
        catch (DbException) when (!cancel.IsCancellationRequested)
        {
            // What another node makes is there some moments before it can be opened.
            for (var tries = 20; !await creator.ExistsAsync(cancel); tries--)
            {
                if (tries == 0)
                    throw;
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancel);
            }
        }
    }

    // Under our own lock: EF's is taken on a table that two nodes would make at once in an empty database.
    private async Task UpdateSchemaAsync(CentralOpsDbContext db, CancellationToken cancel)
    {
        if (db.Database.GetMigrations().Any())
        {
            var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).ToList();
            if (pending.Count > 0)
                log.LogInformation("Updating the {Provider} schema: {Migrations}", options.Value.Provider, string.Join(", ", pending));
            await db.Database.MigrateAsync(cancel);
        }
        else
        {
            await db.GetService<IRelationalDatabaseCreator>().EnsureCreatedAsync(cancel);
        }

        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancel);
    }
}
