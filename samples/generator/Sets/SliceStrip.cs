using System.Globalization;
using CentralOps.Domain.Kernel;
using CentralOps.SampleGenerator.Bank;
using CentralOps.SampleGenerator.Cases;
using CentralOps.SampleGenerator.Drawing;
using CentralOps.SampleGenerator.Layouts;
using CentralOps.SampleGenerator.Scanning;
using CentralOps.SampleGenerator.Seals;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Sets;

/// <summary>One value by itself, badly scanned: 150 dpi, turned by up to 3°, often with a box around it, lines beside it and a seal over it.</summary>
internal static class SliceStrip
{
    private const double Dpi = 150, Height = 8.4;

    /// <summary>Draws one.</summary>
    public static SKBitmap Draw(Dice dice, out string type, out string text)
    {
        (type, text, var shown) = Value(dice);
        var pen = Pen.Take(dice, degraded: true);
        var figures = shown.All(c => c < 0x80 || c is '¥');
        var face = figures ? pen.Digits == Face.Mono && shown.Contains('¥', StringComparison.Ordinal) ? Face.Sans : pen.Digits : pen.Text;
        var size = dice.Between(3.4, 4.4);
        var width = Math.Min(95, Sheet.Measure(shown, face, size) + dice.Between(5, 16));
        using var sheet = new Sheet(width, Height, Dpi);
        var run = dice.Pick([FormCatalogue.Green, FormCatalogue.Brown, FormCatalogue.Blue, FormCatalogue.Slip]);
        var paper = (byte)dice.Int(238, 252);
        sheet.Canvas.Clear(new SKColor(paper, paper, (byte)(paper - 4)));
        if (dice.Chance(0.6))
            Guilloche.Waves(sheet, 0, 0, width, Height, run.Tint, run.Pattern);
        using (sheet.Turned(dice.Between(-3, 3), width / 2, Height / 2))
        {
            if (dice.Chance(0.45))
                sheet.Box(0.7, 0.8, width - 1.4, Height - 1.6, dice.Between(0.12, 0.3), run.Ink);
            else if (dice.Chance(0.4))
                sheet.Line(0, Height - 1.3, width, Height - 1.3, dice.Between(0.12, 0.25), run.Ink);
            sheet.Text(shown, dice.Between(1.6, 3), (Height / 2) + dice.Normal(0.25), size, face, pen.Ink, fit: width - 4, bold: pen.Bold);
        }

        if (dice.Chance(0.4))
        {
            var seal = dice.Chance(0.6) ? SealDesign.Finance(Names.Company(dice), dice) : SealDesign.Name(Names.Person(dice), dice);
            SealPress.On(sheet, seal, Pressing.Everyday(dice, 25, degraded: true), dice.Between(0, width), (Height / 2) + dice.Normal(5));
        }

        Sensor.Expose(sheet.Bitmap, dice, dice.Between(0.4, 0.9), dice.Between(3, 7), 0);
        return sheet.Bitmap.Copy();
    }

    private static (string Type, string Text, string Shown) Value(Dice dice)
    {
        var amount = dice.Amount(10, 90_000_000);
        var date = new DateOnly(2024, 1, 1).AddDays(dice.Int(1400));
        var plain = amount.ToString("F2", CultureInfo.InvariantCulture);
        return dice.Int(10) switch
        {
            0 => Same(FieldTypes.Account, CheckDigits.WithLuhn($"62{dice.Digits(dice.Pick([13, 14, 16]))}")),
            1 => (FieldTypes.Amount, plain, (dice.Chance(0.7) ? "¥" : "") + amount.ToString(dice.Chance(0.6) ? "N2" : "F2", CultureInfo.InvariantCulture)),
            2 => (FieldTypes.AmountWords, Words.Amount(amount), (dice.Chance(0.3) ? "人民币" : "") + Words.Amount(amount)),
            3 => (FieldTypes.Date, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), dice.Pick([$"{date:yyyy年MM月dd日}", $"{date:yyyy-MM-dd}", $"{date:yyyy年M月d日}"])),
            4 => Same(FieldTypes.DateWords, Words.Date(date)),
            5 => Same(FieldTypes.Company, Names.Company(dice)),
            6 => Same(FieldTypes.Name, Names.Person(dice)),
            7 => Same(FieldTypes.Branch, dice.Chance(0.5) ? Names.OwnBranch(dice) : Names.OtherBranch(dice)),
            8 => Same(FieldTypes.Digits, dice.Digits(dice.Pick([8, 12, 16]))),
            _ => Same(FieldTypes.Text, Names.Purpose(dice)),
        };
    }

    private static (string, string, string) Same(string type, string text) => (type, text, text);
}
