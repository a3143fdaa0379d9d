using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Design;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition.Fields;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Recognition;

/// <summary>Published templates, field catalogue and business types, parsed once per version.</summary>
public sealed class VoucherConfiguration(IPublishedConfiguration configuration)
{
    /// <summary>The field catalogue in force; empty when none is published.</summary>
    public FieldCatalogue Fields => configuration.Current(ConfigurationKind.FieldCatalogue, "fields") is { } version
        ? configuration.Parsed(version, v => new FieldCatalogue(StoredJson.Read<List<FieldDefinition>>(v.Content)))
        : new FieldCatalogue([]);

    /// <summary>All layouts in force with their versions; those taken out of use are left out.</summary>
    public IReadOnlyList<(VoucherTemplate Template, int Version)> Templates =>
        [.. configuration.AllCurrent(ConfigurationKind.VoucherTemplate).Select(v => (Parse(v), v.Version)).Where(t => !t.Item1.Retired)];

    /// <summary>All business types in force.</summary>
    public IReadOnlyList<BusinessType> BusinessTypes =>
        [.. configuration.AllCurrent(ConfigurationKind.BusinessType).Select(v => configuration.Parsed(v, x => BusinessTypeJson.Read(x.Content)))];

    /// <summary>An exact version of a layout; null = unknown.</summary>
    public VoucherTemplate? Template(string key, int version) =>
        configuration.Exact(ConfigurationKind.VoucherTemplate, key, version) is { } found ? Parse(found) : null;

    /// <summary>A business type; null = unknown.</summary>
    public BusinessType? BusinessType(string key) =>
        configuration.Current(ConfigurationKind.BusinessType, key) is { } version ? configuration.Parsed(version, x => BusinessTypeJson.Read(x.Content)) : null;

    private VoucherTemplate Parse(ConfigurationVersion version) => configuration.Parsed(version, v => StoredJson.Read<VoucherTemplate>(v.Content));
}
