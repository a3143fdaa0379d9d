using CentralOps.SampleGenerator.Drawing;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Seals;

/// <summary>How one impression was made.</summary>
/// <param name="Pressure">0.5 light … 1.4 heavy: strokes grow and fill in.</param>
/// <param name="Ink">0.5 nearly dry … 1.2 wet.</param>
/// <param name="Tilt">0 = even; 0.6 = one side hardly touches the paper.</param>
/// <param name="Degrees">Rotation.</param>
/// <param name="Stretch">Uneven pull of the rubber, relative.</param>
/// <param name="Colour">Red of the ink pad.</param>
/// <param name="Seed">Seed of the texture.</param>
/// <param name="Give">How far the rubber and the paper give way locally, mm.</param>
internal sealed record Pressing(double Pressure, double Ink, double Tilt, double Degrees, double Stretch, SKColor Colour, int Seed, double Give)
{
    private static readonly SKColor[] s_reds = [new(206, 32, 38), new(214, 40, 30), new(190, 24, 44), new(222, 58, 52), new(198, 30, 60)];

    /// <summary>The careful impression on the specimen card.</summary>
    public static Pressing Specimen(Dice dice) => new(dice.Between(0.95, 1.05), 1.05, 0, dice.Normal(0.6), 0, s_reds[0], dice.Seed(), 0);

    /// <summary>An everyday impression.</summary>
    public static Pressing Everyday(Dice dice, double maxDegrees, bool degraded) => new(
        dice.Between(0.78, degraded ? 1.32 : 1.2), dice.Between(degraded ? 0.62 : 0.78, 1.12), dice.Chance(degraded ? 0.5 : 0.25) ? dice.Between(0.1, degraded ? 0.55 : 0.35) : 0,
        dice.Between(-maxDegrees, maxDegrees), dice.Normal(0.004), dice.Pick(s_reds), dice.Seed(), dice.Between(0, degraded ? 0.12 : 0.07));
}

/// <summary>Presses a cut seal on paper.</summary>
internal static class SealPress
{
    /// <summary>Presses with the seal's middle at a point of the sheet; ink multiplies with what is printed there.</summary>
    public static void On(Sheet sheet, SealDesign design, Pressing pressing, double cx, double cy)
    {
        using var impression = Impression(design, pressing, sheet.Dpi * 2);
        var canvas = sheet.Canvas;
        var save = canvas.Save();
        canvas.Translate((float)cx, (float)cy);
        canvas.RotateDegrees((float)pressing.Degrees);
        canvas.Scale((float)(1 + pressing.Stretch), (float)(1 - pressing.Stretch));
        var (w, h) = ((float)(design.Width + 2 * SealCutter.MarginMm), (float)(design.Height + 2 * SealCutter.MarginMm));
        using var paint = new SKPaint { BlendMode = SKBlendMode.Multiply };
        using var image = SKImage.FromBitmap(impression);
        canvas.DrawImage(image, SKRect.Create(-w / 2, -h / 2, w, h), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), paint);
        canvas.RestoreToCount(save);
    }

    /// <summary>The ink of one impression on white, upright.</summary>
    public static SKBitmap Impression(SealDesign design, Pressing pressing, double dpi)
    {
        using var mask = SealCutter.Cut(design, dpi);
        var dice = new Dice(pressing.Seed);
        var mm = dpi / 25.4;
        using var soft = Blurred(mask, 0.09 * mm);
        var (w, h) = (mask.Width, mask.Height);
        var fibre = new Noise(w, h, 0.10 * mm, dice);
        var blotch = new Noise(w, h, 1.6 * mm, dice);
        var wide = new Noise(w, h, 9 * mm, dice);
        var (giveX, giveY) = (new Noise(w, h, 11 * mm, dice), new Noise(w, h, 11 * mm, dice));
        var give = (float)(pressing.Give * mm);
        var side = dice.Between(0, Math.PI * 2);
        var (sx, sy) = (Math.Cos(side) / w, Math.Sin(side) / h);
        var ink = new SKBitmap(new SKImageInfo(w, h, SKColorType.Bgra8888, SKAlphaType.Opaque));
        var to = ink.GetPixelSpan();
        var from = soft.GetPixelSpan();
        var colour = pressing.Colour;
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                var i = y * w + x;
                var gx = Math.Clamp((int)(x + give * giveX.At(x, y) + 0.5f), 0, w - 1);
                var gy = Math.Clamp((int)(y + give * giveY.At(x, y) + 0.5f), 0, h - 1);
                var edge = from[gy * soft.RowBytes + gx] / 255.0;
                var density = 0.0;
                if (edge > 0.02)
                {
                    var touch = pressing.Pressure * (1 + 0.10 * wide.At(x, y)) - pressing.Tilt * Math.Max(0, (x - w / 2) * sx + (y - h / 2) * sy + 0.35);
                    // Pressure moves the edge where rubber meets paper; ink and paper fibre decide how full the stroke is.
                    var at = 0.5 - 0.34 * (touch - 1) + 0.10 * fibre.At(x, y);
                    var cover = Math.Clamp((edge - at) / 0.16 + 0.5, 0, 1);
                    var wet = pressing.Ink * Math.Clamp(touch, 0.2, 1.1) + 0.22 * blotch.At(x, y) + 0.30 * fibre.At(x, y);
                    density = cover * Math.Clamp((wet - 0.28) / 0.5, 0, 1) * Math.Clamp(0.62 + 0.38 * wet, 0.5, 1);
                    // Fewer shades: a specimen stays a small file.
                    density = Math.Round(density * 20) / 20;
                }

                to[i * 4] = Mix(colour.Blue, density);
                to[i * 4 + 1] = Mix(colour.Green, density);
                to[i * 4 + 2] = Mix(colour.Red, density);
                to[i * 4 + 3] = 255;
            }
        }

        return ink;
    }

    private static byte Mix(byte colour, double density) => (byte)(255 - (255 - colour) * density);

    private static SKBitmap Blurred(SKBitmap mask, double sigma)
    {
        var blurred = new SKBitmap(mask.Info);
        using var canvas = new SKCanvas(blurred);
        using var filter = SKImageFilter.CreateBlur((float)sigma, (float)sigma);
        using var paint = new SKPaint { ImageFilter = filter };
        canvas.DrawBitmap(mask, 0, 0, SKSamplingOptions.Default, paint);
        return blurred;
    }
}
