using System.Globalization;
using System.Text.Json;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;
using static CentralOps.Domain.Versioning.DocumentComparison;

namespace CentralOps.Domain.Cases.Design;

/// <summary>A business type as a file.</summary>
public static class BusinessTypeJson
{
    private static readonly JsonSerializerOptions Options = new(StoredJson.Options) { WriteIndented = true, RespectNullableAnnotations = true, MaxDepth = 12 };

    /// <summary>Indented, so that two versions can be compared as text, too.</summary>
    public static string Write(BusinessType type) => $"{JsonSerializer.Serialize(type, Options)}\n";

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">It is no business type; the message says where.</exception>
    public static BusinessType Read(string content)
    {
        var type = JsonSerializer.Deserialize<BusinessType>(content, Options);
        return type is null || type.Vouchers.Any(v => v is null) || type.Checklist.Any(c => c is null) || type.Form.Any(f => f is null) || type.RequiredFields.Any(f => f is null) || type.Numbers.Any(f => f is null) || type.Settings.Values.Any(v => v is null)
            ? throw new JsonException("null where a value was expected") : EarlierBusinessType.Today(type, content);
    }

    /// <summary>What changed from the older to the newer version: the <c>type</c> itself, then each <c>voucher</c>, <c>form</c> field, <c>check</c>, required <c>field</c>, <c>number</c> and <c>setting</c>.</summary>
    public static IReadOnlyList<DocumentChange> Between(BusinessType older, BusinessType newer) =>
    [
        .. DocumentComparison.Between("type", [Head(older)], [Head(newer)]),
        .. DocumentComparison.Between("voucher", older.Vouchers.Select(Part), newer.Vouchers.Select(Part)),
        .. DocumentComparison.Between("form", older.Form.Select(Part), newer.Form.Select(Part)),
        .. DocumentComparison.Between("check", older.Checklist.Select(Part), newer.Checklist.Select(Part)),
        .. DocumentComparison.Between("field", older.RequiredFields.Select(f => new DocumentPart(f)), newer.RequiredFields.Select(f => new DocumentPart(f))),
        .. DocumentComparison.Between("number", older.Numbers.Select(f => new DocumentPart(f)), newer.Numbers.Select(f => new DocumentPart(f))),
        .. DocumentComparison.Between("setting", older.Settings.Select(Part), newer.Settings.Select(Part)),
    ];

    private static DocumentPart Head(BusinessType t) => new(
        "", ("nameZh", t.NameZh), ("nameEn", t.NameEn), ("process", t.Process), ("minutes", t.Minutes.ToString(CultureInfo.InvariantCulture)), ("calendar", t.Calendar), ("retired", Mark(t.Retired)),
        ("pages", Mark(t.PagesRequired)), ("batch", Mark(t.BatchRequired)), ("page", t.Page), ("channel", t.Channel), ("customer", t.Customer));

    private static DocumentPart Part(RequiredVoucher v) => new(v.Kind, ("required", Mark(v.Required)));

    private static DocumentPart Part(FormField f) => new(f.Code, ("mandatory", Mark(f.Required)));

    private static DocumentPart Part(ChecklistItem c) => new(c.Code, ("nameZh", c.Zh), ("nameEn", c.En), ("mandatory", Mark(c.Mandatory)));

    private static DocumentPart Part(KeyValuePair<string, string> setting) => new(setting.Key, ("value", setting.Value));
}
