using System.Text.Json;
using System.Text.Json.Serialization;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition.Design;

namespace CentralOps.Domain.Screens.Design;

/// <summary>A screen as a file.</summary>
public static class ScreenJson
{
    private static readonly JsonSerializerOptions Options = new(CaseJson.Options)
    {
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 8, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>One column and one field a line, so that two versions can be compared as text, too.</summary>
    public static string Write(Screen screen)
    {
        var head = new List<string> { $"\"task\": {Text(screen.Task)}" };
        if (screen.Post is { } post) head.Add($"\"post\": {Text(post)}");
        if (screen.BusinessType is { } type) head.Add($"\"businessType\": {Text(type)}");
        head.Add($"\"exceptionsFirst\": {Text(screen.ExceptionsFirst)}");
        head.Add($"\"others\": {Text(screen.Others)}");
        head.Add($"\"columns\": {Lines(screen.Columns)}");
        head.Add($"\"fields\": {Lines(screen.Fields)}");
        return $"{{\n  {string.Join(",\n  ", head)}\n}}\n";
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">It is no screen; the message says where.</exception>
    public static Screen Read(string content)
    {
        var file = JsonSerializer.Deserialize<File>(content, Options) ?? throw new JsonException("null where a screen was expected");
        if (file.Columns.Any(c => c is null || c.Panels.Any(p => p is null)) || file.Fields.Any(f => f is null)) throw new JsonException("null in a list");
        return new Screen { Task = file.Task, Post = file.Post, BusinessType = file.BusinessType, Columns = file.Columns, Fields = file.Fields, Others = file.Others, ExceptionsFirst = file.ExceptionsFirst };
    }

    /// <summary>What changed from the older to the newer screen: the screen itself, then its panels, then its fields.</summary>
    public static IReadOnlyList<TemplateChange> Between(Screen older, Screen newer)
    {
        List<TemplateChange> changes = [];
        changes.AddRange(Parts("screen", [("", Head(older))], [("", Head(newer))]));
        changes.AddRange(Parts("panel", Panels(older), Panels(newer)));
        changes.AddRange(Parts("field", Fields(older), Fields(newer)));
        return changes;
    }

    private static IEnumerable<TemplateChange> Parts(string part, List<(string Name, Dictionary<string, string> Values)> older, List<(string Name, Dictionary<string, string> Values)> newer)
    {
        foreach (var (name, values) in newer.DistinctBy(n => n.Name))
        {
            if (older.Find(o => o.Name == name).Values is not { } was) yield return new TemplateChange(part, name, ChangeKind.Added, []);
            else if (values.Where(v => was[v.Key] != v.Value).Select(v => new PropertyChange(v.Key, was[v.Key], v.Value)).ToList() is { Count: > 0 } properties)
                yield return new TemplateChange(part, name, properties.TrueForAll(p => p.Name is "place" or "order") ? ChangeKind.Moved : ChangeKind.Changed, properties);
        }

        foreach (var (name, _) in older.Where(o => newer.TrueForAll(n => n.Name != o.Name)).DistinctBy(o => o.Name)) yield return new TemplateChange(part, name, ChangeKind.Removed, []);
    }

    private static Dictionary<string, string> Head(Screen screen) => new()
    {
        ["others"] = Said(screen.Others), ["exceptionsFirst"] = Said(screen.ExceptionsFirst), ["columns"] = string.Join(" : ", screen.Columns.Select(c => c.Width)),
    };

    private static List<(string, Dictionary<string, string>)> Panels(Screen screen) =>
        [.. screen.Columns.SelectMany((c, column) => c.Panels.Select((p, row) => (p, new Dictionary<string, string> { ["place"] = $"{column + 1}.{row + 1}" })))];

    private static List<(string, Dictionary<string, string>)> Fields(Screen screen) =>
    [
        .. screen.Fields.Select((f, at) => (f.Code, new Dictionary<string, string>
        {
            ["order"] = $"{at + 1}", ["hidden"] = Said(f.Hidden), ["readOnly"] = Said(f.ReadOnly), ["masked"] = Said(f.Masked), ["required"] = Said(f.Required), ["width"] = f.Width,
        })),
    ];

    private static string Said(bool value) => value ? "✓" : "—";

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);

    private static string Lines<T>(IReadOnlyList<T> items) => items.Count == 0 ? "[]" : $"[\n    {string.Join(",\n    ", items.Select(Text))}\n  ]";

    // What a file may say; whatever else stands in it is a mistake that would go unnoticed.
    private sealed record File
    {
        public required string Task { get; init; }

        public string? Post { get; init; }

        public string? BusinessType { get; init; }

        public required IReadOnlyList<ScreenColumn> Columns { get; init; }

        public IReadOnlyList<ScreenField> Fields { get; init; } = [];

        public bool Others { get; init; } = true;

        public bool ExceptionsFirst { get; init; } = true;
    }
}
