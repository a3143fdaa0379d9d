using CentralOps.Infrastructure.Administration;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CentralOps.Infrastructure.Database;

/// <summary>One context = one transaction for process state, work items, audit and outbox. Entities are mapped by the features' own configurations.</summary>
public sealed class CentralOpsDbContext(DbContextOptions<CentralOpsDbContext> options)
    : IdentityDbContext<StaffUser, StaffRole, Guid>(options), IDataProtectionKeyContext
{
    /// <summary>Keys that sign cookies and image addresses, shared by all nodes.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CentralOpsDbContext).Assembly);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(30);
        configurationBuilder.Properties<decimal>().HavePrecision(18, 2);
        if (Database.ProviderName?.EndsWith("Sqlite", StringComparison.Ordinal) == true)
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMillisecondsConverter>();
            configurationBuilder.Properties<decimal>().HaveConversion<FenConverter>();
        }
    }

    /// <summary>SQLite has no decimal: every decimal column is an amount, stored as whole fen, so that it sorts and compares.</summary>
    private sealed class FenConverter() : ValueConverter<decimal, long>(yuan => (long)(yuan * 100m), fen => fen / 100m);

    /// <summary>SQLite has no sortable time with offset: stored as Unix milliseconds, always UTC.</summary>
    private sealed class UtcMillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
        t => t.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));
}
