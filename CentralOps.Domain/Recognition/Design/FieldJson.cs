using System.Text.Json;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Recognition.Design;

/// <summary>The field catalogue as a file.</summary>
public static class FieldJson
{
    private static readonly JsonSerializerOptions Options = new(CaseJson.Options) { RespectNullableAnnotations = true, MaxDepth = 8 };

    /// <summary>One field a line, so that two versions can be compared as text, too.</summary>
    public static string Write(IEnumerable<FieldDefinition> fields) => $"[\n  {string.Join(",\n  ", fields.Select(f => JsonSerializer.Serialize(f, Options)))}\n]\n";

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">It is no field catalogue; the message says where.</exception>
    public static IReadOnlyList<FieldDefinition> Read(string content)
    {
        var fields = JsonSerializer.Deserialize<List<FieldDefinition>>(content, Options);
        return fields is null || fields.Any(f => f is null || f.Values.Any(v => v is null)) ? throw new JsonException("null where a field was expected") : fields;
    }

    /// <summary>What changed from the older to the newer catalogue, field by field.</summary>
    public static IReadOnlyList<TemplateChange> Between(IReadOnlyList<FieldDefinition> older, IReadOnlyList<FieldDefinition> newer)
    {
        List<TemplateChange> changes = [];
        foreach (var field in newer.DistinctBy(f => f.Code))
        {
            if (older.FirstOrDefault(o => o.Code == field.Code) is not { } was) changes.Add(new TemplateChange("field", field.Code, ChangeKind.Added, []));
            else if (Values(was).Zip(Values(field)).Where(p => p.First.Value != p.Second.Value).Select(p => new PropertyChange(p.First.Name, p.First.Value, p.Second.Value)).ToList() is { Count: > 0 } properties)
                changes.Add(new TemplateChange("field", field.Code, ChangeKind.Changed, properties));
        }

        changes.AddRange(older.Where(o => newer.All(n => n.Code != o.Code)).Select(o => new TemplateChange("field", o.Code, ChangeKind.Removed, [])));
        return changes;
    }

    private static (string Name, string? Value)[] Values(FieldDefinition f) =>
    [
        ("nameZh", f.NameZh), ("nameEn", f.NameEn), ("type", f.Type), ("sensitivity", f.Sensitivity), ("keying", f.Keying), ("optional", f.Optional ? "✓" : null),
        ("length", f.Length > 0 ? f.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) : null), ("values", f.Values.Count > 0 ? string.Join("、", f.Values) : null),
        ("acceptFrom", f.AcceptFrom?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];
}
