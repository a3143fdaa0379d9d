using CentralOps.Infrastructure.Database.Identity;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

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
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.StoreByHouseRules(sqlite: Database.ProviderName?.EndsWith("Sqlite", StringComparison.Ordinal) == true);
}
