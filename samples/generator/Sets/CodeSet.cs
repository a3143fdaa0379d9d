using CentralOps.SampleGenerator.Cases;
using CentralOps.SampleGenerator.Drawing;
using CentralOps.SampleGenerator.Layouts;
using CentralOps.SampleGenerator.Scanning;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Sets;

/// <summary>Codes on paper: pictures with a <c>.txt</c> of the same name.</summary>
internal static class CodeSet
{
    /// <summary>Draws the set: QR codes on whole vouchers and alone, Code 128 on strips of a form.</summary>
    public static void Write(SetOptions options)
    {
        options.Ready();
        var dice = Dice.For(options.Seed, "codes");
        for (var i = 0; i < options.CountOr(60); i++)
        {
            var (picture, text) = (i % 3) switch
            {
                0 => Voucher(dice, options.Degraded),
                1 => Strip(dice, options.Degraded, qr: true),
                _ => Strip(dice, options.Degraded, qr: false),
            };
            using (picture)
                File.WriteAllBytes(Path.Combine(options.Folder, $"{i:D4}.jpg"), Pictures.Jpeg(picture, options.Degraded ? dice.Int(50, 80) : 85));
            File.WriteAllText(Path.Combine(options.Folder, $"{i:D4}.txt"), text);
        }
    }

    private static (SKBitmap, string) Voucher(Dice dice, bool degraded)
    {
        while (true)
        {
            var sample = CaseFactory.Make(dice.Chance(0.5) ? "cheque-transfer" : "remittance", Scenarios.Ok, new DateOnly(2026, 11, 20), dice.Int(15000));
            var page = sample.Pages[0];
            if (page.Form.Code is not null)
                return (PageArtist.Capture(page, 200, dice, degraded, dice.Chance(0.25) ? CaptureBy.Phone : CaptureBy.Scanner), page.Form.CodePrefix + page.Number);
        }
    }

    private static (SKBitmap, string) Strip(Dice dice, bool degraded, bool qr)
    {
        var text = qr ? $"CO1|paying-in-slip-a|{dice.Digits(16)}" : dice.Digits(dice.Pick([8, 12, 16]));
        using var sheet = new Sheet(90, 40, degraded ? dice.Pick([150.0, 200, 300]) : dice.Pick([200.0, 300]));
        var run = dice.Pick([FormCatalogue.Green, FormCatalogue.Brown, FormCatalogue.Blue]);
        Guilloche.Waves(sheet, 0, 0, 90, 40, run.Tint, run.Pattern);
        if (qr)
            PageArtist.Qr(sheet, text, dice.Between(10, 60), dice.Between(8, 18), dice.Between(13, 17));
        else
            Code128.Draw(sheet, text, dice.Between(6, 12), dice.Between(8, 18), dice.Between(0.3, 0.36), 11);
        sheet.Text("江海银行", 8, 35, 3.2, run.Labels, run.Ink);
        return (Scanner.Scan(sheet, dice, degraded, skew: degraded ? 6 : 0, stretch: degraded ? 0.02 : 0), text);
    }
}
