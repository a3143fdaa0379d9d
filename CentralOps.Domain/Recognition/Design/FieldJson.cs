using System.Globalization;
using System.Text.Json;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Recognition.Design;

/// <summary>The field catalogue as a file.</summary>
public static class FieldJson
{
    private static readonly JsonSerializerOptions Options = new(StoredJson.Options) { RespectNullableAnnotations = true, MaxDepth = 8 };

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
    public static IReadOnlyList<DocumentChange> Between(IReadOnlyList<FieldDefinition> older, IReadOnlyList<FieldDefinition> newer) =>
        [.. DocumentComparison.Between("field", older.Select(Part), newer.Select(Part))];

    private static DocumentPart Part(FieldDefinition f) => new(
        f.Code, ("nameZh", f.NameZh), ("nameEn", f.NameEn), ("type", f.Type), ("sensitivity", f.Sensitivity), ("keying", f.Keying), ("optional", DocumentComparison.Mark(f.Optional)),
        ("length", f.Length > 0 ? f.Length.ToString(CultureInfo.InvariantCulture) : null), ("values", string.Join("、", f.Values)), ("acceptFrom", f.AcceptFrom?.ToString(CultureInfo.InvariantCulture)));
}
