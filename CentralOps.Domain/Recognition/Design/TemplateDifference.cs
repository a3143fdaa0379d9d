using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CentralOps.Domain.Versioning;
using static CentralOps.Domain.Versioning.DocumentComparison;

namespace CentralOps.Domain.Recognition.Design;

/// <summary>Compares two versions of a template part by part.</summary>
public static class TemplateDifference
{
    /// <summary>What changed from the older to the newer one: the <c>template</c> itself, then each <c>field</c>, <c>seal</c>, <c>anchor</c> and the <c>code</c>.</summary>
    public static IReadOnlyList<DocumentChange> Between(VoucherTemplate older, VoucherTemplate newer) =>
    [
        .. DocumentComparison.Between("template", [Head(older)], [Head(newer)]),
        .. DocumentComparison.Between("field", older.Fields.Select(Part), newer.Fields.Select(Part), "region"),
        .. DocumentComparison.Between("seal", older.Seals.Select(s => Part(s.Role, s.Region)), newer.Seals.Select(s => Part(s.Role, s.Region)), "region"),
        .. DocumentComparison.Between("anchor", older.Anchors.Select(a => Part(a.Id, a.Region)), newer.Anchors.Select(a => Part(a.Id, a.Region)), "region"),
        .. DocumentComparison.Between("code", Code(older), Code(newer), "region"),
    ];

    private static DocumentPart Head(VoucherTemplate t) => new(
        "", ("nameZh", t.NameZh), ("nameEn", t.NameEn), ("kind", t.Kind), ("side", t.Side), ("copy", Number(t.Copy)), ("size", $"{Number(t.WidthMm)} × {Number(t.HeightMm)} mm"),
        ("form", t.BlankPng is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(t.BlankPng)))[..8]), ("retired", Mark(t.Retired)));

    private static DocumentPart Part(TemplateField f) => new(
        f.Code, ("region", Shown(f.Region)), ("keying", f.Keying), ("cells", f.Cells == 0 ? null : Number(f.Cells)),
        ("handwritten", Mark(f.Handwritten)), ("acceptFrom", f.AcceptFrom is { } from ? Number(from) : null));

    private static DocumentPart Part(string name, RegionMm region) => new(name, ("region", Shown(region)));

    private static IEnumerable<DocumentPart> Code(VoucherTemplate t) => t.Code is { } c ? [new("", ("region", Shown(c.Region)), ("symbology", c.Symbology), ("prefix", c.Prefix))] : [];

    private static string Shown(RegionMm r) => $"{Number(r.X)}, {Number(r.Y)} · {Number(r.Width)} × {Number(r.Height)}";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
