using CentralOps.Domain.Administration;
using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Monitoring;

/// <summary>Tasks that wait for nobody who is there, or for nobody at all, by post.</summary>
internal sealed record StrandedWork(IReadOnlyDictionary<string, (int Stranded, int Hopeless)> Posts)
{
    /// <summary>What excludes whom changes with every task; a supervisor must know within seconds.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>What waits at the head of a queue comes first; behind so many of them nobody is being waited for yet.</summary>
    private const int Heads = 200;

    /// <summary>Looks at the head of every queue of people.</summary>
    public static async Task<StrandedWork> ReadAsync(
        IDbContextFactory<CentralOpsDbContext> contexts, IStaffDirectory staff, IWorkPosts posts, TimeProvider clock, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (now, people, found) = (clock.GetUtcNow(), await staff.AllAsync(cancel), new Dictionary<string, (int, int)>(StringComparer.Ordinal));
        var present = (await db.Set<DutySession>().AsNoTracking().Where(s => s.OpenFor != null).ToListAsync(cancel)).ToLookup(s => s.UserId, s => s.PostList);
        var waiting = db.Set<WorkItem>().AsNoTracking().Where(w => w.Kind == WorkKind.Human && w.State == WorkState.Waiting && (w.NotBefore == null || w.NotBefore <= now));
        foreach (var code in await waiting.Select(w => w.Post).Distinct().ToListAsync(cancel))
        {
            var items = await waiting.Where(w => w.Post == code).OrderBy(w => w.SortKey).Take(Heads).ToListAsync(cancel);
            var keys = items.Select(w => w.ConflictKey).Where(k => k.Length > 0).Distinct().ToList();
            var conflicts = await db.Set<DutyConflict>().Where(c => keys.Contains(c.Key)).Select(c => new { c.Key, c.UserId }).ToListAsync(cancel);
            var kept = conflicts.Select(c => (c.Key, c.UserId)).ToHashSet();
            var post = await posts.FindAsync(code, cancel);
            var serving = people.Where(p => p.MayServe(post)).ToList();
            var there = serving.Where(p => present[p.Id].Any(served => served.Contains(code))).ToList();
            bool Fits(StaffMember person, WorkItem item) =>
                item.IsFor(person, post) && (item.PinnedTo is null || item.PinnedTo == person.Id) && !kept.Contains((item.ConflictKey, person.Id));
            var nobodyThere = items.Where(w => !there.Exists(p => Fits(p, w))).ToList();
            var hopeless = nobodyThere.Count(w => !serving.Exists(p => Fits(p, w)));
            found[code] = (nobodyThere.Count - hopeless, hopeless);
        }

        return new StrandedWork(found);
    }
}
