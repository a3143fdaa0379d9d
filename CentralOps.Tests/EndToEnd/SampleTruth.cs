using System.Text.Json;

namespace CentralOps.Tests.EndToEnd;

/// <summary>A shipped sample case: its images and what they say.</summary>
internal sealed record SampleTruth(IReadOnlyList<string> Images, IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string> CodeOfName)
{
    /// <summary>Reads a case of the samples' manifest.</summary>
    public static SampleTruth Of(string name)
    {
        var samples = Path.Combine(Root(), "samples");
        return Of(name, Path.Combine(samples, "vouchers"));
    }

    /// <summary>Reads a case of a manifest in a folder, such as one that was just drawn.</summary>
    public static SampleTruth Of(string name, string folder)
    {
        var samples = Path.Combine(Root(), "samples");
        var (images, values) = (new List<string>(), new Dictionary<string, string>());
        foreach (var line in File.ReadLines(Path.Combine(folder, "manifest.jsonl")))
        {
            using var entry = JsonDocument.Parse(line);
            if (entry.RootElement.GetProperty("case").GetString() != name) continue;
            images.Add(Path.Combine(folder, entry.RootElement.GetProperty("image").GetString()!));
            foreach (var field in entry.RootElement.GetProperty("fields").EnumerateObject()) values[field.Name] = field.Value.GetString()!;
        }

        using var catalogue = JsonDocument.Parse(File.ReadAllText(Path.Combine(samples, "fields.json")));
        // Two vouchers may call different fields the same: the one that this case has is meant.
        var codes = catalogue.RootElement.EnumerateArray().GroupBy(f => f.GetProperty("nameZh").GetString()!, f => f.GetProperty("code").GetString()!)
            .ToDictionary(g => g.Key, g => g.FirstOrDefault(values.ContainsKey) ?? g.First());
        return new SampleTruth(images, values, codes);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CentralOps.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("the tests run outside the repository");
        return folder.FullName;
    }
}
