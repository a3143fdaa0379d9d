using System.Globalization;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Recognition.Design;

/// <summary>A part of a template that differs between two versions.</summary>
/// <param name="Part"><c>template</c>, <c>field</c>, <c>seal</c>, <c>anchor</c> or <c>code</c>.</param>
/// <param name="Name">Field code, seal role, anchor id; empty for the template and its code.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Properties">What differs; empty when it was added or removed.</param>
public sealed record TemplateChange(string Part, string Name, ChangeKind Change, IReadOnlyList<PropertyChange> Properties);

/// <summary>Compares two versions of a template part by part.</summary>
public static class TemplateDifference
{
    /// <summary>What changed from the older to the newer one: the template itself, then fields, seals, anchors and code.</summary>
    public static IReadOnlyList<TemplateChange> Between(VoucherTemplate older, VoucherTemplate newer)
    {
        List<TemplateChange> changes = [];
        if (Compared(Head(older), Head(newer)) is { Count: > 0 } head) changes.Add(new TemplateChange("template", "", ChangeKind.Changed, head));
        changes.AddRange(Parts("field", older.Fields.Select(f => (f.Code, Of(f))), newer.Fields.Select(f => (f.Code, Of(f)))));
        changes.AddRange(Parts("seal", older.Seals.Select(s => (s.Role, Of(s.Region))), newer.Seals.Select(s => (s.Role, Of(s.Region)))));
        changes.AddRange(Parts("anchor", older.Anchors.Select(a => (a.Id, Of(a.Region))), newer.Anchors.Select(a => (a.Id, Of(a.Region)))));
        changes.AddRange(Parts("code", Codes(older), Codes(newer)));
        return changes;
    }

    private static IEnumerable<TemplateChange> Parts(string part, IEnumerable<(string Name, Dictionary<string, string?> Values)> older, IEnumerable<(string Name, Dictionary<string, string?> Values)> newer)
    {
        // Of two with one name (a draft may have that for a while) the first counts.
        var before = older.GroupBy(o => o.Name).ToDictionary(g => g.Key, g => g.First().Values);
        var after = newer.GroupBy(n => n.Name).ToDictionary(g => g.Key, g => g.First().Values);
        foreach (var (name, values) in after)
        {
            if (!before.TryGetValue(name, out var was)) yield return new TemplateChange(part, name, ChangeKind.Added, []);
            else if (Compared(was, values) is { Count: > 0 } properties)
                yield return new TemplateChange(part, name, properties is [{ Name: "region" }] ? ChangeKind.Moved : ChangeKind.Changed, properties);
        }

        foreach (var name in before.Keys.Where(n => !after.ContainsKey(n))) yield return new TemplateChange(part, name, ChangeKind.Removed, []);
    }

    private static List<PropertyChange> Compared(Dictionary<string, string?> before, Dictionary<string, string?> after) =>
        [.. after.Where(a => before.GetValueOrDefault(a.Key) != a.Value).Select(a => new PropertyChange(a.Key, before.GetValueOrDefault(a.Key), a.Value))];

    private static Dictionary<string, string?> Head(VoucherTemplate t) => new()
    {
        ["nameZh"] = t.NameZh, ["nameEn"] = t.NameEn, ["kind"] = t.Kind, ["side"] = t.Side, ["copy"] = Number(t.Copy), ["size"] = $"{Number(t.WidthMm)} × {Number(t.HeightMm)} mm",
        ["form"] = t.BlankPng is null ? null : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(t.BlankPng)))[..8],
        ["retired"] = t.Retired ? "✓" : null,
    };

    private static Dictionary<string, string?> Of(TemplateField f) => new()
    {
        ["region"] = Shown(f.Region), ["keying"] = f.Keying, ["cells"] = f.Cells == 0 ? null : Number(f.Cells), ["rows"] = f.Rows == 1 ? null : Number(f.Rows),
        ["handwritten"] = f.Handwritten ? "✓" : null, ["acceptFrom"] = f.AcceptFrom is { } from ? Number(from) : null,
    };

    private static Dictionary<string, string?> Of(RegionMm region) => new() { ["region"] = Shown(region) };

    private static IEnumerable<(string, Dictionary<string, string?>)> Codes(VoucherTemplate t) =>
        t.Code is { } c ? [("", new() { ["region"] = Shown(c.Region), ["symbology"] = c.Symbology, ["prefix"] = c.Prefix })] : [];

    private static string Shown(RegionMm r) => $"{Number(r.X)}, {Number(r.Y)} · {Number(r.Width)} × {Number(r.Height)}";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
