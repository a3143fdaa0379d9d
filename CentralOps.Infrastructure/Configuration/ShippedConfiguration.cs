using CentralOps.Domain.Versioning;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CentralOps.Infrastructure.Configuration;

/// <summary>Loads the shipped processes, rules, templates, screens and business types from the samples folder on the first start.</summary>
internal sealed class ShippedConfiguration(IConfigurationStore store, IDbContextFactory<CentralOpsDbContext> contexts, IConfiguration configuration) : IFirstContent
{
    private static readonly (string Folder, string Pattern, string Kind)[] Sources =
    [
        ("rules", "*.dmn", ConfigurationKind.RuleSet),
        ("processes", "*.bpmn", ConfigurationKind.Process),
        ("templates", "*.json", ConfigurationKind.VoucherTemplate),
        ("screens", "*.json", ConfigurationKind.Screen),
        ("business-types", "*.json", ConfigurationKind.BusinessType),
        ("calendars", "*.json", ConfigurationKind.Calendar),
    ];

    public int Order => 20;

    public Task EnsureAsync(CancellationToken cancel) => DataFolder.Samples(configuration) is { } folder ? LoadAsync(folder, cancel) : Task.CompletedTask;

    /// <summary>Adds version 1 of every document of which there is no version yet; what an administrator changed is left alone.</summary>
    public async Task LoadAsync(string samplesFolder, CancellationToken cancel)
    {
        HashSet<(string, string)> known;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            known = [.. (await db.Set<ConfigurationVersion>().Select(v => new { v.Kind, v.Key }).Distinct().ToListAsync(cancel)).Select(v => (v.Kind, v.Key))];

        foreach (var (folder, pattern, kind) in Sources)
        {
            var path = Path.Combine(samplesFolder, folder);
            if (!Directory.Exists(path)) continue;
            foreach (var file in Directory.EnumerateFiles(path, pattern).Order(StringComparer.Ordinal))
                await AddAsync(kind, Path.GetFileNameWithoutExtension(file), file);
        }

        await AddAsync(ConfigurationKind.FieldCatalogue, "fields", Path.Combine(samplesFolder, "fields.json"));
        await AddAsync(ConfigurationKind.ReasonCodes, "reasons", Path.Combine(samplesFolder, "reason-codes.json"));

        async Task AddAsync(string kind, string key, string file)
        {
            if (File.Exists(file) && !known.Contains((kind, key)))
                await store.AddAsync(kind, key, await File.ReadAllTextAsync(file, cancel), "system", publish: true, cancel);
        }
    }
}
