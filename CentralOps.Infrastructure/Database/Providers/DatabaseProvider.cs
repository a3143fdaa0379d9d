using CentralOps.Infrastructure.Database.Interceptors;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Database.Providers;

/// <summary>The only place that names database providers.</summary>
public static class DatabaseProvider
{
    // One instance each: EF caches its services by the interceptors' identity.
    private static readonly VersionStamp Stamp = new();
    private static readonly SqliteWriteGate Gate = new();
    private static readonly SqlitePragmas Pragmas = new();

    /// <summary>Points a context at the configured database with its own migrations.</summary>
    public static DbContextOptionsBuilder UseProvider(this DbContextOptionsBuilder builder, DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        builder.AddInterceptors(Stamp);
        return options.Provider switch
        {
            "sqlite" => builder
                .UseSqlite(options.ConnectionString, o => o
                    .CommandTimeout(options.CommandTimeout)
                    .MaxBatchSize(options.MaxBatchSize)
                    .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
                    .MigrationsAssembly("CentralOps.Migrations.Sqlite"))
                .AddInterceptors(Pragmas, Gate),
            "sqlserver" => builder.UseSqlServer(options.ConnectionString, o => o
                .CommandTimeout(options.CommandTimeout)
                .MaxBatchSize(options.MaxBatchSize)
                .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
                .MigrationsAssembly("CentralOps.Migrations.SqlServer")),
            "postgresql" => builder.UseNpgsql(options.ConnectionString, o => o
                .CommandTimeout(options.CommandTimeout)
                .MaxBatchSize(options.MaxBatchSize)
                .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
                .MigrationsAssembly("CentralOps.Migrations.PostgreSql")),
            _ => throw new InvalidOperationException($"Database:Provider '{options.Provider}' is not one of sqlite, sqlserver, postgresql"),
        };
    }
}
