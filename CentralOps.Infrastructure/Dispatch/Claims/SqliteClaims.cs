using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Writing;

namespace CentralOps.Infrastructure.Dispatch.Claims;

/// <summary>SQLite: one conditional UPDATE … RETURNING, by the process's one writer.</summary>
internal sealed class SqliteClaims(IWriter writer) : IClaimSql
{
    private const string ForPerson =
        """
        UPDATE DispatchWorkItems SET State = 'Offered', HolderId = @p0, LeaseUntil = @p1, Attempt = Attempt + 1, Version = @p2
        WHERE Id = (SELECT w.Id FROM DispatchWorkItems w
                    WHERE w.Post = @p3 AND w.State = 'Waiting' AND w.Kind = 'Human'
                      AND (w.NotBefore IS NULL OR w.NotBefore <= @p4) AND (w.PinnedTo IS NULL OR w.PinnedTo = @p0)
                      AND w.Level <= @p5 AND (w.Amount IS NULL OR w.Amount <= @p6)
                      AND NOT EXISTS (SELECT 1 FROM DispatchConflicts c WHERE c.UserId = @p0 AND c."Key" = w.ConflictKey)
                    ORDER BY w.SortKey LIMIT 1)
        RETURNING Id
        """;

    private const string This =
        """
        UPDATE DispatchWorkItems SET State = 'Offered', HolderId = @p0, LeaseUntil = @p1, Attempt = Attempt + 1, Version = @p2
        WHERE Id = @p3 AND State = 'Waiting'
        RETURNING Id
        """;

    private const string ForMachine =
        """
        UPDATE DispatchWorkItems SET State = 'Working', LeaseUntil = @p0, StartedAt = @p1, Attempt = Attempt + 1, Version = @p2
        WHERE Id IN (SELECT w.Id FROM DispatchWorkItems w
                     WHERE w.Post = @p3 AND w.State = 'Waiting' AND w.Kind = 'Machine' AND (w.NotBefore IS NULL OR w.NotBefore <= @p1)
                     ORDER BY w.SortKey LIMIT @p4)
        RETURNING Id
        """;

    public async Task<Guid?> ClaimForPersonAsync(CentralOpsDbContext db, string post, Claimant who, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancel)
    {
        var limit = who.Limit is { } yuan ? (long)(yuan * 100) : long.MaxValue;
        var ids = await ClaimAsync(ForPerson, [who.UserId, leaseUntil.ToUnixTimeMilliseconds(), Guid.CreateVersion7(), post, now.ToUnixTimeMilliseconds(), who.Level, limit], cancel);
        return ids.Count == 0 ? null : ids[0];
    }

    public async Task<bool> ClaimThisAsync(CentralOpsDbContext db, Guid itemId, Guid userId, DateTimeOffset leaseUntil, CancellationToken cancel) =>
        (await ClaimAsync(This, [userId, leaseUntil.ToUnixTimeMilliseconds(), Guid.CreateVersion7(), itemId], cancel)).Count == 1;

    public async Task<IReadOnlyList<Guid>> ClaimForMachineAsync(CentralOpsDbContext db, string queue, int count, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancel) =>
        await ClaimAsync(ForMachine, [leaseUntil.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), Guid.CreateVersion7(), queue, count], cancel);

    private async Task<List<Guid>> ClaimAsync(string text, object[] values, CancellationToken cancel)
    {
        List<Guid> ids = [];
        await writer.WriteAsync(async (session, stop) => (ids = await session.ReturningAsync(text, values, stop)).Count > 0, cancel);
        return ids;
    }
}
