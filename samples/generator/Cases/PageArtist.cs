using System.Text.Json;
using CentralOps.Domain.Recognition;
using CentralOps.SampleGenerator.Drawing;
using CentralOps.SampleGenerator.Layouts;
using CentralOps.SampleGenerator.Scanning;
using CentralOps.SampleGenerator.Seals;
using QRCoder;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Cases;

/// <summary>How a paper becomes a picture.</summary>
internal enum CaptureBy
{
    /// <summary>A scanner.</summary>
    Scanner,

    /// <summary>A phone.</summary>
    Phone,
}

/// <summary>Draws pages.</summary>
internal static class PageArtist
{
    /// <summary>The field catalogue by code.</summary>
    public static IReadOnlyDictionary<string, FieldDefinition> Fields { get; } = Load();

    /// <summary>The paper: form, content, code and seals, before anybody scans it.</summary>
    public static Sheet Paper(SamplePage page, double dpi, Dice dice, bool degraded)
    {
        var form = page.Form;
        var sheet = new Sheet(form.WidthMm, form.HeightMm, dpi);
        var tone = dice.Int(0, 10);
        sheet.Canvas.Clear(new SKColor((byte)(252 - tone / 2), (byte)(252 - tone / 2), (byte)(249 - tone)));
        form.PrintOn(sheet);
        if (form.Code is { } code)
            Qr(sheet, form.CodePrefix + page.Number, code.X, code.Y, code.Width);
        Content.Write(sheet, form, page.Values, Fields, Pen.Take(dice, degraded), dice);
        foreach (var seal in page.Seals)
        {
            var place = form.Seals.First(s => s.Role == seal.Role).Region;
            var (freeX, freeY) = (Math.Max(0, place.Width - seal.Design.Width) / 2 - 0.8, Math.Max(0, place.Height - seal.Design.Height) / 2 - 0.8);
            SealPress.On(sheet, seal.Design, Pressing.Everyday(dice, dice.Chance(0.15) ? 25 : 6, degraded),
                place.X + place.Width / 2 + dice.Between(-1, 1) * Math.Max(0, freeX) * 0.8, place.Y + place.Height / 2 + dice.Between(-1, 1) * Math.Max(0, freeY) * 0.8);
        }

        return sheet;
    }

    /// <summary>The picture of a page; for skew and stretch see <see cref="Scanner.Scan"/>.</summary>
    public static SKBitmap Capture(SamplePage page, double dpi, Dice dice, bool degraded, CaptureBy by, double skew = 0, double stretch = 0, bool covered = false)
    {
        using var sheet = Paper(page, dpi, dice, degraded);
        if (covered)
            Cover(sheet, page.Form, dice);
        Scanner.Wear(sheet, dice, degraded);
        return by == CaptureBy.Phone ? Scanner.Photograph(sheet, dice, degraded) : Scanner.Scan(sheet, dice, degraded, skew, stretch);
    }

    // A slip lies over 30 – 55 % of the form, from one of its sides.
    private static void Cover(Sheet sheet, Form form, Dice dice)
    {
        double share = dice.Between(0.3, 0.55), width = form.WidthMm, height = form.HeightMm;
        var slip = new SKColor((byte)dice.Int(225, 245), (byte)dice.Int(215, 240), (byte)dice.Int(190, 235));
        var (x, y, w, h) = dice.Int(4) switch
        {
            0 => (0, 0, width * share, height),
            1 => (width * (1 - share), 0, width * share, height),
            2 => (0, 0, width, height * share),
            _ => (0.0, height * (1 - share), width, height * share),
        };
        sheet.Fill(x, y, w, h, slip);
        for (var line = 0; line < 6; line++)
            sheet.Fill(x + w * dice.Between(0.1, 0.3), y + h * (0.15 + line * 0.13), w * dice.Between(0.3, 0.6), 0.4, new SKColor(90, 90, 100));
    }

    /// <summary>A QR code, error correction M.</summary>
    public static void Qr(Sheet sheet, string content, double x, double y, double size)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var matrix = data.ModuleMatrix;
        const int quiet = 4; // the matrix of this library carries the quiet zone
        var count = matrix.Count - 2 * quiet;
        var module = size / count;
        sheet.Fill(x - module, y - module, size + 2 * module, size + 2 * module, SKColors.White);
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < count; column++)
            {
                if (matrix[row + quiet][column + quiet])
                    sheet.Fill(x + column * module, y + row * module, module * 1.02, module * 1.02, new SKColor(20, 20, 24));
            }
        }
    }

    private static Dictionary<string, FieldDefinition> Load()
    {
        using var stream = typeof(PageArtist).Assembly.GetManifestResourceStream("fields.json")!;
        return JsonSerializer.Deserialize<List<FieldDefinition>>(stream, JsonSerializerOptions.Web)!.ToDictionary(f => f.Code);
    }
}
