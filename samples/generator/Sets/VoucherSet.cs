using System.Text.Json;
using CentralOps.SampleGenerator.Cases;
using CentralOps.SampleGenerator.Layouts;

namespace CentralOps.SampleGenerator.Sets;

/// <summary>Whole pages: <c>labels.jsonl</c>, images and <c>templates/</c>.</summary>
internal static class VoucherSet
{
    private static readonly JsonSerializerOptions s_line = new(TemplateFiles.Json) { WriteIndented = false };

    /// <summary>Draws the set. Degraded: 150 – 300 dpi, skew to 10°, stretch to 3 % (covered: 8 %), perspective, JPEG 50 – 80.</summary>
    public static void Write(SetOptions options)
    {
        options.Ready();
        TemplateFiles.Write(Path.Combine(options.Folder, "templates"));
        using var labels = new StreamWriter(Path.Combine(options.Folder, "labels.jsonl")) { NewLine = "\n" };
        var dice = Dice.For(options.Seed, "vouchers");
        var count = options.CountOr(40);
        for (var drawn = 0; drawn < count;)
        {
            var date = new DateOnly(2026, 1, 1).AddDays(dice.Int(700));
            var sample = CaseFactory.Make(dice.Chance(0.5) ? "cheque-transfer" : dice.Pick(["remittance", "remittance", "remittance", "loan-drawdown", "time-deposit"]), dice.Chance(0.85) ? Scenarios.Ok : Scenarios.Large, date, dice.Int(15000));
            foreach (var page in sample.Pages.Take(count - drawn))
            {
                var image = $"{drawn:D4}-{page.Form.Key}.jpg";
                using var picture = options.Degraded
                    ? PageArtist.Capture(page, dice.Pick([150.0, 200, 250, 300]), dice, true, dice.Chance(0.4) ? CaptureBy.Phone : CaptureBy.Scanner, skew: 10, stretch: options.Covered ? 0.08 : 0.03, options.Covered)
                    : PageArtist.Capture(page, dice.Pick([200.0, 200, 300, 150]), dice, false, dice.Chance(0.2) ? CaptureBy.Phone : CaptureBy.Scanner);
                File.WriteAllBytes(Path.Combine(options.Folder, image), Pictures.Jpeg(picture, options.Degraded ? dice.Int(50, 80) : 85));
                labels.WriteLine(JsonSerializer.Serialize(new { image, kind = page.Form.Kind, number = page.Number, fields = page.Values }, s_line));
                drawn++;
            }
        }
    }
}
