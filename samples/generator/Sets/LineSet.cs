using CentralOps.SampleGenerator.Bank;
using CentralOps.SampleGenerator.Cases;
using CentralOps.SampleGenerator.Drawing;
using CentralOps.SampleGenerator.Layouts;
using CentralOps.SampleGenerator.Scanning;
using CentralOps.SampleGenerator.Seals;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Sets;

/// <summary>Single lines for the recogniser's last layer to learn from: <c>labels.tsv</c> with file, field type, what is printed, typeface. Never for measuring.</summary>
internal static class LineSet
{
    /// <summary>Draws the set: three of four lines are badly scanned (150 dpi, JPEG 40 – 75, boxes, seals, turned by up to 3°), the rest as a good scanner would.</summary>
    public static void Write(SetOptions options)
    {
        options.Ready();
        using var labels = new StreamWriter(Path.Combine(options.Folder, "labels.tsv")) { NewLine = "\n" };
        labels.WriteLine("file\ttype\ttext\tface");
        var dice = Dice.For(options.Seed, "lines");
        var count = options.CountOr(8000);
        for (var i = 0; i < count; i++)
        {
            var (type, shown) = LineText.Draw(dice);
            var degraded = dice.Chance(0.75);
            var pen = Pen.Take(dice, degraded);
            var face = shown.All(c => c < 0x80 || c is '¥') ? pen.Digits == Face.Mono && shown.Contains('¥', StringComparison.Ordinal) ? Face.Sans : pen.Digits : pen.Text;
            using var line = Draw(shown, face, pen, dice, degraded);
            var file = $"{i:D5}.jpg";
            File.WriteAllBytes(Path.Combine(options.Folder, file), Pictures.Jpeg(line, degraded ? dice.Int(40, 75) : 90));
            labels.WriteLine($"{file}\t{type}\t{shown}\t{face}");
        }
    }

    private static SKBitmap Draw(string shown, Face face, Pen pen, Dice dice, bool degraded)
    {
        var (size, height) = (dice.Between(2.9, 4.5), dice.Between(6.5, 9));
        var width = Math.Min(110, Sheet.Measure(shown, face, size) + dice.Between(5, 14));
        using var sheet = new Sheet(width, height, degraded ? dice.Between(140, 170) : dice.Pick([200.0, 300]));
        var run = dice.Pick([FormCatalogue.Green, FormCatalogue.Brown, FormCatalogue.Blue, FormCatalogue.Slip]);
        var paper = (byte)dice.Int(235, 252);
        sheet.Canvas.Clear(new SKColor(paper, paper, (byte)(paper - 4)));
        if (dice.Chance(0.6))
            Guilloche.Waves(sheet, 0, 0, width, height, run.Tint, run.Pattern);
        using (sheet.Turned(degraded ? dice.Between(-3, 3) : dice.Normal(0.5), width / 2, height / 2))
        {
            if (dice.Chance(0.35))
                sheet.Box(0.7, 0.6, width - 1.4, height - 1.2, dice.Between(0.12, 0.3), run.Ink);
            else if (dice.Chance(0.4))
                sheet.Line(0, height - 1.1, width, height - 1.1, dice.Between(0.12, 0.25), run.Ink);
            sheet.Text(shown, dice.Between(1.6, 3), (height / 2) + dice.Normal(0.25), size, face, pen.Ink, fit: width - 4, bold: pen.Bold);
        }

        if (degraded && dice.Chance(0.4))
        {
            var owner = LineText.Draw(dice).Shown;
            var seal = dice.Chance(0.6) ? SealDesign.Finance(Names.Company(dice), dice) : SealDesign.Name(owner[..Math.Min(3, owner.Length)], dice);
            SealPress.On(sheet, seal, Pressing.Everyday(dice, 25, degraded: true), dice.Between(0, width), (height / 2) + dice.Normal(5));
        }

        Sensor.Expose(sheet.Bitmap, dice, degraded ? dice.Between(0.4, 1.15) : dice.Between(0.3, 0.6), degraded ? dice.Between(3, 8) : dice.Between(1.5, 4), 0);
        return sheet.Bitmap.Copy();
    }
}
