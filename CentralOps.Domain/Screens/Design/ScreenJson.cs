using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;
using static CentralOps.Domain.Versioning.DocumentComparison;

namespace CentralOps.Domain.Screens.Design;

/// <summary>A screen as a file.</summary>
public static class ScreenJson
{
    // Whatever else stands in a file is a mistake that would go unnoticed, and so is what a screen works out itself.
    private static readonly JsonSerializerOptions Options = new(StoredJson.Options)
    {
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 8, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(type =>
        {
            foreach (var computed in type.Properties.Where(p => p.Set is null).ToList()) type.Properties.Remove(computed);
        }),
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
        var screen = JsonSerializer.Deserialize<Screen>(content, Options) ?? throw new JsonException("null where a screen was expected");
        return screen.Columns.Any(c => c is null || c.Panels.Any(p => p is null)) || screen.Fields.Any(f => f is null) ? throw new JsonException("null in a list") : screen;
    }

    /// <summary>What changed from the older to the newer screen: the <c>screen</c> itself, then each <c>panel</c>, then each <c>field</c>.</summary>
    public static IReadOnlyList<DocumentChange> Between(Screen older, Screen newer) =>
    [
        .. DocumentComparison.Between("screen", [Head(older)], [Head(newer)]),
        .. DocumentComparison.Between("panel", Panels(older), Panels(newer), "place"),
        .. DocumentComparison.Between("field", Fields(older), Fields(newer), "order"),
    ];

    private static DocumentPart Head(Screen screen) =>
        new("", ("others", Mark(screen.Others)), ("exceptionsFirst", Mark(screen.ExceptionsFirst)), ("columns", string.Join(" : ", screen.Columns.Select(c => c.Width))));

    private static IEnumerable<DocumentPart> Panels(Screen screen) =>
        screen.Columns.SelectMany((c, column) => c.Panels.Select((p, row) => new DocumentPart(p, ("place", $"{column + 1}.{row + 1}"))));

    private static IEnumerable<DocumentPart> Fields(Screen screen) => screen.Fields.Select((f, at) => new DocumentPart(
        f.Code, ("order", $"{at + 1}"), ("hidden", Mark(f.Hidden)), ("readOnly", Mark(f.ReadOnly)), ("masked", Mark(f.Masked)), ("required", Mark(f.Required)), ("width", f.Width)));

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);

    private static string Lines<T>(IReadOnlyList<T> items) => items.Count == 0 ? "[]" : $"[\n    {string.Join(",\n    ", items.Select(Text))}\n  ]";
}
