using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Dispatch.Claims;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Dispatch.Persistence;

/// <summary>Sessions and leases in the database.</summary>
internal sealed class DispatchStore(IDbContextFactory<CentralOpsDbContext> contexts, IClaimSql claims) : IDispatchStore
{
    private const int MostAttempts = 8;

    // Asked at every task: see CaseStore.
    private readonly Func<CentralOpsDbContext, Guid, CancellationToken, Task<DutySession?>> _session = EF.CompileAsyncQuery(
        (CentralOpsDbContext db, Guid userId, CancellationToken _) => db.Set<DutySession>().FirstOrDefault(s => s.OpenFor == userId));

    public async Task<T> ChangeAsync<T>(Func<IDispatchRows, Task<T>> change, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            try
            {
                return await change(new DispatchRows(db, claims, _session, cancel));
            }
            catch (Overtaken) when (attempt < MostAttempts)
            {
                await Task.Delay(attempt * 3, cancel);
            }
        }
    }

    public async Task<DutySession?> SessionAsync(Guid userId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await _session(db, userId, cancel);
    }

    public async Task<IReadOnlyList<DutySession>> SessionsAsync(Guid userId, DateTimeOffset since, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<DutySession>().AsNoTracking().Where(s => s.UserId == userId && s.SignedInAt >= since).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<ReadyPerson>> ReadyAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var idle = db.Set<DutySession>().AsNoTracking().Where(s => s.OpenFor != null && s.State == DutyState.Ready);
        var sessions = await idle.OrderBy(s => s.Since).ToListAsync(cancel);
        if (sessions.Count == 0) return [];
        var reserved = await db.Set<WorkItem>().Where(w => w.State == WorkState.Offered && idle.Any(s => s.UserId == w.HolderId)).Select(w => w.HolderId).ToListAsync(cancel);
        return [.. sessions.Select(s => new ReadyPerson(s.UserId, s.PostList, s.Since, s.OfferedAt, reserved.Contains(s.UserId)))];
    }

    public async Task<bool> HoldsAsync(Guid userId, Guid itemId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<WorkItem>().AnyAsync(w => w.Id == itemId && w.HolderId == userId && (w.State == WorkState.Offered || w.State == WorkState.Working), cancel);
    }

    // One index seek per post: its first waiting row.
    public async Task<IReadOnlyList<string>> BusiestAsync(IReadOnlyCollection<string> posts, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var heads = new List<(string Post, long SortKey)>();
        foreach (var post in posts)
        {
            var head = await db.Set<WorkItem>().Where(w => w.Post == post && w.State == WorkState.Waiting && w.Kind == WorkKind.Human && (w.NotBefore == null || w.NotBefore <= now))
                .OrderBy(w => w.SortKey).Select(w => (long?)w.SortKey).FirstOrDefaultAsync(cancel);
            if (head is { } key) heads.Add((post, key));
        }

        return [.. heads.OrderBy(h => h.SortKey).Select(h => h.Post)];
    }

    public async Task<string?> PostOfAsync(Guid itemId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<WorkItem>().Where(w => w.Id == itemId).Select(w => w.Post).FirstOrDefaultAsync(cancel);
    }

    public async Task<bool> KeepDraftAsync(Guid userId, Guid itemId, string draft, DateTimeOffset leaseUntil, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        // A new version: whoever takes it back at this moment looks again, or what was typed would lie in the queue for the next person.
        var (version, lease) = (Guid.CreateVersion7(), (DateTimeOffset?)leaseUntil);
        return await db.Set<WorkItem>().Where(w => w.Id == itemId && w.HolderId == userId && w.State == WorkState.Working)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.Draft, draft).SetProperty(w => w.LeaseUntil, lease).SetProperty(w => w.Version, version), cancel) == 1;
    }

    public async Task<IReadOnlyList<Guid>> ExpiredAsync(DateTimeOffset now, int most, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<WorkItem>().Where(w => (w.State == WorkState.Offered || w.State == WorkState.Working) && w.LeaseUntil < now)
            .OrderBy(w => w.LeaseUntil).Select(w => w.Id).Take(most).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<(Guid UserId, string Posts)>> OnDutyAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return [.. (await db.Set<DutySession>().Where(s => s.OpenFor != null).Select(s => new { s.UserId, s.Posts }).ToListAsync(cancel)).Select(s => (s.UserId, s.Posts))];
    }

    public async Task<IReadOnlyList<Guid>> LostSinceAsync(DateTimeOffset before, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<DutySession>().Where(s => s.OpenFor != null && s.State == DutyState.Disconnected && s.Since < before).Select(s => s.UserId).ToListAsync(cancel);
    }
}
