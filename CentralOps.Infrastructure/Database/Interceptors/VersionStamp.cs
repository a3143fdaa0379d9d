using CentralOps.Domain.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CentralOps.Infrastructure.Database.Interceptors;

/// <summary>Gives every row with a <c>Version</c> a new stamp on each write: an optimistic concurrency token that works on all three databases.</summary>
internal sealed class VersionStamp : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Stamp(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Stamp(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void Stamp(DbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified)) continue;
            if (entry.Metadata.FindProperty("Version") is { } version && version.ClrType == typeof(Guid))
                entry.Property("Version").CurrentValue = Ids.New();
        }
    }
}
