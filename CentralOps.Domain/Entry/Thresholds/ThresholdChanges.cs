using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Entry.Thresholds;

/// <summary>A threshold of a field that is or would be another one.</summary>
/// <param name="FieldCode">Field code.</param>
/// <param name="From">Before; null = the general one.</param>
/// <param name="To">After; null = the general one.</param>
public sealed record ThresholdChange(string FieldCode, double? From, double? To);

/// <summary>A version of the field catalogue, or of a layout, that differs from the one it was made from in nothing but thresholds.</summary>
/// <param name="Version">The version; a tested draft until a second person puts it in force.</param>
/// <param name="TemplateKey">Layout; null = the field catalogue.</param>
/// <param name="Changes">What differs.</param>
/// <param name="Outdated">Another version has come in force meanwhile: putting this one in force would undo it.</param>
public sealed record ThresholdVersion(ConfigurationVersion Version, string? TemplateKey, IReadOnlyList<ThresholdChange> Changes, bool Outdated);

/// <summary>
/// Thresholds by one click: a supervisor proposes, a second person puts in force, and one step undoes it. What is proposed is a tested draft of the field catalogue (or of a
/// layout) like any other, so it is versioned, audited and seen by the designers, too.
/// </summary>
public sealed class ThresholdChanges(IConfigurationStore store, ConfigurationWorkshop workshop, IPublishedConfiguration published)
{
    private const string Catalogue = "fields";

    /// <summary>Proposes a threshold. One more field joins a proposal that is open already. Refusals: <c>entry.not-allowed</c>, <c>entry.threshold-range</c>, <c>entry.threshold-same</c>, <c>entry.threshold-no-field</c>.</summary>
    /// <param name="by">Who proposes.</param>
    /// <param name="fieldCode">The field.</param>
    /// <param name="templateKey">On one layout only; null = wherever its layout has no threshold of its own.</param>
    /// <param name="threshold">From 0.5 to 1.</param>
    /// <param name="evidence">What speaks for it, for the second person.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Outcome<ConfigurationVersion>> ProposeAsync(StaffMember by, string fieldCode, string? templateKey, double threshold, string evidence, CancellationToken cancel = default)
    {
        if (!MayPropose(by)) return new Refusal("entry.not-allowed");
        if (threshold is not (>= ThresholdAdvice.Lowest and <= 1)) return new Refusal("entry.threshold-range");
        var (kind, key) = templateKey is null ? (ConfigurationKind.FieldCatalogue, Catalogue) : (ConfigurationKind.VoucherTemplate, templateKey);
        if (published.Current(kind, key) is not { } current) return new Refusal("entry.threshold-no-field", fieldCode);
        var open = (await OpenAsync(kind, key, cancel)).FirstOrDefault(o => !o.Outdated)?.Version;
        var before = open ?? current;
        if (With(kind, before.Content, fieldCode, threshold) is not { } content) return new Refusal("entry.threshold-no-field", fieldCode);
        if (content == before.Content) return new Refusal("entry.threshold-same");
        var line = $"{fieldCode} ≥ {threshold.ToString("0.####", CultureInfo.InvariantCulture)}: {evidence}";
        if (open is null)
        {
            var added = await store.AddAsync(new NewConfiguration(kind, key, content, current.Version, Short(line)), by.UserName, "configuration.drafted", cancel);
            if (!added.Succeeded) return added;
            open = added.Value;
        }

        return await store.ChangeAsync(open.Id, open.Stamp, v =>
        {
            v.Content = content;
            v.Status = ConfigurationStatus.Tested;
            v.TestNote = v.TestNote.Length == 0 ? Short(line) : Short($"{v.TestNote}; {line}");
            if (!v.IsEditedBy(by.UserName)) v.Editors = $"{v.Editors},{by.UserName}".Trim(',');
        }, by.UserName, "configuration.tested", cancel);
    }

    /// <summary>A second person puts a proposal in force: it counts from the next page on. Refusals of publishing, and <c>entry.threshold-outdated</c>.</summary>
    public async Task<Outcome<ConfigurationVersion>> PutInForceAsync(StaffMember by, Guid id, Guid stamp, CancellationToken cancel = default)
    {
        if (await store.FindAsync(id, cancel) is not { } draft) return new Refusal("configuration.gone");
        if (published.Current(draft.Kind, draft.Key)?.Version != draft.BasedOn) return new Refusal("entry.threshold-outdated");
        return await workshop.PublishAsync(by, id, stamp, null, cancel);
    }

    /// <summary>Throws a proposal away. Whoever may propose may do that.</summary>
    public async Task<Outcome> WithdrawAsync(StaffMember by, Guid id, Guid stamp, CancellationToken cancel = default) =>
        MayPropose(by) ? await store.RemoveAsync(id, stamp, by.UserName, cancel) : Outcome.No("entry.not-allowed");

    /// <summary>Puts the thresholds of before in force again. Needs no second person: two have seen them already.</summary>
    public async Task<Outcome<ConfigurationVersion>> UndoAsync(StaffMember by, ThresholdVersion change, CancellationToken cancel = default) =>
        published.Exact(change.Version.Kind, change.Version.Key, change.Version.BasedOn) is { } before && published.Current(change.Version.Kind, change.Version.Key)?.Id == change.Version.Id
            ? await workshop.RollBackAsync(by, before.Id, cancel)
            : new Refusal("entry.threshold-outdated");

    /// <summary>Proposals that wait for a second person.</summary>
    public async Task<IReadOnlyList<ThresholdVersion>> OpenAsync(CancellationToken cancel = default) =>
        [.. await OpenAsync(ConfigurationKind.FieldCatalogue, null, cancel), .. await OpenAsync(ConfigurationKind.VoucherTemplate, null, cancel)];

    /// <summary>Versions in force that changed thresholds; each can be undone.</summary>
    public IReadOnlyList<ThresholdVersion> InForce() =>
        [.. ((string[])[ConfigurationKind.FieldCatalogue, ConfigurationKind.VoucherTemplate]).SelectMany(published.AllCurrent).Select(Difference).OfType<ThresholdVersion>()];

    /// <summary>True when the person may propose.</summary>
    public static bool MayPropose(StaffMember person) => person.May(Permissions.DispatchManage) || person.May(Permissions.AdminConfiguration);

    private async Task<List<ThresholdVersion>> OpenAsync(string kind, string? key, CancellationToken cancel)
    {
        var open = new List<ThresholdVersion>();
        foreach (var entry in (await store.ListAsync(kind, cancel)).Where(v => v.IsDraft && (key is null || v.Key == key)))
        {
            if (await store.FindAsync(entry.Id, cancel) is { } draft && Difference(draft) is { } found) open.Add(found);
        }

        return open;
    }

    // Null unless thresholds differ and nothing else.
    private ThresholdVersion? Difference(ConfigurationVersion version)
    {
        if (version.BasedOn == 0 || published.Exact(version.Kind, version.Key, version.BasedOn) is not { } before) return null;
        var ((rest, older), (other, newer)) = (Thresholds(before), Thresholds(version));
        if (rest != other) return null;
        List<ThresholdChange> changes = [.. newer.Where(n => older[n.Key] != n.Value).Select(n => new ThresholdChange(n.Key, older[n.Key], n.Value))];
        var outdated = version.IsDraft && published.Current(version.Kind, version.Key)?.Version != version.BasedOn;
        return changes.Count == 0 ? null : new ThresholdVersion(version, version.Kind == ConfigurationKind.VoucherTemplate ? version.Key : null, changes, outdated);
    }

    private static (string Others, Dictionary<string, double?> Thresholds) Thresholds(ConfigurationVersion version)
    {
        if (version.Kind == ConfigurationKind.VoucherTemplate)
        {
            var template = TemplateJson.Read(version.Content);
            return (TemplateJson.Write(template with { Fields = [.. template.Fields.Select(f => f with { AcceptFrom = null })] }), Last(template.Fields.Select(f => (f.Code, f.AcceptFrom))));
        }

        var fields = FieldJson.Read(version.Content);
        return (FieldJson.Write(fields.Select(f => f with { AcceptFrom = null })), Last(fields.Select(f => (f.Code, f.AcceptFrom))));
    }

    // A draft may name a field twice; the later one counts.
    private static Dictionary<string, double?> Last(IEnumerable<(string Code, double? Threshold)> fields) => fields.GroupBy(f => f.Code).ToDictionary(g => g.Key, g => g.Last().Threshold);

    private static string? With(string kind, string content, string fieldCode, double threshold)
    {
        if (kind == ConfigurationKind.VoucherTemplate)
        {
            var template = TemplateJson.Read(content);
            return template.Fields.All(f => f.Code != fieldCode) ? null
                : template.Fields.Where(f => f.Code == fieldCode).All(f => f.AcceptFrom == threshold) ? content
                : TemplateJson.Write(template with { Fields = [.. template.Fields.Select(f => f.Code == fieldCode ? f with { AcceptFrom = threshold } : f)] });
        }

        var fields = FieldJson.Read(content);
        return fields.All(f => f.Code != fieldCode) ? null
            : fields.Where(f => f.Code == fieldCode).All(f => f.AcceptFrom == threshold) ? content
            : FieldJson.Write(fields.Select(f => f.Code == fieldCode ? f with { AcceptFrom = threshold } : f));
    }

    private static string Short(string text) => text.Length > 400 ? text[..400] : text;
}
