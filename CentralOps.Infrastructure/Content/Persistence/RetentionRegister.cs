using CentralOps.Domain.Content;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Content.Persistence;

internal sealed class RetentionRegister(IDbContextFactory<CentralOpsDbContext> contexts, TimeProvider clock) : IRetentionRegister
{
    public async Task KeepAsync(IReadOnlyCollection<string> hashes, DateTimeOffset until, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var wanted = hashes.Distinct().ToList();
        var known = await db.Set<ContentRetention>().Where(r => wanted.Contains(r.Hash)).ToDictionaryAsync(r => r.Hash, cancel);
        foreach (var hash in wanted)
        {
            if (!known.TryGetValue(hash, out var record))
                db.Add(new ContentRetention { Hash = hash, Until = until, SetAt = clock.GetUtcNow() });
            else
            {
                if (record.Until < until) record.Until = until;
                record.RemovedAt = null; // stored again after its removal
            }
        }
        await db.SaveChangesAsync(cancel);
    }

    public async Task<IReadOnlyList<string>> ExpiredAsync(DateTimeOffset now, int max, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<ContentRetention>().Where(r => r.RemovedAt == null && r.Until < now).OrderBy(r => r.Until).Take(max).Select(r => r.Hash).ToListAsync(cancel);
    }

    public async Task MarkRemovedAsync(string hash, DateTimeOffset at, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Set<ContentRetention>().Where(r => r.Hash == hash).ExecuteUpdateAsync(s => s.SetProperty(r => r.RemovedAt, at), cancel);
    }
}
