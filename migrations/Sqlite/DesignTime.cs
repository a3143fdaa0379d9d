using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CentralOps.Migrations.Sqlite;

/// <summary>Gives dotnet-ef a context of this provider; the connection is never opened.</summary>
public sealed class DesignTime : IDesignTimeDbContextFactory<CentralOpsDbContext>
{
    /// <inheritdoc />
    public CentralOpsDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<CentralOpsDbContext>();
        builder.UseProvider(new DatabaseOptions { Provider = "sqlite", ConnectionString = "Data Source=design.db" });
        return new CentralOpsDbContext(builder.Options);
    }
}
