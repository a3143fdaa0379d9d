using System.Runtime.CompilerServices;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Migrating;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Cases.Migrating;

/// <summary>Batches of migrations in the database, each change with its audit entry.</summary>
internal sealed class MigrationBatches(IDbContextFactory<CentralOpsDbContext> contexts, IAuditTrail audit) : IMigrationBatches
{
    private const int Page = 200;
    private const int MostShown = 50;

    public async Task<IReadOnlyList<MigrationBatch>> ListAsync(string processKey, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<MigrationBatch>().AsNoTracking().Where(b => b.ProcessKey == processKey).OrderByDescending(b => b.ProposedAt).Take(MostShown).ToListAsync(cancel);
    }

    public async Task AddAsync(MigrationBatch batch, string by, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        batch.Stamp = Ids.New();
        db.Add(batch);
        db.Add(Told(batch, by, "processes.migration-proposed"));
        await db.SaveChangesAsync(cancel);
    }

    public async Task<Outcome<MigrationBatch>> ChangeAsync(Guid id, Func<MigrationBatch, Refusal?> change, string by, string what, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Set<MigrationBatch>().FirstOrDefaultAsync(b => b.Id == id, cancel) is not { } batch) return new Refusal("processes.batch-gone");
        if (change(batch) is { } no) return no;
        batch.Stamp = Ids.New();
        db.Add(Told(batch, by, what));
        try
        {
            await db.SaveChangesAsync(cancel);
            return batch;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("processes.batch-changed");
        }
    }

    public async Task<Outcome> RemoveAsync(Guid id, string by, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Set<MigrationBatch>().FirstOrDefaultAsync(b => b.Id == id, cancel) is not { } batch) return new Refusal("processes.batch-gone");
        if (batch.AppliedAt is not null) return new Refusal("processes.batch-applied");
        db.Remove(batch);
        db.Add(Told(batch, by, "processes.migration-discarded"));
        await db.SaveChangesAsync(cancel);
        return Outcome.Ok;
    }

    public async IAsyncEnumerable<Case> RunningAsync(string processKey, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var named = $"\"{processKey}\"";
        await using var db = await contexts.CreateDbContextAsync(cancel);
        for (var (at, number) = (DateTimeOffset.UnixEpoch, ""); ;)
        {
            var (from, last) = (at, number);
            var rows = await db.Set<Case>().AsNoTracking()
                .Where(c => (c.Status == CaseStatus.Running || c.Status == CaseStatus.WithBranch || c.Status == CaseStatus.Suspended || c.Status == CaseStatus.Incident)
                            && EF.Property<string>(c, CaseConfiguration.BodyColumn).Contains(named) && (c.SubmittedAt > from || (c.SubmittedAt == from && c.Number.CompareTo(last) > 0)))
                .OrderBy(c => c.SubmittedAt).ThenBy(c => c.Number).Take(Page)
                .Select(c => new { Case = c, Body = EF.Property<string>(c, CaseConfiguration.BodyColumn) }).ToListAsync(cancel);
            foreach (var row in rows)
            {
                row.Case.Restore(StoredJson.Read<CaseBody>(row.Body));
                yield return row.Case;
            }

            if (rows.Count < Page) yield break;
            (at, number) = (rows[^1].Case.SubmittedAt, rows[^1].Case.Number);
        }
    }

    private AuditEntry Told(MigrationBatch batch, string by, string what) =>
        audit.Create(by, what, "process", batch.ProcessKey, new { batch.Id, batch.Version, batch.Mapping, batch.Reason, cases = batch.CaseList().Count, moved = batch.CaseList().Count(c => c.Moved) });
}

internal sealed class MigrationBatchConfiguration : IEntityTypeConfiguration<MigrationBatch>
{
    public void Configure(EntityTypeBuilder<MigrationBatch> builder)
    {
        builder.ToTable("CaseMigrationBatches");
        builder.HasKey(b => b.Id);
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.ProcessKey).HasMaxLength(100);
        builder.Property(b => b.Reason).HasMaxLength(400);
        builder.Property(b => b.ProposedBy).HasMaxLength(100);
        builder.Property(b => b.AppliedBy).HasMaxLength(100);
        builder.Property(b => b.UndoneBy).HasMaxLength(100);
        builder.Property(b => b.Stamp).IsConcurrencyToken();
        builder.HasIndex(b => new { b.ProcessKey, b.ProposedAt });
    }
}
