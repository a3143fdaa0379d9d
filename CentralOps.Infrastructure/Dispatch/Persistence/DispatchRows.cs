using CentralOps.Domain.Audit;
using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Dispatch.Claims;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Dispatch.Persistence;

/// <summary>The rows of one change of sessions and leases.</summary>
internal sealed class DispatchRows(CentralOpsDbContext db, IClaimSql claims, Func<CentralOpsDbContext, Guid, CancellationToken, Task<DutySession?>> session, CancellationToken cancel) : IDispatchRows
{
    public Task<DutySession?> SessionAsync(Guid userId) => session(db, userId, cancel);

    public Task<WorkItem?> ItemAsync(Guid itemId) => db.Set<WorkItem>().FirstOrDefaultAsync(w => w.Id == itemId, cancel);

    public async Task<IReadOnlyList<WorkItem>> HeldAsync(Guid userId) =>
        await db.Set<WorkItem>().Where(w => w.HolderId == userId && (w.State == WorkState.Offered || w.State == WorkState.Working)).OrderBy(w => w.SortKey).ToListAsync(cancel);

    public async Task<IReadOnlyList<WorkItem>> WaitingAsync(string post, Claimant who, DateTimeOffset now, int most) =>
        await db.Set<WorkItem>().AsNoTracking()
            .Where(w => w.Post == post && w.State == WorkState.Waiting && w.Kind == WorkKind.Human && (w.NotBefore == null || w.NotBefore <= now) && (w.PinnedTo == null || w.PinnedTo == who.UserId)
                && w.Level <= who.Level && (w.Amount == null || who.Limit == null || w.Amount <= who.Limit) && !db.Set<DutyConflict>().Any(c => c.UserId == who.UserId && c.Key == w.ConflictKey))
            .OrderBy(w => w.SortKey).Take(most).ToListAsync(cancel);

    public Task<long?> HeadAsync(string post) => db.Set<WorkItem>().Where(w => w.Post == post && w.State == WorkState.Waiting).MinAsync(w => (long?)w.SortKey, cancel);

    public Task<int> ReadyBesideAsync(string post, Guid userId)
    {
        var name = $",{post},";
        return db.Set<DutySession>().CountAsync(s => s.OpenFor != null && s.State == DutyState.Ready && s.UserId != userId && ("," + s.Posts + ",").Contains(name), cancel);
    }

    public Task<bool> ConflictsAsync(Guid userId, string key) => db.Set<DutyConflict>().AnyAsync(c => c.UserId == userId && c.Key == key, cancel);

    public Task<Guid?> ClaimAsync(string post, Claimant who, DateTimeOffset now, DateTimeOffset leaseUntil) => claims.ClaimForPersonAsync(db, post, who, now, leaseUntil, cancel);

    public Task<bool> ClaimAsync(Guid itemId, Guid userId, DateTimeOffset leaseUntil) => claims.ClaimThisAsync(db, itemId, userId, leaseUntil, cancel);

    public void Add(DutySession session) => db.Add(session);

    public void Add(AuditEntry entry) => db.Add(entry);

    public async Task SaveAsync()
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException e)
        {
            throw new Overtaken(e);
        }
    }
}
