using CentralOps.SampleGenerator.Bank;
using CentralOps.SampleGenerator.Drawing;
using CentralOps.SampleGenerator.Layouts;
using CentralOps.SampleGenerator.Scanning;
using CentralOps.SampleGenerator.Seals;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Sets;

/// <summary>Pairs of specimen and impression: <c>pairs.tsv</c> with specimen, impression, genuine (1/0).</summary>
internal static class SealSet
{
    private const double Dpi = 300;

    /// <summary>Draws the set: half genuine, half forged in all the ways of <see cref="SealForger.Kinds"/>.</summary>
    public static void Write(SetOptions options)
    {
        options.Ready();
        using var pairs = new StreamWriter(Path.Combine(options.Folder, "pairs.tsv")) { NewLine = "\n" };
        pairs.WriteLine("specimen\timpression\tgenuine");
        using var kinds = new StreamWriter(Path.Combine(options.Folder, "kinds.tsv")) { NewLine = "\n" };
        var dice = Dice.For(options.Seed, "seals");
        var count = options.CountOr(100);
        SealDesign? design = null;
        var specimen = "";
        for (var i = 0; i < count; i++)
        {
            if (i % 4 == 0)
            {
                design = dice.Chance(0.65) ? SealDesign.Finance(Names.Company(dice), dice) : SealDesign.Name(Names.Person(dice), dice);
                specimen = $"{i / 4:D4}-specimen.png";
                using var card = SealPress.Impression(design, Pressing.Specimen(dice), Dpi);
                File.WriteAllBytes(Path.Combine(options.Folder, specimen), Pictures.Png(card));
            }

            var genuine = i % 2 == 0;
            var kind = genuine ? "genuine" : SealForger.Kinds[i / 2 % SealForger.Kinds.Count];
            var made = genuine ? design! : SealForger.Forge(design!, kind, dice);
            var file = $"{i:D4}-impression.jpg";
            using var picture = OnVoucher(made, dice, options.Degraded);
            File.WriteAllBytes(Path.Combine(options.Folder, file), Pictures.Jpeg(picture, 88));
            pairs.WriteLine($"{specimen}\t{file}\t{(genuine ? 1 : 0)}");
            kinds.WriteLine($"{file}\t{kind}");
        }
    }

    /// <summary>An impression over the print and writing of a voucher, as cut out of its scan.</summary>
    private static SKBitmap OnVoucher(SealDesign design, Dice dice, bool degraded)
    {
        var (w, h) = (design.Width + dice.Between(6, 14), design.Height + dice.Between(5, 10));
        using var sheet = new Sheet(w, h, Dpi);
        sheet.Canvas.Clear(new SKColor((byte)dice.Int(244, 252), (byte)dice.Int(244, 252), (byte)dice.Int(238, 248)));
        var run = dice.Pick([FormCatalogue.Green, FormCatalogue.Brown, FormCatalogue.Blue, FormCatalogue.Slip]);
        Guilloche.Waves(sheet, 0, 0, w, h, run.Tint, run.Pattern);
        var pen = Pen(dice);
        sheet.Text("出票人签章", 1.5, h * 0.75, 2.9, run.Labels, run.Ink);
        sheet.Line(0, h * 0.3, w * 0.8, h * 0.3, 0.18, run.Ink);
        if (dice.Chance(0.8))
            sheet.Text(Words.Amount(dice.Amount(1000, 5_000_000)), dice.Between(-8, 4), h * dice.Between(0.12, 0.28), 4.1, pen.Face, pen.Ink);
        if (dice.Chance(0.5))
            sheet.Text(Names.Purpose(dice), dice.Between(2, w * 0.6), h * dice.Between(0.4, 0.6), 3.7, pen.Face, pen.Ink);
        SealPress.On(sheet, design, Pressing.Everyday(dice, dice.Chance(0.3) ? 180 : 12, degraded), w / 2 + dice.Between(-1.5, 1.5), h / 2 + dice.Between(-1, 1));
        Sensor.Expose(sheet.Bitmap, dice, degraded ? dice.Between(0.6, 1.3) : dice.Between(0.4, 0.8), degraded ? dice.Between(4, 8) : dice.Between(1.5, 4), 0);
        var scale = 1 + dice.Normal(0.006);
        var scaled = new SKBitmap(new SKImageInfo((int)(sheet.Bitmap.Width * scale), (int)(sheet.Bitmap.Height * scale), SKColorType.Bgra8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(scaled);
        using var image = SKImage.FromBitmap(sheet.Bitmap);
        canvas.DrawImage(image, SKRect.Create(scaled.Width, scaled.Height), new SKSamplingOptions(SKCubicResampler.Mitchell));
        return scaled;
    }

    private static (Face Face, SKColor Ink) Pen(Dice dice) => (dice.Pick([Face.Song, Face.Kai, Face.Hei]), dice.Pick([new SKColor(20, 20, 24), new SKColor(24, 28, 66)]));
}
