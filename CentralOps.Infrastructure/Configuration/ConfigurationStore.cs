using CentralOps.Domain.Configuration;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Configuration;

/// <summary>Writes configuration versions; a publication is seen by this node at once and by others at their next refresh (≤ 2 s).</summary>
internal sealed class ConfigurationStore(IDbContextFactory<CentralOpsDbContext> contexts, PublishedConfiguration published, TimeProvider clock) : IConfigurationStore
{
    public async Task<IReadOnlyList<ConfigurationVersion>> HistoryAsync(string kind, string key, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<ConfigurationVersion>().AsNoTracking().Where(v => v.Kind == kind && v.Key == key).OrderByDescending(v => v.Version).ToListAsync(cancel);
    }

    public async Task<ConfigurationVersion> AddAsync(string kind, string key, string content, string author, bool publish, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var last = await db.Set<ConfigurationVersion>().Where(v => v.Kind == kind && v.Key == key).MaxAsync(v => (int?)v.Version, cancel) ?? 0;
        var version = new ConfigurationVersion
        {
            Id = Ids.New(),
            Kind = kind,
            Key = key,
            Version = last + 1,
            Content = content,
            Status = publish ? ConfigurationStatus.Published : ConfigurationStatus.Draft,
            EffectiveFrom = publish ? now : null,
            Author = author,
            Publisher = publish ? author : null,
            CreatedAt = now,
        };
        db.Add(version);
        await db.SaveChangesAsync(cancel); // two writers at once: the unique index refuses the second
        await published.RefreshAsync(cancel);
        return version;
    }
}
