using CentralOps.Domain.Versioning;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Recognition.Design;

/// <summary>Published configuration in memory, read from the samples.</summary>
internal sealed class SampleConfiguration : IPublishedConfiguration
{
    private readonly List<ConfigurationVersion> _versions = [];

    public static SampleConfiguration Read()
    {
        var all = new SampleConfiguration();
        foreach (var (folder, kind) in new[] { ("templates", ConfigurationKind.VoucherTemplate), ("business-types", ConfigurationKind.BusinessType) })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", folder), "*.json"))
                all.Publish(kind, Path.GetFileNameWithoutExtension(file), 1, File.ReadAllText(file));
        }

        all.Publish(ConfigurationKind.FieldCatalogue, "fields", 1, File.ReadAllText(Path.Combine(Repository.Root, "samples", "fields.json")));
        return all;
    }

    public void Publish(string kind, string key, int version, string content) =>
        _versions.Add(new ConfigurationVersion { Id = Guid.CreateVersion7(), Kind = kind, Key = key, Version = version, Content = content, Author = "system" });

    public ConfigurationVersion? Current(string kind, string key) => _versions.FindLast(v => v.Kind == kind && v.Key == key);

    public ConfigurationVersion? Exact(string kind, string key, int version) => _versions.Find(v => v.Kind == kind && v.Key == key && v.Version == version);

    public IReadOnlyList<ConfigurationVersion> AllCurrent(string kind) => [.. _versions.Where(v => v.Kind == kind).GroupBy(v => v.Key).Select(g => g.Last())];

    public T Parsed<T>(ConfigurationVersion version, Func<ConfigurationVersion, T> parse) where T : class => parse(version);
}
