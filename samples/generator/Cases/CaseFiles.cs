using System.Text.Json;
using System.Text.Json.Serialization;
using CentralOps.SampleGenerator.Layouts;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Cases;

/// <summary>Cases as files: pictures and <c>manifest.jsonl</c>.</summary>
internal static class CaseFiles
{
    /// <summary>Resolution of the pictures.</summary>
    public const double Dpi = 200;

    /// <summary>Plain printed documents are scanned coarser.</summary>
    public const double DocumentDpi = 150;

    private static readonly (string Type, string Scenario, int Count)[] s_shipped =
    [
        ("cheque-transfer", Scenarios.Ok, 6), ("cheque-transfer", Scenarios.Large, 2), ("cheque-transfer", Scenarios.BadWords, 1), ("cheque-transfer", Scenarios.ForgedSeal, 1),
        ("cheque-transfer", Scenarios.MissingSeal, 1), ("cheque-transfer", Scenarios.Insufficient, 1), ("cheque-transfer", Scenarios.ClosedAccount, 1), ("cheque-transfer", Scenarios.UsedCheque, 1),
        ("cheque-transfer", Scenarios.Expired, 1), ("cheque-transfer", Scenarios.WrongCipher, 1), ("cheque-transfer", Scenarios.ExpiredSpecimen, 1),
        ("remittance", Scenarios.Ok, 5), ("remittance", Scenarios.Urgent, 1), ("remittance", Scenarios.Large, 1), ("remittance", Scenarios.BadWords, 1), ("remittance", Scenarios.ForgedSeal, 1), ("remittance", Scenarios.Insufficient, 1),
        ("loan-drawdown", Scenarios.Ok, 2), ("time-deposit", Scenarios.Ok, 2),
        ("account-opening", Scenarios.Ok, 1), ("customer-change", Scenarios.Ok, 1), ("online-banking", Scenarios.Ok, 1), ("bill", Scenarios.Ok, 1), ("bill-acceptance", Scenarios.Ok, 1), ("bill-acceptance", Scenarios.LowMargin, 1),
    ];

    // Two cheques made room for other papers; the seeds of all that follow stay as they were.
    private const int NoLongerShipped = 2;

    /// <summary>The cases that the repository ships.</summary>
    public static void WriteShipped(string folder, DateOnly date)
    {
        Directory.CreateDirectory(folder);
        using var manifest = Lines(Path.Combine(folder, "manifest.jsonl"));
        var seed = 100;
        foreach (var (type, scenario, count) in s_shipped)
        {
            for (var i = 1; i <= count; i++, seed++)
            {
                var name = $"{Folder(type)}-{scenario}-{i}";
                var pages = Write(folder, name, CaseFactory.Make(type, scenario, date, seed), seed, manifest);
                if (scenario == Scenarios.Ok && i == 1 && type == "cheque-transfer")
                {
                    // The same case once more in the other formats that a branch may send.
                    var stem = Path.Combine(folder, Folder(type), name);
                    File.WriteAllBytes($"{stem}.tiff", PagedFiles.Tiff(pages, Dpi));
                    File.WriteAllBytes($"{stem}.pdf", PagedFiles.Pdf(pages, Dpi));
                }
            }

            if (scenario == Scenarios.Ok && type == "cheque-transfer") seed += NoLongerShipped;
        }
    }

    /// <summary>One case in a folder of its own choosing; lines are added to the manifest there.</summary>
    public static void WriteOne(string folder, string type, string scenario, DateOnly date, int seed)
    {
        Directory.CreateDirectory(folder);
        using var manifest = new StreamWriter(Path.Combine(folder, "manifest.jsonl"), append: true) { NewLine = "\n" };
        Write(folder, $"{Folder(type)}-{scenario}-{seed}", CaseFactory.Make(type, scenario, date, seed), seed, manifest);
    }

    private static List<byte[]> Write(string folder, string name, SampleCase sample, int seed, StreamWriter manifest)
    {
        var dice = Dice.For(seed, $"pictures-{name}");
        var sub = Folder(sample.BusinessType);
        Directory.CreateDirectory(Path.Combine(folder, sub));
        var by = dice.Chance(0.15) ? CaptureBy.Phone : CaptureBy.Scanner;
        List<byte[]> written = [];
        var file = sample.File is null ? null : $"{sub}/{name}.csv";
        if (file is not null) File.WriteAllBytes(Path.Combine(folder, file), sample.File!);
        foreach (var page in sample.Pages)
        {
            using SKBitmap picture = PageArtist.Capture(page, sample.BusinessType is "cheque-transfer" or "remittance" or "loan-drawdown" or "time-deposit" ? Dpi : DocumentDpi, dice, degraded: false, by);
            var jpeg = Pictures.Jpeg(picture, 76);
            var image = $"{sub}/{name}-{page.Name}.jpg";
            File.WriteAllBytes(Path.Combine(folder, image), jpeg);
            written.Add(jpeg);
            manifest.WriteLine(JsonSerializer.Serialize(new
            {
                image,
                kind = page.Form.Kind,
                number = page.Number,
                fields = page.Values,
                @case = name,
                businessType = sample.BusinessType,
                scenario = sample.Scenario,
                template = page.Form.Key,
                form = written.Count == 1 ? sample.Form : null,
                file = written.Count == 1 ? file : null,
            }, s_line));
        }

        return written;
    }

    private static string Folder(string businessType) => businessType switch { "cheque-transfer" => "cheque", "loan-drawdown" => "loan", "time-deposit" => "deposit", "account-opening" => "opening", "customer-change" => "change", "online-banking" => "ebank", "bill-acceptance" => "acceptance", _ => businessType };

    private static readonly JsonSerializerOptions s_line = new(TemplateFiles.Json) { WriteIndented = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static StreamWriter Lines(string path) => new(path) { NewLine = "\n" };
}
