using System.Collections.Concurrent;
using CentralOps.Domain.Configuration;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Configuration;

/// <summary>All published versions in memory: configuration is small and read on every advance.</summary>
internal sealed class PublishedConfiguration(IDbContextFactory<CentralOpsDbContext> contexts, TimeProvider clock) : IPublishedConfiguration, IDisposable
{
    private readonly ConcurrentDictionary<(Guid, Type), Lazy<object>> _parsed = new();
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private volatile Snapshot? _snapshot;

    private sealed record Snapshot(Dictionary<(string, string), List<ConfigurationVersion>> ByKey, int Count);

    public void Dispose() => _refreshing.Dispose();

    public ConfigurationVersion? Current(string kind, string key) =>
        Loaded().ByKey.TryGetValue((kind, key), out var versions) ? InForce(versions) : null;

    public ConfigurationVersion? Exact(string kind, string key, int version) =>
        Loaded().ByKey.TryGetValue((kind, key), out var versions) ? versions.Find(v => v.Version == version) : null;

    public IReadOnlyList<ConfigurationVersion> AllCurrent(string kind) =>
        [.. Loaded().ByKey.Where(e => e.Key.Item1 == kind).OrderBy(e => e.Key.Item2, StringComparer.Ordinal).Select(e => InForce(e.Value)).OfType<ConfigurationVersion>()];

    public T Parsed<T>(ConfigurationVersion version, Func<ConfigurationVersion, T> parse) where T : class =>
        (T)_parsed.GetOrAdd((version.Id, typeof(T)), _ => new Lazy<object>(() => parse(version))).Value;

    /// <summary>Looks whether other nodes published something; reads all only when the number of published rows changed.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        await _refreshing.WaitAsync(cancel);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var rows = db.Set<ConfigurationVersion>().AsNoTracking().Where(v => v.Status != ConfigurationStatus.Draft);
            if (_snapshot is { } known && known.Count == await rows.CountAsync(cancel)) return;
            _snapshot = Build(await rows.ToListAsync(cancel));
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private static Snapshot Build(List<ConfigurationVersion> rows) =>
        new(rows.GroupBy(v => (v.Kind, v.Key)).ToDictionary(g => g.Key, g => g.OrderByDescending(v => v.Version).ToList()), rows.Count);

    private ConfigurationVersion? InForce(List<ConfigurationVersion> versions)
    {
        var now = clock.GetUtcNow();
        return versions.Find(v => v.Status == ConfigurationStatus.Published && v.EffectiveFrom <= now);
    }

    private Snapshot Loaded()
    {
        if (_snapshot is { } snapshot) return snapshot;
        using var db = contexts.CreateDbContext();
        return _snapshot = Build(db.Set<ConfigurationVersion>().AsNoTracking().Where(v => v.Status != ConfigurationStatus.Draft).ToList());
    }
}
