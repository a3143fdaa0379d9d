using System.Collections.Concurrent;
using CentralOps.Domain.Configuration.Bundles;
using CentralOps.Domain.Versioning;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Configuration;

/// <summary>All published versions in memory: configuration is small and read on every advance.</summary>
internal sealed class PublishedConfiguration(IDbContextFactory<CentralOpsDbContext> contexts, TimeProvider clock) : IPublishedConfiguration, ISupposedConfiguration, IDisposable
{
    private const int MostById = 100;

    private readonly ConcurrentDictionary<(Guid, Type), Lazy<object>> _parsed = new();
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly AsyncLocal<IReadOnlyList<ConfigurationVersion>?> _supposed = new();
    private volatile Snapshot? _snapshot;

    private sealed record Snapshot(Dictionary<(string, string), List<ConfigurationVersion>> ByKey, Dictionary<Guid, ConfigurationVersion> ById);

    public void Dispose() => _refreshing.Dispose();

    public IDisposable Suppose(IReadOnlyList<ConfigurationVersion> versions)
    {
        _supposed.Value = versions;
        return new Supposition(this);
    }

    public ConfigurationVersion? Current(string kind, string key) =>
        _supposed.Value?.FirstOrDefault(v => v.Kind == kind && v.Key == key) is { } supposed ? supposed :
        Loaded().ByKey.TryGetValue((kind, key), out var versions) ? InForce(versions) : null;

    public ConfigurationVersion? Exact(string kind, string key, int version) =>
        Loaded().ByKey.TryGetValue((kind, key), out var versions) ? versions.Find(v => v.Version == version) : null;

    public IReadOnlyList<ConfigurationVersion> AllCurrent(string kind) =>
    [
        .. Loaded().ByKey.Where(e => e.Key.Item1 == kind).Select(e => InForce(e.Value)).OfType<ConfigurationVersion>()
            .Where(v => _supposed.Value?.Any(s => s.Kind == kind && s.Key == v.Key) is not true)
            .Concat(_supposed.Value?.Where(s => s.Kind == kind) ?? []).OrderBy(v => v.Key, StringComparer.Ordinal),
    ];

    public T Parsed<T>(ConfigurationVersion version, Func<ConfigurationVersion, T> parse) where T : class =>
        _supposed.Value?.Contains(version) is true ? parse(version) : (T)_parsed.GetOrAdd((version.Id, typeof(T)), _ => new Lazy<object>(() => parse(version))).Value;

    /// <summary>Looks whether this or another node has published, retired or called off something; reads only the documents whose stamp is new.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        await _refreshing.WaitAsync(cancel);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var stamps = await Published(db).Select(v => new { v.Id, v.Stamp }).ToListAsync(cancel);
            var known = _snapshot?.ById ?? [];
            var fresh = stamps.Where(s => !known.TryGetValue(s.Id, out var same) || same.Stamp != s.Stamp).Select(s => s.Id).ToList();
            if (_snapshot is not null && fresh.Count == 0 && known.Count == stamps.Count) return;
            if (fresh.Count > MostById)
            {
                _snapshot = Build(await Published(db).ToListAsync(cancel));
                return;
            }

            var there = stamps.Select(s => s.Id).ToHashSet();
            List<ConfigurationVersion> rows = [.. known.Values.Where(v => there.Contains(v.Id) && !fresh.Contains(v.Id)), .. await Published(db).Where(v => fresh.Contains(v.Id)).ToListAsync(cancel)];
            _snapshot = Build(rows);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private sealed class Supposition(PublishedConfiguration configuration) : IDisposable
    {
        public void Dispose() => configuration._supposed.Value = null;
    }

    private static IQueryable<ConfigurationVersion> Published(CentralOpsDbContext db) =>
        db.Set<ConfigurationVersion>().AsNoTracking().Where(v => v.Status == ConfigurationStatus.Published || v.Status == ConfigurationStatus.Retired);

    // The latest effective time counts; of two with the same time the higher number.
    private static Snapshot Build(List<ConfigurationVersion> rows) => new(
        rows.GroupBy(v => (v.Kind, v.Key)).ToDictionary(g => g.Key, g => g.OrderByDescending(v => v.EffectiveFrom).ThenByDescending(v => v.Version).ToList()),
        rows.ToDictionary(v => v.Id));

    private ConfigurationVersion? InForce(List<ConfigurationVersion> versions)
    {
        var now = clock.GetUtcNow();
        return versions.Find(v => v.Status == ConfigurationStatus.Published && v.EffectiveFrom <= now);
    }

    private Snapshot Loaded()
    {
        if (_snapshot is { } snapshot) return snapshot;
        using var db = contexts.CreateDbContext();
        return _snapshot = Build(Published(db).ToList());
    }
}
