using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Configuration.Bundles;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Configuration;

/// <summary>Writes configuration versions; a publication is seen by this node at once and by others at their next refresh (≤ 2 s).</summary>
internal sealed class ConfigurationStore(IDbContextFactory<CentralOpsDbContext> contexts, PublishedConfiguration published, IAuditTrail audit, TimeProvider clock) : IConfigurationStore, IBundleStore
{
    public async Task<IReadOnlyList<ConfigurationVersion>> HistoryAsync(string kind, string key, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<ConfigurationVersion>().AsNoTracking().Where(v => v.Kind == kind && v.Key == key).OrderByDescending(v => v.Version).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<ConfigurationEntry>> ListAsync(string kind, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<ConfigurationVersion>().AsNoTracking().Where(v => v.Kind == kind).OrderBy(v => v.Key).ThenByDescending(v => v.Version)
            .Select(v => new ConfigurationEntry(
                v.Id, v.Key, v.Version, v.Status, v.EffectiveFrom, v.Author, v.Editors, v.Publisher, v.CreatedAt, v.ChangedBy, v.ChangedAt, v.BasedOn, v.Note, v.TestNote, v.Stamp))
            .ToListAsync(cancel);
    }

    public async Task<ConfigurationVersion?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<ConfigurationVersion>().AsNoTracking().FirstOrDefaultAsync(v => v.Id == id, cancel);
    }

    public async Task<ConfigurationVersion> AddAsync(string kind, string key, string content, string author, bool publish, CancellationToken cancel = default)
    {
        var version = new NewConfiguration(kind, key, content, 0, "", publish ? clock.GetUtcNow() : null);
        return (await AddAsync(version, author, publish ? "configuration.published" : "configuration.drafted", cancel)).Value;
    }

    public async Task<Outcome<ConfigurationVersion>> AddAsync(NewConfiguration version, string by, string what, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await NextAsync(db, version, by, what, cancel);
        if (await SavedAsync(db, [row], cancel) is { } refusal) return refusal;
        await published.RefreshAsync(cancel);
        return row;
    }

    public async Task<Outcome> AddAllAsync(IReadOnlyList<NewConfiguration> versions, string by, string what, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = new List<ConfigurationVersion>();
        foreach (var version in versions) rows.Add(await NextAsync(db, version, by, what, cancel));
        if (await SavedAsync(db, rows, cancel) is { } refusal) return refusal;
        await published.RefreshAsync(cancel);
        return Outcome.Ok;
    }

    public async Task<Outcome> PublishAllAsync(
        IReadOnlyList<(Guid Id, Guid Stamp)> drafts, IReadOnlyList<Parameter> parameters, DateTimeOffset from, string by, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var (id, stamp) in drafts)
        {
            if (await db.Set<ConfigurationVersion>().FirstOrDefaultAsync(v => v.Id == id, cancel) is not { } row) return new Refusal("configuration.gone");
            if (row.Stamp != stamp) return new Refusal("configuration.changed-meanwhile", row.ChangedBy, row.Version);
            (row.Status, row.Publisher, row.EffectiveFrom) = (ConfigurationStatus.Published, by, from);
            (row.ChangedBy, row.ChangedAt, row.Stamp) = (by, clock.GetUtcNow(), Ids.New());
            db.Add(Told(row, by, "configuration.published"));
        }

        foreach (var parameter in parameters)
        {
            db.Add(parameter);
            db.Add(audit.Create(by, "parameter.set", "parameter", parameter.Key, new { parameter.Value, parameter.EffectiveFrom, parameter.SetBy, parameter.ApprovedBy }));
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("configuration.gone");
        }

        await published.RefreshAsync(cancel);
        return Outcome.Ok;
    }

    public async Task<Outcome<ConfigurationVersion>> ChangeAsync(Guid id, Guid stamp, Action<ConfigurationVersion> change, string by, string what, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Set<ConfigurationVersion>().FirstOrDefaultAsync(v => v.Id == id, cancel) is not { } row) return new Refusal("configuration.gone");
        if (row.Stamp != stamp) return new Refusal("configuration.changed-meanwhile", row.ChangedBy, row.Version);
        change(row);
        if (!db.ChangeTracker.HasChanges()) return row;
        row.ChangedBy = by;
        row.ChangedAt = clock.GetUtcNow();
        row.Stamp = Ids.New();
        db.Add(Told(row, by, what));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("configuration.changed-meanwhile", (await FindAsync(id, cancel))?.ChangedBy, row.Version);
        }

        await published.RefreshAsync(cancel);
        return row;
    }

    public async Task<Outcome> RemoveAsync(Guid id, Guid stamp, string by, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Set<ConfigurationVersion>().FirstOrDefaultAsync(v => v.Id == id, cancel) is not { } row) return new Refusal("configuration.gone");
        if (!row.IsDraft) return new Refusal("configuration.not-a-draft");
        if (row.Stamp != stamp) return new Refusal("configuration.changed-meanwhile", row.ChangedBy, row.Version);
        db.Remove(row);
        db.Add(Told(row, by, "configuration.discarded"));
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("configuration.changed-meanwhile", (await FindAsync(id, cancel))?.ChangedBy, row.Version);
        }
    }

    private async Task<ConfigurationVersion> NextAsync(CentralOpsDbContext db, NewConfiguration version, string by, string what, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var last = await db.Set<ConfigurationVersion>().Where(v => v.Kind == version.Kind && v.Key == version.Key).MaxAsync(v => (int?)v.Version, cancel) ?? 0;
        var row = new ConfigurationVersion
        {
            Id = Ids.New(),
            Kind = version.Kind,
            Key = version.Key,
            Version = last + 1,
            Content = version.Content,
            Status = version.EffectiveFrom is null ? ConfigurationStatus.Draft : ConfigurationStatus.Published,
            EffectiveFrom = version.EffectiveFrom,
            Author = by,
            Editors = by,
            Publisher = version.EffectiveFrom is null ? null : by,
            CreatedAt = now,
            BasedOn = version.BasedOn,
            Note = version.Note,
            ChangedBy = by,
            ChangedAt = now,
            Stamp = Ids.New(),
        };
        db.Add(row);
        db.Add(Told(row, by, what));
        return row;
    }

    private async Task<Refusal?> SavedAsync(CentralOpsDbContext db, IReadOnlyList<ConfigurationVersion> rows, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Two writers took the same number: the unique index refuses the second.
            foreach (var row in rows)
            {
                if (await NumberedAsync(row, cancel) is { } other) return new Refusal("configuration.changed-meanwhile", other.ChangedBy, other.Version);
            }

            throw;
        }
    }

    private AuditEntry Told(ConfigurationVersion row, string by, string what) =>
        audit.Create(by, what, row.Kind, row.Key, new { row.Version, row.Status, row.BasedOn, row.EffectiveFrom, row.Note, row.TestNote });

    private async Task<ConfigurationVersion?> NumberedAsync(ConfigurationVersion same, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<ConfigurationVersion>().AsNoTracking().FirstOrDefaultAsync(v => v.Kind == same.Kind && v.Key == same.Key && v.Version == same.Version, cancel);
    }
}
