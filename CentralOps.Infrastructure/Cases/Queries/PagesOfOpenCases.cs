using CentralOps.Domain.Cases;
using CentralOps.Domain.Content;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Cases.Queries;

/// <summary>Pages of cases that are not finished are still needed, whatever the retention date of an older case with the same image.</summary>
internal sealed class PagesOfOpenCases(IDbContextFactory<CentralOpsDbContext> contexts) : IContentReferences
{
    public async Task<IReadOnlySet<string>> StillNeededAsync(IReadOnlyCollection<string> hashes, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var asked = hashes.ToList();
        var needed = await db.Set<CaseKey>()
            .Where(k => k.Kind == "page" && asked.Contains(k.Value) && db.Set<Case>().Any(c => c.Id == k.CaseId && c.FinishedAt == null))
            .Select(k => k.Value).Distinct().ToListAsync(cancel);
        return needed.ToHashSet();
    }
}
