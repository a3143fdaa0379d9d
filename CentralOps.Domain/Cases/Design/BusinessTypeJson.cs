using System.Globalization;
using System.Text.Json;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Cases.Design;

/// <summary>A part of a business type that differs between two versions.</summary>
/// <param name="Part"><c>type</c>, <c>voucher</c>, <c>form</c>, <c>check</c>, <c>field</c> or <c>setting</c>.</param>
/// <param name="Name">Kind of voucher, code of the check, code of the field, name of the setting; empty for the type itself.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Properties">What differs; empty when it was added or removed.</param>
public sealed record BusinessTypeChange(string Part, string Name, ChangeKind Change, IReadOnlyList<PropertyChange> Properties);

/// <summary>A business type as a file.</summary>
public static class BusinessTypeJson
{
    private static readonly JsonSerializerOptions Options = new(CaseJson.Options) { WriteIndented = true, RespectNullableAnnotations = true, MaxDepth = 12 };

    /// <summary>Indented, so that two versions can be compared as text, too.</summary>
    public static string Write(BusinessType type) => $"{JsonSerializer.Serialize(type, Options)}\n";

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">It is no business type; the message says where.</exception>
    public static BusinessType Read(string content)
    {
        var type = JsonSerializer.Deserialize<BusinessType>(content, Options);
        return type is null || type.Vouchers.Any(v => v is null) || type.Checklist.Any(c => c is null) || type.Form.Any(f => f is null) || type.RequiredFields.Any(f => f is null) || type.Settings.Values.Any(v => v is null)
            ? throw new JsonException("null where a value was expected") : type;
    }

    /// <summary>What changed from the older to the newer version: the type itself, then vouchers, form, checks, fields and settings.</summary>
    public static IReadOnlyList<BusinessTypeChange> Between(BusinessType older, BusinessType newer)
    {
        List<BusinessTypeChange> changes = [];
        if (Differences(Head(older), Head(newer)) is { Count: > 0 } head) changes.Add(new BusinessTypeChange("type", "", ChangeKind.Changed, head));
        changes.AddRange(Parts("voucher", older.Vouchers.Select(v => (v.Kind, Of(v))), newer.Vouchers.Select(v => (v.Kind, Of(v)))));
        changes.AddRange(Parts("form", older.Form.Select(f => (f.Code, Of(f))), newer.Form.Select(f => (f.Code, Of(f)))));
        changes.AddRange(Parts("check", older.Checklist.Select(c => (c.Code, Of(c))), newer.Checklist.Select(c => (c.Code, Of(c)))));
        changes.AddRange(Parts("field", older.RequiredFields.Select(f => (f, Nothing)), newer.RequiredFields.Select(f => (f, Nothing))));
        changes.AddRange(Parts("setting", older.Settings.Select(s => (s.Key, Of(s.Value))), newer.Settings.Select(s => (s.Key, Of(s.Value)))));
        return changes;
    }

    private static Dictionary<string, string?> Nothing => [];

    private static IEnumerable<BusinessTypeChange> Parts(string part, IEnumerable<(string Name, Dictionary<string, string?> Values)> older, IEnumerable<(string Name, Dictionary<string, string?> Values)> newer)
    {
        // Of two with one name (a draft may have that for a while) the first counts.
        var before = older.GroupBy(o => o.Name).ToDictionary(g => g.Key, g => g.First().Values);
        var after = newer.GroupBy(n => n.Name).ToDictionary(g => g.Key, g => g.First().Values);
        foreach (var (name, values) in after)
        {
            if (!before.TryGetValue(name, out var was)) yield return new BusinessTypeChange(part, name, ChangeKind.Added, []);
            else if (Differences(was, values) is { Count: > 0 } properties) yield return new BusinessTypeChange(part, name, ChangeKind.Changed, properties);
        }

        foreach (var name in before.Keys.Where(n => !after.ContainsKey(n))) yield return new BusinessTypeChange(part, name, ChangeKind.Removed, []);
    }

    private static List<PropertyChange> Differences(Dictionary<string, string?> before, Dictionary<string, string?> after) =>
        [.. after.Where(a => before.GetValueOrDefault(a.Key) != a.Value).Select(a => new PropertyChange(a.Key, before.GetValueOrDefault(a.Key), a.Value))];

    private static Dictionary<string, string?> Head(BusinessType t) => new()
    {
        ["nameZh"] = t.NameZh, ["nameEn"] = t.NameEn, ["process"] = t.Process, ["minutes"] = t.Minutes.ToString(CultureInfo.InvariantCulture), ["calendar"] = t.Calendar, ["retired"] = Mark(t.Retired),
    };

    private static Dictionary<string, string?> Of(RequiredVoucher v) => new() { ["required"] = Mark(v.Required) };

    private static Dictionary<string, string?> Of(FormField f) => new() { ["mandatory"] = Mark(f.Required) };

    private static Dictionary<string, string?> Of(ChecklistItem c) => new() { ["nameZh"] = c.Zh, ["nameEn"] = c.En, ["mandatory"] = Mark(c.Mandatory) };

    private static Dictionary<string, string?> Of(string value) => new() { ["value"] = value };

    private static string? Mark(bool set) => set ? "✓" : null;
}
