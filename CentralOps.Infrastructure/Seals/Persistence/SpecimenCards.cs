using CentralOps.Domain.Seals;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Seals.Persistence;

/// <summary>Specimen cards in our own database.</summary>
internal sealed class SpecimenCards(IDbContextFactory<CentralOpsDbContext> contexts) : ISpecimenCards
{
    public async Task<SpecimenCard?> CardAsync(string account, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<SpecimenCard>().AsNoTracking().Include(c => c.Specimens).SingleOrDefaultAsync(c => c.Account == account, cancel);
    }

    public async Task AddAsync(SpecimenCard card, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(card);
        await db.SaveChangesAsync(cancel);
    }
}
