using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Fields;
using CentralOps.Infrastructure.Recognition;

namespace CentralOps.Benchmarks.Recognition;

/// <summary>Reads labelled pages from image to fields. Field types come from <c>fields.json</c> beside the labels, else from the product's own catalogue.</summary>
internal sealed class VouchersBenchmark : IBenchmark
{
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <inheritdoc />
    public string Name => "vouchers";

    /// <inheritdoc />
    public string Usage => "vouchers DIR [--captured] [--peer]";

    /// <inheritdoc />
    public async Task<int> RunAsync(string[] args)
    {
        string? folder = args.FirstOrDefault(a => !a.StartsWith("--", StringComparison.Ordinal));
        string labels = Path.Combine(folder ?? ".", File.Exists(Path.Combine(folder ?? ".", "labels.jsonl")) ? "labels.jsonl" : "manifest.jsonl");
        if (folder is null || !File.Exists(labels))
        {
            await Console.Error.WriteLineAsync($"usage: {Usage}; DIR holds labels.jsonl and templates/");
            return 2;
        }

        IReadOnlyList<VoucherTemplate> templates = Templates(folder);
        IReadOnlyList<FieldDefinition> fields = Fields(folder);
        var catalogue = new FieldCatalogue(fields);
        using var engine = new RecognitionEngine();
        var tally = new Tally();
        var slices = new List<(string Path, string Type, string Expected)>();
        double ours = 0;
        foreach (string line in await File.ReadAllLinesAsync(labels))
        {
            if (JsonSerializer.Deserialize<Label>(line, Json) is not { } label || !File.Exists(Path.Combine(folder, label.Image)) || Path.GetExtension(label.Image) is ".pdf" or ".tiff" or ".tif")
                continue;
            byte[] image = await File.ReadAllBytesAsync(Path.Combine(folder, label.Image));
            var watch = Stopwatch.StartNew();
            if (args.Contains("--captured"))
                image = engine.Capture(image, label.Image)[0].Image;
            double before = TesseractPeer.OwnMilliseconds;
            PageReading reading = engine.ReadPage(image, templates, fields, null);
            ours += TesseractPeer.OwnMilliseconds - before;
            if (args.Contains("--peer"))
                slices.AddRange(Slices(label, reading, catalogue, slices.Count));
            tally.Add(label, reading, templates, catalogue, watch.Elapsed.TotalMilliseconds);
        }

        if (slices.Count > 0)
            await TesseractPeer.RunAsync(slices, ours, "whole page: codes, layout, registration, slices, reading");
        foreach ((string path, _, _) in slices)
            File.Delete(path);
        Console.WriteLine(tally.Summary());
        return 0;
    }

    // The slices as people see them, which the peer gets ready cut.
    private static IEnumerable<(string Path, string Type, string Expected)> Slices(Label label, PageReading reading, FieldCatalogue catalogue, int number)
    {
        foreach (FieldReading field in reading.Fields.Where(f => label.Fields.ContainsKey(f.Code)))
        {
            string path = Path.Combine(Path.GetTempPath(), $"peer-{Environment.ProcessId}-{number++}.png");
            File.WriteAllBytes(path, field.Slice);
            yield return (path, catalogue.Of(field.Code).Type, catalogue.Normalise(field.Code, label.Fields[field.Code]));
        }
    }

    private static List<VoucherTemplate> Templates(string folder)
    {
        string own = Path.Combine(folder, "templates");
        string path = Directory.Exists(own) ? own : Path.Combine(Samples(), "templates");
        return [.. Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal).Select(f => JsonSerializer.Deserialize<VoucherTemplate>(File.ReadAllBytes(f), Json)!)];
    }

    private static List<FieldDefinition> Fields(string folder)
    {
        string own = Path.Combine(folder, "fields.json");
        return JsonSerializer.Deserialize<List<FieldDefinition>>(File.ReadAllBytes(File.Exists(own) ? own : Path.Combine(Samples(), "fields.json")), Json)!;
    }

    private static string Samples()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (Directory.Exists(Path.Combine(at.FullName, "samples", "templates")))
                return Path.Combine(at.FullName, "samples");
        }

        return Path.Combine(Directory.GetCurrentDirectory(), "samples");
    }

    private sealed record Label(string Image, string Kind, string? Number, Dictionary<string, string> Fields);

    private sealed class Tally
    {
        private int n, kinds, numbers, numbered, fields, exact, accepted, wrong;
        private double milliseconds;

        public void Add(Label label, PageReading reading, IReadOnlyList<VoucherTemplate> templates, FieldCatalogue catalogue, double ms)
        {
            n++;
            milliseconds += ms;
            string? kind = templates.FirstOrDefault(t => t.Key == reading.TemplateKey)?.Kind;
            kinds += kind == label.Kind ? 1 : 0;
            var byCode = reading.Fields.ToDictionary(f => f.Code);
            if (!string.IsNullOrEmpty(label.Number))
            {
                numbered++;
                string? read = reading.VoucherNumber ?? byCode.GetValueOrDefault("voucher.number")?.Value;
                numbers += read == label.Number ? 1 : 0;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{label.Image}\t{(kind == label.Kind ? "ok" : "KIND " + label.Kind)}\t{reading.TemplateKey}\t{reading.Doubt}\tscore={reading.RegistrationScore:0.00}\t{ms:0} ms"));
            foreach ((string code, string raw) in label.Fields)
            {
                string expected = catalogue.Normalise(code, raw);
                FieldReading? field = byCode.GetValueOrDefault(code);
                bool right = (field?.Value ?? "") == expected;
                fields++;
                exact += right ? 1 : 0;
                accepted += field is { Sure: true } ? 1 : 0;
                wrong += field is { Sure: true } && !right ? 1 : 0;
                if (!right || field is { Sure: false })
                    Console.WriteLine($"  {code}\t{(right ? "unsure" : field is { Sure: true } ? "WRONG-ACCEPTED" : "DIFF")}\t{expected}\t{field?.Value}\t{string.Join("; ", field?.Evidence ?? [])}");
            }
        }

        public string Summary() => string.Create(CultureInfo.InvariantCulture, $"vouchers n={n} kind={(double)kinds / Math.Max(1, n):0.0000} number={(double)numbers / Math.Max(1, numbered):0.0000} fields-exact={(double)exact / Math.Max(1, fields):0.0000} accepted={(double)accepted / Math.Max(1, fields):0.0000} wrong-accepted={wrong} ms/page={milliseconds / Math.Max(1, n):0.0}");
    }
}
