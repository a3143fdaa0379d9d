using System.Globalization;
using CentralOps.Infrastructure.Database.Interceptors;
using CentralOps.Infrastructure.Dispatch;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Database.Providers.Sqlite;

/// <summary>SQLite: one conditional UPDATE … RETURNING, queued behind the process's other writers.</summary>
internal sealed class SqliteClaims : IClaimSql
{
    public async Task<Guid?> ClaimForPersonAsync(CentralOpsDbContext db, string post, Claimant who, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancel)
    {
        var (at, lease, version) = (now.ToUnixTimeMilliseconds(), leaseUntil.ToUnixTimeMilliseconds(), Guid.CreateVersion7());
        var limit = who.Limit is { } yuan ? (long)(yuan * 100) : long.MaxValue;
        using var gate = await SqliteWriteGate.EnterAsync(db.Database.GetConnectionString() ?? "", cancel);
        var ids = await db.Database.SqlQuery<string>($"""
            UPDATE DispatchWorkItems SET State = 'Offered', HolderId = {who.UserId}, LeaseUntil = {lease}, Attempt = Attempt + 1, Version = {version}
            WHERE Id = (SELECT w.Id FROM DispatchWorkItems w
                        WHERE w.Post = {post} AND w.State = 'Waiting' AND w.Kind = 'Human'
                          AND (w.NotBefore IS NULL OR w.NotBefore <= {at}) AND (w.PinnedTo IS NULL OR w.PinnedTo = {who.UserId})
                          AND w.Level <= {who.Level} AND (w.Amount IS NULL OR w.Amount <= {limit})
                          AND NOT EXISTS (SELECT 1 FROM DispatchConflicts c WHERE c.UserId = {who.UserId} AND c."Key" = w.ConflictKey)
                        ORDER BY w.SortKey LIMIT 1)
            RETURNING Id AS Value
            """).ToListAsync(cancel);
        return ids.Count == 0 ? null : Guid.Parse(ids[0], CultureInfo.InvariantCulture);
    }

    public async Task<bool> ClaimThisAsync(CentralOpsDbContext db, Guid itemId, Guid userId, DateTimeOffset leaseUntil, CancellationToken cancel)
    {
        var (lease, version) = (leaseUntil.ToUnixTimeMilliseconds(), Guid.CreateVersion7());
        using var gate = await SqliteWriteGate.EnterAsync(db.Database.GetConnectionString() ?? "", cancel);
        return await db.Database.ExecuteSqlAsync($"""
            UPDATE DispatchWorkItems SET State = 'Offered', HolderId = {userId}, LeaseUntil = {lease}, Attempt = Attempt + 1, Version = {version}
            WHERE Id = {itemId} AND State = 'Waiting'
            """, cancel) == 1;
    }

    public async Task<IReadOnlyList<Guid>> ClaimForMachineAsync(CentralOpsDbContext db, string queue, int count, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancel)
    {
        var (at, lease, version) = (now.ToUnixTimeMilliseconds(), leaseUntil.ToUnixTimeMilliseconds(), Guid.CreateVersion7());
        using var gate = await SqliteWriteGate.EnterAsync(db.Database.GetConnectionString() ?? "", cancel);
        var ids = await db.Database.SqlQuery<string>($"""
            UPDATE DispatchWorkItems SET State = 'Working', LeaseUntil = {lease}, StartedAt = {at}, Attempt = Attempt + 1, Version = {version}
            WHERE Id IN (SELECT w.Id FROM DispatchWorkItems w
                         WHERE w.Post = {queue} AND w.State = 'Waiting' AND w.Kind = 'Machine' AND (w.NotBefore IS NULL OR w.NotBefore <= {at})
                         ORDER BY w.SortKey LIMIT {count})
            RETURNING Id AS Value
            """).ToListAsync(cancel);
        return [.. ids.Select(id => Guid.Parse(id, CultureInfo.InvariantCulture))];
    }
}
