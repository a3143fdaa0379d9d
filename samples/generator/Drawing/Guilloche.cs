using SkiaSharp;

namespace CentralOps.SampleGenerator.Drawing;

/// <summary>The fine security print under a bank form: waves, a rosette and a lettered band, all in a light tint.</summary>
internal static class Guilloche
{
    /// <summary>Covers the box with waves.</summary>
    public static void Waves(Sheet sheet, double x, double y, double width, double height, SKColor tint, int seed)
    {
        var dice = Dice.For(seed, "waves");
        using var paint = new SKPaint { Color = tint, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 0.11f };
        var canvas = sheet.Canvas;
        canvas.Save();
        canvas.ClipRect(SKRect.Create((float)x, (float)y, (float)width, (float)height));
        var period = dice.Between(26, 40);
        var amplitude = dice.Between(3.0, 5.0);
        var gap = dice.Between(0.85, 1.15);
        var families = dice.Int(2, 3);
        for (var family = 0; family < families; family++)
        {
            var phase = family * Math.PI * 2 / families;
            for (var line = y - amplitude * 2; line < y + height + amplitude * 2; line += gap)
            {
                using var builder = new SKPathBuilder();
                for (var px = x; px <= x + width + 1; px += 1.2)
                {
                    var t = (px - x) / period * Math.PI * 2;
                    var py = line + amplitude * Math.Sin(t + phase) + amplitude * 0.35 * Math.Sin(2.3 * t - phase + line * 0.05);
                    if (px == x)
                        builder.MoveTo((float)px, (float)py);
                    else
                        builder.LineTo((float)px, (float)py);
                }

                using var path = builder.Detach();
                canvas.DrawPath(path, paint);
            }
        }

        canvas.Restore();
    }

    /// <summary>A rosette: nested curves around a centre.</summary>
    public static void Rosette(Sheet sheet, double cx, double cy, double radius, SKColor tint, int seed)
    {
        var dice = Dice.For(seed, "rosette");
        using var paint = new SKPaint { Color = tint, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 0.1f };
        var petals = dice.Int(7, 14);
        for (var ring = 0; ring < 9; ring++)
        {
            using var builder = new SKPathBuilder();
            var r0 = radius * (0.35 + 0.07 * ring);
            for (var i = 0; i <= 360; i++)
            {
                var a = i * Math.PI / 180;
                var r = r0 + radius * 0.16 * Math.Sin(petals * a + ring * 0.7);
                var (px, py) = ((float)(cx + r * Math.Cos(a)), (float)(cy + r * Math.Sin(a)));
                if (i == 0)
                    builder.MoveTo(px, py);
                else
                    builder.LineTo(px, py);
            }

            builder.Close();
            using var path = builder.Detach();
            sheet.Canvas.DrawPath(path, paint);
        }
    }

    /// <summary>Repeated small letters across the paper.</summary>
    public static void MicroText(Sheet sheet, string text, double x, double y, double width, double size, SKColor tint)
    {
        var one = Sheet.Measure(text, Face.Sans, size);
        for (var at = x; at + one <= x + width; at += one + size)
            sheet.Text(text, at, y, size, Face.Sans, tint);
    }
}
