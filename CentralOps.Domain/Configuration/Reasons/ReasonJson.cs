using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Configuration;

/// <summary>Lists of reason codes as they are kept and compared.</summary>
public static class ReasonJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Reads.</summary>
    /// <exception cref="JsonException">Not a list of reason codes.</exception>
    public static IReadOnlyList<ReasonCode> Read(string json)
    {
        var reasons = JsonSerializer.Deserialize<List<ReasonCode?>>(json, Options) ?? throw new JsonException("null is no list of reasons");
        return [.. reasons.Select(r => r is null ? throw new JsonException("null is no reason") : r with { Code = r.Code ?? "", Zh = r.Zh ?? "", En = r.En ?? "", For = r.For ?? [], Tasks = r.Tasks ?? [] })];
    }

    /// <summary>Writes.</summary>
    public static string Write(IReadOnlyList<ReasonCode> reasons) => JsonSerializer.Serialize(reasons, Options);

    /// <summary>What changed from the older to the newer list, <c>reason</c> by reason. The order counts among those that are in both.</summary>
    public static IReadOnlyList<DocumentChange> Between(IReadOnlyList<ReasonCode> older, IReadOnlyList<ReasonCode> newer)
    {
        var both = older.Select(r => r.Code).Intersect(newer.Select(r => r.Code)).ToHashSet();
        return [.. DocumentComparison.Between("reason", Parts(older, both), Parts(newer, both), "order")];
    }

    private static IEnumerable<DocumentPart> Parts(IReadOnlyList<ReasonCode> reasons, HashSet<string> both)
    {
        var order = reasons.Select(r => r.Code).Where(both.Contains).Distinct().ToList();
        return reasons.Select(r => new DocumentPart(
            r.Code, ("zh", r.Zh), ("en", r.En), ("for", string.Join(", ", r.For)), ("tasks", string.Join(", ", r.Tasks)),
            ("remark", r.Remark ? "true" : null), ("from", $"{r.From:yyyy-MM-dd}"), ("until", $"{r.Until:yyyy-MM-dd}"),
            ("order", both.Contains(r.Code) ? $"{order.IndexOf(r.Code) + 1}" : null)));
    }
}
