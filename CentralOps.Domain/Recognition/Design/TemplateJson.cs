using System.Text.Json;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Recognition.Design;

/// <summary>Templates as files: the form in which they are stored, exported and imported.</summary>
public static class TemplateJson
{
    /// <summary>Longest document in characters; the picture of the form takes most of it.</summary>
    public const int MaxCharacters = 6_000_000;

    private static readonly JsonSerializerOptions Options = new(StoredJson.Options) { WriteIndented = true, NewLine = "\n", RespectNullableAnnotations = true, MaxDepth = 16 };

    /// <summary>One property a line, so that two versions can be compared as text, too.</summary>
    public static string Write(VoucherTemplate template) => JsonSerializer.Serialize(template, Options) + "\n";

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">It is no template; the message says where.</exception>
    public static VoucherTemplate Read(string content)
    {
        var template = JsonSerializer.Deserialize<VoucherTemplate>(content, Options);
        if (template is null || template.Fields.Any(f => f is null) || template.Anchors.Any(a => a is null) || template.Seals.Any(s => s is null))
            throw new JsonException("null where a part of a template was expected");
        return template;
    }
}
