using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Providers;
using Microsoft.EntityFrameworkCore;

[assembly: AssemblyFixture(typeof(CentralOps.Tests.Support.ServersOfThisRun))]

namespace CentralOps.Tests.Support;

/// <summary>An empty database with the product's whole schema on one of the three providers, made by its own migrations.</summary>
internal sealed class TestDatabase : IDbContextFactory<CentralOpsDbContext>, IAsyncDisposable
{
    private readonly DbContextOptions<CentralOpsDbContext> _options;
    private readonly string? _file;

    private TestDatabase(DatabaseOptions settings, string? file)
    {
        Settings = settings;
        _file = file;
        _options = (DbContextOptions<CentralOpsDbContext>)new DbContextOptionsBuilder<CentralOpsDbContext>().UseProvider(settings).AddInterceptors(AfterReads.Of).Options;
    }

    /// <summary>Provider and connection string.</summary>
    public DatabaseOptions Settings { get; }

    /// <summary>A database of a provider; the test is skipped, by name, where its server is not to be had.</summary>
    public static async Task<TestDatabase> CreateAsync(string provider)
    {
        var database = await EmptyAsync(provider);
        await using var db = database.CreateDbContext();
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        return database;
    }

    /// <summary>Without any table; on SQL Server not even a database.</summary>
    public static async Task<TestDatabase> EmptyAsync(string provider) => provider switch
    {
        "sqlite" => Sqlite(),
        "postgresql" => await PostgreSqlAsync(),
        _ => SqlServer(),
    };

    public CentralOpsDbContext CreateDbContext() => new(_options);

    public ValueTask DisposeAsync()
    {
        if (_file is not null)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            foreach (var path in new[] { _file, $"{_file}-wal", $"{_file}-shm" }) File.Delete(path);
        }

        return ValueTask.CompletedTask;
    }

    private static TestDatabase Sqlite()
    {
        var file = Path.Combine(Path.GetTempPath(), $"centralops-{Guid.NewGuid():N}.db");
        return new TestDatabase(new DatabaseOptions { Provider = "sqlite", ConnectionString = $"Data Source={file}" }, file);
    }

    private static async Task<TestDatabase> PostgreSqlAsync()
    {
        var server = await PostgreSqlServer.GetAsync();
        Assert.SkipWhen(server is null, "PostgreSQL is not installed (package postgresql)");
        return new TestDatabase(new DatabaseOptions { Provider = "postgresql", ConnectionString = await server!.NewDatabaseAsync() }, null);
    }

    private static TestDatabase SqlServer()
    {
        var connection = Environment.GetEnvironmentVariable("CENTRALOPS_TEST_SQLSERVER");
        Assert.SkipWhen(string.IsNullOrEmpty(connection), "CENTRALOPS_TEST_SQLSERVER is not set");
        var builder = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = connection };
        builder["Database"] = $"t{Guid.NewGuid():N}";
        return new TestDatabase(new DatabaseOptions { Provider = "sqlserver", ConnectionString = builder.ConnectionString }, null);
    }
}

/// <summary>The databases that integration tests run on.</summary>
public static class Databases
{
    public static TheoryData<string> All => new("sqlite", "postgresql", "sqlserver");
}

/// <summary>Stops what tests have started.</summary>
public sealed class ServersOfThisRun : IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await PostgreSqlServer.StopSharedAsync();
        await Chromium.CloseAsync();
        await PortalHost.EndWorkersAsync();
        await FreshBank.DeleteAsync();
    }
}
