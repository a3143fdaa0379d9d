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

    /// <summary>What a field really says, normalised; null = it is not on the papers.</summary>
    public string? Truth(string field) => Pages.Select(p => p.Fields.GetValueOrDefault(field)).FirstOrDefault(v => v is not null);

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
internal sealed record DemoPage(string Image, string Kind, string Number, IReadOnlyDictionary<string, string?> Fields, string Case, string BusinessType, string Scenario, string Template);
