using CentralOps.SampleGenerator.Drawing;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Seals;

/// <summary>Cuts a design into rubber: a mask of what touches the paper, 0 … 255.</summary>
internal static class SealCutter
{
    /// <summary>Room around the seal in mm, for ink that spreads.</summary>
    public const double MarginMm = 2;

    /// <summary>The mask of a design at a resolution.</summary>
    public static SKBitmap Cut(SealDesign design, double dpi)
    {
        var (w, h) = (design.Width + 2 * MarginMm, design.Height + 2 * MarginMm);
        var mask = new SKBitmap(new SKImageInfo((int)Math.Round(w / 25.4 * dpi), (int)Math.Round(h / 25.4 * dpi), SKColorType.Gray8, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(mask);
        canvas.Clear(SKColors.Black);
        canvas.Scale((float)(dpi / 25.4));
        canvas.Translate((float)(w / 2), (float)(h / 2));
        var hand = new Dice(design.Hand);
        using var ink = new SKPaint { Color = SKColors.White, IsAntialias = true };
        using var none = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        if (design.Shape == SealShape.Square)
            Square(canvas, design, hand, design.Inverted ? none : ink, design.Inverted ? ink : none);
        else
            Rim(canvas, design, hand, ink);
        for (var i = 0; i < design.Chips; i++)
        {
            var angle = hand.Between(0, Math.PI * 2);
            var (rx, ry) = (design.Width / 2 - 0.3, design.Height / 2 - 0.3);
            canvas.DrawCircle((float)(rx * Math.Cos(angle)), (float)(ry * Math.Sin(angle)), (float)hand.Between(0.25, 0.7), none);
        }

        return mask;
    }

    private static void Rim(SKCanvas canvas, SealDesign d, Dice hand, SKPaint ink)
    {
        using var line = new SKPaint { Color = SKColors.White, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = (float)d.Rim };
        Oval(canvas, d.Width - d.Rim, d.Height - d.Rim, line);
        if (d.DoubleRim)
        {
            line.StrokeWidth = 0.3f;
            Oval(canvas, d.Width - 2 * d.Rim - 0.9, d.Height - 2 * d.Rim - 0.9, line);
        }

        using var font = new SKFont(Fonts.Get(d.Face), (float)d.TextSize) { ScaleX = (float)d.TextWidth, Hinting = SKFontHinting.None };
        var (a, b) = (d.Width / 2 - d.TextInset, d.Height / 2 - d.TextInset);
        var n = d.Text.Length;
        for (var i = 0; i < n; i++)
        {
            var at = (-d.Span / 2 + d.Span * (n == 1 ? 0.5 : (double)i / (n - 1)) - 90) * Math.PI / 180;
            var (x, y) = (a * Math.Cos(at), b * Math.Sin(at));
            // Letters stand on the normal of the rim.
            var normal = Math.Atan2(y / (b * b), x / (a * a)) * 180 / Math.PI + 90;
            Letter(canvas, d.Text[i].ToString(), x, y, normal, font, ink, d, hand);
        }

        if (d.Star > 0)
            Star(canvas, d.Shape == SealShape.Oval ? -d.Height * 0.08 : -d.Height * 0.06, d.Star, ink);
        if (d.Centre.Length == 0)
            return;
        using var small = new SKFont(Fonts.Get(d.Face), (float)d.CentreSize) { Hinting = SKFontHinting.None };
        var width = small.MeasureText(d.Centre);
        var left = -width / 2;
        foreach (var c in d.Centre)
        {
            var w = small.MeasureText(c.ToString());
            Letter(canvas, c.ToString(), left + w / 2, d.Height * 0.2, 0, small, ink, d, hand);
            left += w;
        }
    }

    private static void Square(SKCanvas canvas, SealDesign d, Dice hand, SKPaint ink, SKPaint ground)
    {
        using var whole = new SKPaint { Color = SKColors.White, IsAntialias = true };
        var outer = SKRect.Create((float)(-d.Width / 2), (float)(-d.Height / 2), (float)d.Width, (float)d.Height);
        canvas.DrawRoundRect(outer, 0.8f, 0.8f, whole);
        if (!d.Inverted)
        {
            outer.Inflate((float)-d.Rim, (float)-d.Rim);
            canvas.DrawRoundRect(outer, 0.5f, 0.5f, ground);
        }

        using var font = new SKFont(Fonts.Get(d.Face), (float)d.TextSize) { ScaleX = (float)d.TextWidth, Hinting = SKFontHinting.None, Embolden = d.Face is Face.Kai or Face.SongRegular };
        var step = d.Width * 0.225;
        // Read from the right column downwards: 张三 / 之印.
        (double X, double Y)[] places = [(step, -step), (step, step), (-step, -step), (-step, step)];
        for (var i = 0; i < Math.Min(4, d.Text.Length); i++)
            Letter(canvas, d.Text[i].ToString(), places[i].X, places[i].Y, 0, font, ink, d, hand);
    }

    private static void Letter(SKCanvas canvas, string letter, double x, double y, double degrees, SKFont font, SKPaint ink, SealDesign d, Dice hand)
    {
        var save = canvas.Save();
        canvas.Translate((float)(x + hand.Normal(d.Unevenness)), (float)(y + hand.Normal(d.Unevenness)));
        canvas.RotateDegrees((float)(degrees + hand.Normal(d.Unevenness * 8)));
        var scale = (float)(1 + hand.Normal(d.Unevenness * 0.18));
        canvas.Scale(scale, (float)(scale * (1 + hand.Normal(d.Unevenness * 0.15))));
        canvas.DrawText(letter, 0, font.Size * 0.36f, SKTextAlign.Center, font, ink);
        canvas.RestoreToCount(save);
    }

    private static void Oval(SKCanvas canvas, double width, double height, SKPaint paint) =>
        canvas.DrawOval(0, 0, (float)(width / 2), (float)(height / 2), paint);

    private static void Star(SKCanvas canvas, double cy, double radius, SKPaint paint)
    {
        using var builder = new SKPathBuilder();
        for (var i = 0; i < 10; i++)
        {
            var r = i % 2 == 0 ? radius : radius * 0.382;
            var a = (i * 36 - 90) * Math.PI / 180;
            var (x, y) = ((float)(r * Math.Cos(a)), (float)(cy + r * Math.Sin(a)));
            if (i == 0)
                builder.MoveTo(x, y);
            else
                builder.LineTo(x, y);
        }

        builder.Close();
        using var path = builder.Detach();
        canvas.DrawPath(path, paint);
    }
}
