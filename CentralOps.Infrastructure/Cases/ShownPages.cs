using CentralOps.Domain.Cases.Advancing;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Cases;

/// <summary>One row per page, person and task; rows go when no task can be that old any more.</summary>
internal sealed class ShownPages(IDbContextFactory<CentralOpsDbContext> contexts, TimeProvider clock) : IShownPages
{
    /// <summary>A task is suspended for thirty days at most.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(40);

    public async Task NoteAsync(Guid userId, Guid itemId, string contentHash, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var same = db.Set<ShownPage>().Where(p => p.ItemId == itemId && p.UserId == userId && p.ContentHash == contentHash);
        if (await same.AnyAsync(cancel)) return;
        db.Add(new ShownPage { ItemId = itemId, UserId = userId, ContentHash = contentHash, At = clock.GetUtcNow() });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            if (!await same.AnyAsync(cancel)) throw; // the browser asked twice at once
        }
    }

    public async Task<IReadOnlySet<string>> OfAsync(Guid userId, Guid itemId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<ShownPage>().Where(p => p.ItemId == itemId && p.UserId == userId).Select(p => p.ContentHash).ToHashSetAsync(cancel);
    }

    /// <summary>Drops what no task can ask for any more.</summary>
    public async Task<int> DropOldAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var old = clock.GetUtcNow() - Kept;
        return await db.Set<ShownPage>().Where(p => p.At < old).ExecuteDeleteAsync(cancel);
    }
}
