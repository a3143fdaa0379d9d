using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

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

    /// <summary>What differs: by code, in the order of the newer list.</summary>
    public static IReadOnlyList<DocumentChange> Between(IReadOnlyList<ReasonCode> older, IReadOnlyList<ReasonCode> newer)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        var changes = new List<DocumentChange>();
        var order = older.Select(o => o.Code).Where(c => newer.Any(n => n.Code == c)).ToList();
        var moved = newer.Select(n => n.Code).Where(order.Contains).ToList();
        foreach (var code in newer.Concat(older).Select(r => r.Code).Distinct(StringComparer.Ordinal))
        {
            var (before, after) = (older.FirstOrDefault(r => r.Code == code), newer.FirstOrDefault(r => r.Code == code));
            if (before is null || after is null) changes.Add(new DocumentChange("reason", code, before?.Zh ?? "", after?.Zh ?? ""));
            else
            {
                changes.AddRange(Parts(before).Zip(Parts(after)).Where(p => p.First.Value != p.Second.Value).Select(p => new DocumentChange(p.First.Name, code, p.First.Value, p.Second.Value)));
                if (order.IndexOf(code) != moved.IndexOf(code)) changes.Add(new DocumentChange("order", code, $"{order.IndexOf(code) + 1}", $"{moved.IndexOf(code) + 1}"));
            }
        }

        return changes;
    }

    private static IEnumerable<(string Name, string Value)> Parts(ReasonCode reason) =>
    [
        ("zh", reason.Zh), ("en", reason.En), ("for", string.Join(", ", reason.For)), ("tasks", string.Join(", ", reason.Tasks)), ("from", $"{reason.From:yyyy-MM-dd}"), ("until", $"{reason.Until:yyyy-MM-dd}"),
    ];
}
