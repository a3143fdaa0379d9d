using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Dispatch.Claims;

/// <summary>PostgreSQL: FOR UPDATE SKIP LOCKED, so that claimers pass each other.</summary>
internal sealed class PostgreSqlClaims : IClaimSql
{
    public async Task<Guid?> ClaimForPersonAsync(CentralOpsDbContext db, string post, Claimant who, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancel)
    {
        var (version, limit) = (Guid.CreateVersion7(), who.Limit ?? 9_999_999_999_999_999m);
        var ids = await db.Database.SqlQuery<Guid>($"""
            UPDATE "DispatchWorkItems" SET "State" = 'Offered', "HolderId" = {who.UserId}, "LeaseUntil" = {leaseUntil}, "Attempt" = "Attempt" + 1, "Version" = {version}
            WHERE "Id" = (SELECT w."Id" FROM "DispatchWorkItems" w
                          WHERE w."Post" = {post} AND w."State" = 'Waiting' AND w."Kind" = 'Human'
                            AND (w."NotBefore" IS NULL OR w."NotBefore" <= {now}) AND (w."PinnedTo" IS NULL OR w."PinnedTo" = {who.UserId})
                            AND w."Level" <= {who.Level} AND (w."Amount" IS NULL OR w."Amount" <= {limit})
                            AND NOT EXISTS (SELECT 1 FROM "DispatchConflicts" c WHERE c."UserId" = {who.UserId} AND c."Key" = w."ConflictKey")
                          ORDER BY w."SortKey" LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING "Id" AS "Value"
            """).ToListAsync(cancel);
        return ids.Count == 0 ? null : ids[0];
    }

    public async Task<IReadOnlyList<Guid>> ClaimForMachineAsync(CentralOpsDbContext db, string queue, int count, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancel)
    {
        var version = Guid.CreateVersion7();
        return await db.Database.SqlQuery<Guid>($"""
            UPDATE "DispatchWorkItems" SET "State" = 'Working', "LeaseUntil" = {leaseUntil}, "StartedAt" = {now}, "Attempt" = "Attempt" + 1, "Version" = {version}
            WHERE "Id" IN (SELECT w."Id" FROM "DispatchWorkItems" w
                           WHERE w."Post" = {queue} AND w."State" = 'Waiting' AND w."Kind" = 'Machine' AND (w."NotBefore" IS NULL OR w."NotBefore" <= {now})
                           ORDER BY w."SortKey" LIMIT {count} FOR UPDATE SKIP LOCKED)
            RETURNING "Id" AS "Value"
            """).ToListAsync(cancel);
    }
}
