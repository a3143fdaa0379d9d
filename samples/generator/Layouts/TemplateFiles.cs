using System.Text.Encodings.Web;
using System.Text.Json;
using CentralOps.Domain.Recognition;

namespace CentralOps.SampleGenerator.Layouts;

/// <summary>Templates as files, in the product's export format.</summary>
internal static class TemplateFiles
{
    /// <summary>camelCase, Chinese as it is.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>Writes every layout to <c>key.json</c> in the folder.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var form in FormCatalogue.All)
            File.WriteAllText(Path.Combine(folder, $"{form.Key}.json"), JsonSerializer.Serialize<VoucherTemplate>(form.ToTemplate(), Json) + "\n");
    }
}
