using CentralOps.Infrastructure.Database.Providers;
using CentralOps.Infrastructure.Database.Providers.Sqlite;
using CentralOps.Infrastructure.Database.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CentralOps.Infrastructure.Database;

/// <summary>Registers the database context of the configured provider.</summary>
public static class DatabaseRegistration
{
    /// <summary>Adds options, context factory and the start-up work on the schema.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>()
            .Bind(configuration.GetSection(DatabaseOptions.Section))
            .PostConfigure(o =>
            {
                if (o.ConnectionString.Length == 0 && o.Provider == "sqlite")
                    o.ConnectionString = $"Data Source={Path.Combine(DataFolder.Of(configuration), "centralops.db")}";
            })
            .ValidateDataAnnotations()
            .Validate(o => o.ConnectionString.Length > 0, "Database:ConnectionString is needed for this provider")
            .ValidateOnStart();
        services.AddPooledDbContextFactory<CentralOpsDbContext>((provider, builder) =>
            builder.UseProvider(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        services.AddSingleton<DatabaseStart>();
        return services;
    }

    /// <summary>Adds the writer of rows that are not tracked, once.</summary>
    public static IServiceCollection AddWriter(this IServiceCollection services)
    {
        services.TryAddSingleton<IWriter>(s =>
        {
            var contexts = s.GetRequiredService<IDbContextFactory<CentralOpsDbContext>>();
            return s.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == "sqlite" ? new SqliteWriter(contexts) : new ServerWriter(contexts);
        });
        return services;
    }
}
