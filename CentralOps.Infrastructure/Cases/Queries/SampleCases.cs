using System.Runtime.CompilerServices;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Cases.Queries;

/// <summary>Reads past cases in the order of their submission, a page at a time.</summary>
internal sealed class SampleCases(IDbContextFactory<CentralOpsDbContext> contexts) : ISampleCases
{
    private const int Page = 200;

    public async IAsyncEnumerable<SampleCase> LatestAsync(int most, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        // By time and number: keys are not in the order of their making on every database.
        (DateTimeOffset At, string Number)? before = null;
        for (var left = most; left > 0;)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var cases = db.Set<Case>().AsNoTracking();
            if (since is { } from) cases = cases.Where(c => c.SubmittedAt >= from);
            if (before is var (at, number)) cases = cases.Where(c => c.SubmittedAt < at || (c.SubmittedAt == at && c.Number.CompareTo(number) < 0));
            var rows = await cases.OrderByDescending(c => c.SubmittedAt).ThenByDescending(c => c.Number).Take(Math.Min(Page, left))
                .Select(c => new { Case = c, Body = EF.Property<string>(c, CaseConfiguration.BodyColumn) }).ToListAsync(cancel);
            foreach (var row in rows) yield return Sample(row.Case, row.Body);
            if (rows.Count < Page) yield break;
            (before, left) = ((rows[^1].Case.SubmittedAt, rows[^1].Case.Number), left - rows.Count);
        }
    }

    public async Task<SampleCase?> FindAsync(string number, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Set<Case>().AsNoTracking().Where(c => c.Number == number)
            .Select(c => new { Case = c, Body = EF.Property<string>(c, CaseConfiguration.BodyColumn) }).FirstOrDefaultAsync(cancel);
        return row is null ? null : Sample(row.Case, row.Body);
    }

    private static SampleCase Sample(Case @case, string body)
    {
        @case.Restore(StoredJson.Read<CaseBody>(body));
        return new SampleCase(@case.Id, @case.Number, @case.BusinessType, @case.SubmittedAt, @case.Status, CaseVariables.Of(@case)) { Decisions = @case.Body.Decisions };
    }
}
