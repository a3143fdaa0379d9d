using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.CoreBanking.Persistence;

internal sealed class Postings(IDbContextFactory<CentralOpsDbContext> contexts) : IPostings
{
    public async Task<CorePosting?> LatestAsync(Guid caseId, string purpose, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<CorePosting>().AsNoTracking().Where(p => p.CaseId == caseId && p.Purpose == purpose).OrderByDescending(p => p.Round).FirstOrDefaultAsync(cancel);
    }

    public async Task<CorePosting?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<CorePosting>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel);
    }

    public async Task<CorePosting?> FindByKeyAsync(string idempotencyKey, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<CorePosting>().AsNoTracking().FirstOrDefaultAsync(p => p.IdempotencyKey == idempotencyKey, cancel);
    }

    public async Task<IReadOnlyList<CorePosting>> OfCaseAsync(Guid caseId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<CorePosting>().AsNoTracking().Where(p => p.CaseId == caseId).OrderBy(p => p.PreparedAt).ToListAsync(cancel);
    }

    public async Task<bool> AddAsync(CorePosting posting, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        posting.Version = Ids.New();
        db.Add(posting);
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // The round of a case and purpose is unique: somebody else has just prepared it. Any other trouble is not swallowed.
            db.ChangeTracker.Clear();
            if (await db.Set<CorePosting>().AnyAsync(p => p.CaseId == posting.CaseId && p.Purpose == posting.Purpose && p.Round == posting.Round, cancel)) return false;
            throw;
        }
    }

    public async Task<bool> SaveAsync(CorePosting posting, CorePosting? together = null, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        Update(db, posting);
        if (together is not null) Update(db, together);
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    public async Task<IReadOnlyList<Guid>> OpenAsync(DateTimeOffset now, DateTimeOffset sentBefore, int max, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<CorePosting>()
            .Where(p => (p.State == PostingState.Sent && p.SentAt < sentBefore)
                || (p.State == PostingState.Unknown && p.NextAttemptAt <= now)
                || (p.State == PostingState.Prepared && p.ReversesId != null && p.NextAttemptAt <= now))
            .OrderBy(p => p.NextAttemptAt).Take(max).Select(p => p.Id).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<CorePosting>> SearchAsync(string? text, IReadOnlyCollection<PostingState> states, int max, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var query = db.Set<CorePosting>().AsNoTracking();
        if (states.Count > 0) query = query.Where(p => states.Contains(p.State));
        if (text is not null) query = query.Where(p => p.CaseNumber == text || p.JournalNumber == text || p.DebitAccount == text || p.CreditAccount == text);
        return await query.OrderByDescending(p => p.PreparedAt).Take(max).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<CorePosting>> OfBusinessDateAsync(DateOnly businessDate, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<CorePosting>().AsNoTracking().Where(p => p.BusinessDate == businessDate).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<DateOnly>> BusinessDatesAsync(DateOnly first, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<CorePosting>().Where(p => p.BusinessDate >= first).Select(p => p.BusinessDate).Distinct().OrderBy(d => d).ToListAsync(cancel);
    }

    /// <summary>Writes a detached posting: only if its row still carries the stamp it was read with.</summary>
    internal static void Update(CentralOpsDbContext db, CorePosting posting)
    {
        var read = posting.Version;
        posting.Version = Ids.New();
        db.Update(posting).Property(p => p.Version).OriginalValue = read;
    }
}
