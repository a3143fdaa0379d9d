using CentralOps.Infrastructure.Database;

namespace CentralOps.Infrastructure.Dispatch;

/// <summary>Who claims.</summary>
/// <param name="UserId">The person (or a node's machine id).</param>
/// <param name="Level">Their authorization level.</param>
/// <param name="Limit">Largest amount in yuan they may decide on; null = no limit.</param>
public sealed record Claimant(Guid UserId, int Level, decimal? Limit);

/// <summary>The one atomic statement per database that takes the first fitting task of a post. Nobody can get the same task twice.</summary>
public interface IClaimSql
{
    /// <summary>Claims for a person: Waiting → Offered until <paramref name="leaseUntil"/>. Null = nothing fits.</summary>
    Task<Guid?> ClaimForPersonAsync(CentralOpsDbContext db, string post, Claimant who, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancel);

    /// <summary>Claims up to <paramref name="count"/> machine items of a queue: Waiting → Working until <paramref name="leaseUntil"/>.</summary>
    Task<IReadOnlyList<Guid>> ClaimForMachineAsync(CentralOpsDbContext db, string queue, int count, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancel);
}
