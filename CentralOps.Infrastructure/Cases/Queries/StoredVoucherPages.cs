using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Cases.Queries;

/// <summary>Pages of the latest cases. Pages are stored with their case, so that the search goes through whole cases and has a bound.</summary>
internal sealed class StoredVoucherPages(IDbContextFactory<CentralOpsDbContext> contexts) : IStoredVoucherPages
{
    private const int Batch = 50, MostCases = 500;

    public async Task<IReadOnlyList<StoredVoucherPage>> LatestAsync(string kind, int most, CancellationToken cancel = default)
    {
        var found = new List<StoredVoucherPage>();
        Guid? before = null;
        for (var looked = 0; looked < MostCases && found.Count < most; looked += Batch)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var cases = db.Set<Case>().AsNoTracking();
            if (before is { } last) cases = cases.Where(c => c.Id.CompareTo(last) < 0);
            var rows = await cases.OrderByDescending(c => c.Id).Take(Batch)
                .Select(c => new { c.Id, c.Number, c.SubmittedAt, Body = EF.Property<string>(c, CaseConfiguration.BodyColumn) }).ToListAsync(cancel);
            foreach (var row in rows)
            {
                var pages = StoredJson.Read<CaseBody>(row.Body).Pages.Where(p => !p.Replaced && (p.VoucherKind is null ? p.Doubt is not null : p.VoucherKind == kind));
                found.AddRange(pages.Select(p => new StoredVoucherPage(row.Number, p.Number, p.ContentHash, p.TemplateKey, p.TemplateVersion, p.Width, p.Height, row.SubmittedAt)));
            }

            if (rows.Count < Batch) break;
            before = rows[^1].Id;
        }

        return [.. found.Take(most)];
    }
}
