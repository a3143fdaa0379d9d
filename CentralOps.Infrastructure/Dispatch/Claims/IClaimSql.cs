using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Dispatch.Claims;

/// <summary>The one atomic statement per database that takes the first fitting task of a post. Nobody can get the same task twice.</summary>
public interface IClaimSql
{
    /// <summary>Claims for a person: Waiting → Offered until <paramref name="leaseUntil"/>. Null = nothing fits.</summary>
    Task<Guid?> ClaimForPersonAsync(CentralOpsDbContext db, string post, Claimant who, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancel);

    /// <summary>Claims one known waiting item for a person: Waiting → Offered. False = somebody was quicker.</summary>
    async Task<bool> ClaimThisAsync(CentralOpsDbContext db, Guid itemId, Guid userId, DateTimeOffset leaseUntil, CancellationToken cancel)
    {
        var version = Guid.CreateVersion7();
        return await db.Set<WorkItem>().Where(w => w.Id == itemId && w.State == WorkState.Waiting).ExecuteUpdateAsync(
            set => set.SetProperty(w => w.State, WorkState.Offered).SetProperty(w => w.HolderId, userId).SetProperty(w => w.LeaseUntil, leaseUntil)
                .SetProperty(w => w.Attempt, w => w.Attempt + 1).SetProperty(w => w.Version, version), cancel) == 1;
    }

    /// <summary>Claims up to <paramref name="count"/> machine items of a queue: Waiting → Working until <paramref name="leaseUntil"/>.</summary>
    Task<IReadOnlyList<Guid>> ClaimForMachineAsync(CentralOpsDbContext db, string queue, int count, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancel);
}
