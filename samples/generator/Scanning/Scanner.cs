using CentralOps.SampleGenerator.Drawing;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Scanning;

/// <summary>What happens to a paper between the desk and the file.</summary>
internal static class Scanner
{
    /// <summary>Wear of the paper itself: a fold, staple holes, a smudge.</summary>
    public static void Wear(Sheet sheet, Dice dice, bool degraded)
    {
        if (dice.Chance(degraded ? 0.7 : 0.3))
            Fold(sheet, dice);
        if (dice.Chance(degraded ? 0.7 : 0.4))
        {
            var (x, y) = (dice.Between(2.5, 7), dice.Between(2.5, 6));
            foreach (var hole in new[] { 0.0, dice.Between(7, 9) })
            {
                using var dark = new SKPaint { Color = new SKColor(60, 52, 46), IsAntialias = true };
                sheet.Canvas.DrawCircle((float)(x + hole * 0.94), (float)(y + hole * 0.3), 0.32f, dark);
                sheet.Line(x + hole * 0.94 - 0.5, y + hole * 0.3 + 0.45, x + hole * 0.94 + 0.5, y + hole * 0.3 + 0.45, 0.15, new SKColor(90, 80, 70, 90));
            }
        }

        for (var i = dice.Int(degraded ? 8 : 3); i > 0; i--)
        {
            using var dirt = new SKPaint { Color = new SKColor(70, 66, 60, (byte)dice.Int(30, 110)), IsAntialias = true };
            sheet.Canvas.DrawCircle((float)dice.Between(0, sheet.WidthMm), (float)dice.Between(0, sheet.HeightMm), (float)dice.Between(0.08, 0.3), dirt);
        }
    }

    /// <summary>The paper as a flatbed or feed scanner sees it.</summary>
    /// <param name="sheet">The paper.</param>
    /// <param name="dice">Chance.</param>
    /// <param name="degraded">A worse scan.</param>
    /// <param name="skew">Degrees it may lie askew at most; 0 = as people usually lay it.</param>
    /// <param name="stretch">Share by which a feed may pull or push the paper in each direction.</param>
    public static SKBitmap Scan(Sheet sheet, Dice dice, bool degraded, double skew = 0, double stretch = 0)
    {
        var mm = sheet.Dpi / 25.4;
        var (left, top) = (dice.Between(1, 5) * mm, dice.Between(1, 4) * mm);
        var (right, bottom) = (dice.Between(1, 6) * mm, dice.Between(1, 5) * mm);
        var angle = skew > 0 ? dice.Between(-skew, skew) : dice.Normal(degraded ? 1.5 : 0.55);
        var scale = 1 + dice.Normal(0.004);
        var (scaleX, scaleY) = stretch > 0 ? (scale + dice.Between(-stretch, stretch), scale + dice.Between(-stretch, stretch)) : (scale, scale);
        var (w, h) = (sheet.Bitmap.Width * scaleX, sheet.Bitmap.Height * scaleY);
        var slope = Math.Abs(Math.Sin(angle * Math.PI / 180));
        var (outW, outH) = ((int)(w + left + right + h * slope), (int)(h + top + bottom + w * slope));
        var bed = dice.Chance(0.35) ? dice.Int(70, 120) : dice.Int(226, 248);
        var page = new SKBitmap(new SKImageInfo(outW, outH, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(page))
        {
            canvas.Clear(new SKColor((byte)bed, (byte)bed, (byte)Math.Max(0, bed - 3)));
            Edge(canvas, outW, outH, dice);
            canvas.Translate((float)(outW / 2.0 + (left - right) / 2), (float)(outH / 2.0 + (top - bottom) / 2));
            canvas.RotateDegrees((float)angle);
            canvas.Scale((float)scaleX, (float)scaleY);
            Place(canvas, sheet, shadow: true);
        }

        Sensor.Expose(page, dice, blur: degraded ? dice.Between(0.5, 1.0) : dice.Between(0.3, 0.6), grain: degraded ? dice.Between(4, 8) : dice.Between(1.5, 4), light: 0);
        return page;
    }

    /// <summary>The paper as a phone sees it: perspective, a desk, uneven light.</summary>
    public static SKBitmap Photograph(Sheet sheet, Dice dice, bool degraded)
    {
        var (w, h) = (sheet.Bitmap.Width, sheet.Bitmap.Height);
        var margin = w * dice.Between(0.03, 0.07);
        var (outW, outH) = ((int)(w + 2 * margin), (int)(h + 2 * margin));
        var pull = w * (degraded ? 0.035 : 0.018);
        SKPoint Corner(double x, double y) => new((float)(x + margin + dice.Between(-pull, pull)), (float)(y + margin + dice.Between(-pull, pull)));
        var matrix = Perspective.Map(w, h, [Corner(0, 0), Corner(w, 0), Corner(w, h), Corner(0, h)]);
        var page = new SKBitmap(new SKImageInfo(outW, outH, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(page))
        {
            canvas.Clear(dice.Pick([new SKColor(96, 74, 52), new SKColor(58, 60, 66), new SKColor(122, 104, 84)]));
            Desk(canvas, outW, outH, dice);
            canvas.SetMatrix(matrix);
            Place(canvas, sheet, shadow: false);
        }

        Sensor.Expose(page, dice, blur: degraded ? dice.Between(0.7, 1.3) : dice.Between(0.4, 0.8), grain: degraded ? dice.Between(5, 9) : dice.Between(2.5, 5), light: degraded ? 0.35 : 0.2);
        return page;
    }

    private static void Place(SKCanvas canvas, Sheet sheet, bool shadow)
    {
        var (w, h) = (sheet.Bitmap.Width, sheet.Bitmap.Height);
        if (shadow)
        {
            using var dark = new SKPaint { Color = new SKColor(0, 0, 0, 60), MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 4) };
            canvas.DrawRect(-w / 2f + 3, -h / 2f + 3, w, h, dark);
        }

        using var image = SKImage.FromBitmap(sheet.Bitmap);
        canvas.DrawImage(image, shadow ? -w / 2f : 0, shadow ? -h / 2f : 0, new SKSamplingOptions(SKCubicResampler.Mitchell));
    }

    private static void Fold(Sheet sheet, Dice dice)
    {
        var upright = dice.Chance(0.7);
        var at = (upright ? sheet.WidthMm : sheet.HeightMm) * dice.Between(0.3, 0.7);
        var lean = dice.Normal(1.2);
        for (var i = 0; i < 3; i++)
        {
            var off = i * 0.16;
            var colour = i == 1 ? new SKColor(255, 255, 255, 150) : new SKColor(90, 90, 80, 46);
            if (upright)
                sheet.Line(at + off, 0, at + off + lean, sheet.HeightMm, 0.18, colour);
            else
                sheet.Line(0, at + off, sheet.WidthMm, at + off + lean, 0.18, colour);
        }
    }

    /// <summary>The grey strip that a lid leaves at one side.</summary>
    private static void Edge(SKCanvas canvas, int w, int h, Dice dice)
    {
        if (!dice.Chance(0.6))
            return;
        var width = (float)(dice.Between(0.006, 0.02) * w);
        var right = dice.Chance(0.5);
        using var shader = SKShader.CreateLinearGradient(new(right ? w : 0, 0), new(right ? w - width : width, 0), [new SKColor(40, 40, 42, 230), new SKColor(120, 120, 120, 0)], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader };
        canvas.DrawRect(right ? w - width : 0, 0, width, h, paint);
    }

    private static void Desk(SKCanvas canvas, int w, int h, Dice dice)
    {
        using var grain = new SKPaint { StrokeWidth = 1.5f, IsAntialias = true };
        for (var i = 0; i < 160; i++)
        {
            grain.Color = new SKColor(0, 0, 0, (byte)dice.Int(6, 26));
            var y = (float)dice.Between(0, h);
            canvas.DrawLine(0, y, w, y + (float)dice.Normal(8), grain);
        }
    }
}
