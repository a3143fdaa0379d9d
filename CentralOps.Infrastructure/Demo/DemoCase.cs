using System.Text.Json;

namespace CentralOps.Infrastructure.Demo;

/// <summary>A sample case with what is really written on its papers.</summary>
/// <param name="Name">Its name in the manifest.</param>
/// <param name="BusinessType">Business type.</param>
/// <param name="Scenario"><c>ok</c>, <c>forged-seal</c> …</param>
/// <param name="Folder">Folder of the manifest.</param>
/// <param name="Pages">Pages in order.</param>
internal sealed record DemoCase(string Name, string BusinessType, string Scenario, string Folder, IReadOnlyList<DemoPage> Pages)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What the teller fills in on the screen, by field code; empty = nothing.</summary>
    public IReadOnlyDictionary<string, string> Form => Pages.Select(p => p.Form).FirstOrDefault(f => f is not null) ?? new Dictionary<string, string>();

    /// <summary>File of payments, relative to the manifest; null = none.</summary>
    public string? BatchFile => Pages.Select(p => p.File).FirstOrDefault(f => f is not null);

    /// <summary>What a field really says, normalised; null = it is not on the papers.</summary>
    public string? Truth(string field) => Form.GetValueOrDefault(field) ?? Pages.Select(p => p.Fields.GetValueOrDefault(field)).FirstOrDefault(v => v is not null);

    /// <summary>Reads <c>manifest.jsonl</c>.</summary>
    public static IReadOnlyList<DemoCase> Read(string folder) =>
    [
        .. File.ReadLines(Path.Combine(folder, "manifest.jsonl")).Where(line => line.Length > 0)
            .Select(line => JsonSerializer.Deserialize<DemoPage>(line, Json)!)
            .GroupBy(page => page.Case)
            .Select(pages => new DemoCase(pages.Key, pages.First().BusinessType, pages.First().Scenario, folder, [.. pages])),
    ];
}

/// <summary>A line of the manifest.</summary>
/// <param name="Image">File, relative to the manifest.</param>
/// <param name="Kind">Voucher kind.</param>
/// <param name="Number">Voucher number; empty = none.</param>
/// <param name="Fields">True values by field.</param>
/// <param name="Case">Case it belongs to.</param>
/// <param name="BusinessType">Business type.</param>
/// <param name="Scenario">What is wrong with it.</param>
/// <param name="Template">Layout key.</param>
/// <param name="Form">What the teller fills in for the case; on its first page only.</param>
/// <param name="File">File of payments of the case, relative to the manifest; on its first page only.</param>
internal sealed record DemoPage(
    string Image, string Kind, string Number, IReadOnlyDictionary<string, string?> Fields, string Case, string BusinessType, string Scenario, string Template,
    IReadOnlyDictionary<string, string>? Form = null, string? File = null);
