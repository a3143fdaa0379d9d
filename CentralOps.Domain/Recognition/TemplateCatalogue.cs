using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Recognition;

/// <summary>The voucher layouts in force.</summary>
public sealed class TemplateCatalogue(IPublishedConfiguration configuration)
{
    /// <summary>All layouts, by kind, side and copy.</summary>
    public IReadOnlyList<VoucherTemplate> All() =>
        [.. configuration.AllCurrent(ConfigurationKind.VoucherTemplate)
            .Select(v => configuration.Parsed(v, Parse)).Where(t => !t.Retired)
            .OrderBy(t => t.Kind, StringComparer.Ordinal).ThenByDescending(t => t.Side, StringComparer.Ordinal).ThenBy(t => t.Copy).ThenBy(t => t.Key, StringComparer.Ordinal)];

    /// <summary>The same, those of the business type's own vouchers first, so that they are a key away however many a bank has.</summary>
    public IReadOnlyList<VoucherTemplate> For(string businessType)
    {
        var own = new VoucherConfiguration(configuration).BusinessType(businessType)?.Vouchers.Select(v => v.Kind).ToHashSet(StringComparer.Ordinal) ?? [];
        return [.. All().OrderBy(t => !own.Contains(t.Kind))];
    }

    /// <summary>The layout with this key; null = none in force.</summary>
    public VoucherTemplate? Find(string key) =>
        configuration.Current(ConfigurationKind.VoucherTemplate, key) is { } version && configuration.Parsed(version, Parse) is { Retired: false } template ? template : null;

    private static VoucherTemplate Parse(ConfigurationVersion version) => StoredJson.Read<VoucherTemplate>(version.Content);
}
