using CentralOps.Domain.Entry.Shortcuts;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Entry.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Entry;

/// <summary>One row per person who moved a key.</summary>
internal sealed class ShortcutStore(IDbContextFactory<CentralOpsDbContext> contexts, TimeProvider clock) : IShortcuts
{
    public async Task<ShortcutMap> OfAsync(Guid userId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Set<Keyboard>().AsNoTracking().FirstOrDefaultAsync(k => k.UserId == userId, cancel);
        // Keys that a later version no longer knows must not lock anybody out of their desk.
        return row is null ? ShortcutMap.Default : ShortcutMap.Of(StoredJson.Read<Dictionary<string, string>>(row.Keys)).ValueOrDefault ?? ShortcutMap.Default;
    }

    public async Task<Outcome> SaveAsync(Guid userId, IReadOnlyDictionary<string, string> own, CancellationToken cancel = default)
    {
        var map = ShortcutMap.Of(own);
        if (map.Refusal is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Set<Keyboard>().FirstOrDefaultAsync(k => k.UserId == userId, cancel);
        if (own.Count == 0 && row is not null) db.Remove(row);
        if (own.Count > 0 && row is null) db.Add(new Keyboard { UserId = userId, Keys = StoredJson.Write(own), ChangedAt = clock.GetUtcNow() });
        if (own.Count > 0 && row is not null) (row.Keys, row.ChangedAt) = (StoredJson.Write(own), clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return Outcome.Ok;
    }
}
