using System.Runtime.CompilerServices;
using CentralOps.Domain.Audit;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Audit.Persistence;

internal sealed class AuditStore(IDbContextFactory<CentralOpsDbContext> contexts) : IAuditStore
{
    public async Task<IReadOnlyList<AuditEntry>> UnsealedAsync(DateTimeOffset? from, DateTimeOffset before, int max, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = db.Set<AuditEntry>().AsNoTracking().Where(e => e.At < before && !db.Set<AuditSeal>().Any(s => s.EntryId == e.Id));
        if (from is { } start) rows = rows.Where(e => e.At >= start);
        return await rows.OrderBy(e => e.At).ThenBy(e => e.Id).Take(max).ToListAsync(cancel);
    }

    public async Task<AuditBlock?> LastBlockAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<AuditBlock>().AsNoTracking().OrderByDescending(b => b.Number).FirstOrDefaultAsync(cancel);
    }

    public async Task<bool> SealAsync(AuditBlock block, IReadOnlyList<AuditSeal> seals, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(block);
        db.AddRange(seals);
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // The block's number and each row's seal are unique: whoever comes second has lost nothing. Any other trouble is not swallowed.
            db.ChangeTracker.Clear();
            if (await db.Set<AuditBlock>().AnyAsync(b => b.Number == block.Number, cancel)) return false;
            throw;
        }
    }

    public async Task<IReadOnlyList<AuditBlock>> BlocksAsync(long from, int max, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<AuditBlock>().AsNoTracking().Where(b => b.Number >= from).OrderBy(b => b.Number).Take(max).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<(AuditSeal Seal, AuditEntry? Entry)>> SealedRowsAsync(long block, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await (from seal in db.Set<AuditSeal>().AsNoTracking()
                          where seal.Block == block
                          join e in db.Set<AuditEntry>().AsNoTracking() on seal.EntryId equals e.Id into found
                          from entry in found.DefaultIfEmpty()
                          orderby seal.Position
                          select new { seal, entry }).ToListAsync(cancel);
        return rows.ConvertAll(r => (r.seal, (AuditEntry?)r.entry));
    }

    public async Task<IReadOnlyList<AuditEntry>> SearchAsync(AuditSearch search, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = db.Set<AuditEntry>().AsNoTracking();
        if (search.Who is { Length: > 0 } who) rows = rows.Where(e => e.Who == who);
        if (search.What is { Length: > 0 } what) rows = rows.Where(e => e.What.StartsWith(what));
        if (search.ObjectId is { Length: > 0 } id) rows = rows.Where(e => e.ObjectId == id);
        if (search.From is { } from) rows = rows.Where(e => e.At >= from);
        if (search.To is { } to) rows = rows.Where(e => e.At < to);
        return await rows.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Skip(search.Skip).Take(Math.Clamp(search.Take, 1, 1000)).ToListAsync(cancel);
    }

    public async IAsyncEnumerable<AuditEntry> ExportAsync(DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await foreach (var entry in db.Set<AuditEntry>().AsNoTracking().Where(e => e.At >= from && e.At < to).OrderBy(e => e.At).ThenBy(e => e.Id).AsAsyncEnumerable().WithCancellation(cancel))
            yield return entry;
    }
}
