using CentralOps.Infrastructure.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Tests.Support;

/// <summary>A SQLite database in memory with the whole schema, gone with the test. Shared by name, so that several contexts may work at once as in the product.</summary>
internal sealed class MemoryDatabase : IDbContextFactory<CentralOpsDbContext>, IDisposable
{
    private readonly SqliteConnection keepAlive;
    private readonly DbContextOptions<CentralOpsDbContext> options;

    public MemoryDatabase()
    {
        var connection = $"Data Source=file:{Guid.NewGuid():N}?mode=memory&cache=shared";
        keepAlive = new SqliteConnection(connection);
        keepAlive.Open();
        options = new DbContextOptionsBuilder<CentralOpsDbContext>().UseSqlite(connection).Options;
        using var db = CreateDbContext();
        db.Database.EnsureCreated();
    }

    public CentralOpsDbContext CreateDbContext() => new(options);

    public void Dispose() => keepAlive.Dispose();
}
