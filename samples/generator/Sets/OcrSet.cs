using CentralOps.Domain.Kernel;
using CentralOps.SampleGenerator.Bank;
using CentralOps.SampleGenerator.Cases;
using CentralOps.SampleGenerator.Drawing;
using CentralOps.SampleGenerator.Layouts;
using CentralOps.SampleGenerator.Scanning;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Sets;

/// <summary>Single slices: <c>labels.tsv</c> with file, field type, expected text.</summary>
internal static class OcrSet
{
    /// <summary>
    /// Draws the set: most slices are cut from whole pages, some stand alone (names and amounts in figures without a grid). Degraded: 150 dpi, JPEG 50, and half of the
    /// slices are strips turned by up to 3°, with box lines and seals over them.
    /// </summary>
    public static void Write(SetOptions options)
    {
        options.Ready();
        using var labels = new StreamWriter(Path.Combine(options.Folder, "labels.tsv")) { NewLine = "\n" };
        labels.WriteLine("file\ttype\ttext");
        var dice = Dice.For(options.Seed, "ocr");
        var count = options.CountOr(200);
        var drawn = 0;
        void Add(SKBitmap slice, string type, string text)
        {
            var file = $"{drawn++:D4}-{type}.{(options.Degraded ? "jpg" : "png")}";
            File.WriteAllBytes(Path.Combine(options.Folder, file), options.Degraded ? Pictures.Jpeg(slice, 50) : Pictures.Png(slice));
            labels.WriteLine($"{file}\t{type}\t{text}");
        }

        while (drawn < count)
        {
            var date = new DateOnly(2026, 1, 1).AddDays(dice.Int(700));
            var sample = CaseFactory.Make(dice.Chance(0.6) ? "cheque-transfer" : "remittance", dice.Chance(0.7) ? Scenarios.Ok : Scenarios.Large, date, dice.Int(15000));
            foreach (var page in sample.Pages)
                FromPage(page, dice, options.Degraded, (s, t, x) => { if (drawn < count) Add(s, t, x); });
            for (var i = 0; options.Degraded && i < 12 && drawn < count; i++)
            {
                using var strip = SliceStrip.Draw(dice, out var type, out var text);
                Add(strip, type, text);
            }

            for (var i = 0; i < 2 && drawn < count; i++)
            {
                using var slice = dice.Chance(0.5) ? Alone(Names.Person(dice), dice, options.Degraded, out var text) : Alone(null, dice, options.Degraded, out text);
                Add(slice, text.All(c => c is '.' or (>= '0' and <= '9')) ? FieldTypes.Amount : FieldTypes.Name, text);
            }
        }
    }

    private static void FromPage(SamplePage page, Dice dice, bool degraded, Action<SKBitmap, string, string> add)
    {
        var dpi = degraded ? 150 : dice.Pick([200.0, 200, 300]);
        using var sheet = PageArtist.Paper(page, dpi, dice, degraded);
        Scanner.Wear(sheet, dice, degraded);
        Sensor.Expose(sheet.Bitmap, dice, degraded ? dice.Between(0.5, 1.1) : dice.Between(0.3, 0.6), degraded ? dice.Between(4, 8) : dice.Between(1.5, 4), 0);
        var mm = dpi / 25.4;
        foreach (var field in page.Form.Fields)
        {
            var type = PageArtist.Fields[field.Field.Code].Type;
            if (field.Style.Rows > 1 || type is FieldTypes.CodeList or FieldTypes.IdNumber || !page.Values.TryGetValue(field.Field.Code, out var text) || dice.Chance(0.4))
                continue;
            var r = field.Field.Region;
            // Registration is never exact: the cut is off by a fraction of a millimetre.
            var (dx, dy) = (dice.Normal(0.2), dice.Normal(0.2));
            using var slice = Pictures.Crop(sheet.Bitmap, new SKRectI((int)((r.X + dx) * mm), (int)((r.Y + dy) * mm), (int)((r.X + r.Width + dx) * mm), (int)((r.Y + r.Height + dy) * mm)));
            add(slice, type, text);
        }
    }

    private static SKBitmap Alone(string? name, Dice dice, bool degraded, out string text)
    {
        text = name ?? dice.Amount(10, 9_000_000).ToString("F2", System.Globalization.CultureInfo.InvariantCulture);
        using var sheet = new Sheet(name is null ? 42 : 26, 6.6, degraded ? 150 : dice.Pick([200.0, 300]));
        var run = dice.Pick([FormCatalogue.Green, FormCatalogue.Brown, FormCatalogue.Blue]);
        Guilloche.Waves(sheet, 0, 0, sheet.WidthMm, sheet.HeightMm, run.Tint, run.Pattern);
        var pen = Pen.Take(dice, degraded);
        var shown = name ?? $"¥{decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ToString(dice.Chance(0.6) ? "N2" : "F2", System.Globalization.CultureInfo.InvariantCulture)}";
        using (sheet.Turned(pen.Tilt, sheet.WidthMm / 2, 3.3))
            sheet.Text(shown, 1.5, 3.3 + dice.Normal(0.2), 3.7 * pen.Scale, name is null ? pen.Digits == Face.Mono ? Face.Sans : pen.Digits : pen.Text, pen.Ink, fit: sheet.WidthMm - 2.5, bold: pen.Bold);
        Sensor.Expose(sheet.Bitmap, dice, degraded ? dice.Between(0.5, 1.1) : dice.Between(0.3, 0.6), degraded ? dice.Between(4, 8) : dice.Between(1.5, 4), 0);
        return sheet.Bitmap.Copy();
    }
}
