using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CentralOps.Migrations.PostgreSql;

/// <summary>Gives dotnet-ef a context of this provider; the connection is never opened.</summary>
public sealed class DesignTime : IDesignTimeDbContextFactory<CentralOpsDbContext>
{
    /// <inheritdoc />
    public CentralOpsDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<CentralOpsDbContext>();
        builder.UseProvider(new DatabaseOptions { Provider = "postgresql", ConnectionString = "Host=127.0.0.1;Database=design" });
        return new CentralOpsDbContext(builder.Options);
    }
}
