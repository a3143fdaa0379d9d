using CentralOps.SampleGenerator.Drawing;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Scanning;

/// <summary>Lens and sensor: blur, tone, colour cast, uneven light, grain.</summary>
internal static class Sensor
{
    /// <summary>Changes the picture in place.</summary>
    /// <param name="picture">BGRA.</param>
    /// <param name="dice">Chance.</param>
    /// <param name="blur">Sigma in pixels.</param>
    /// <param name="grain">Sigma in grey levels.</param>
    /// <param name="light">0 = even; 0.4 = one side loses 40 % of its light.</param>
    public static void Expose(SKBitmap picture, Dice dice, double blur, double grain, double light)
    {
        var (w, h) = (picture.Width, picture.Height);
        if (blur > 0.2)
            Blur(picture, blur);
        var gain = dice.Between(0.93, 1.03);
        var lift = dice.Between(-4, 8);
        double[] cast = [gain * (1 + dice.Normal(0.012)), gain * (1 + dice.Normal(0.008)), gain * (1 + dice.Normal(0.012))];
        var fall = new Noise(w, h, Math.Max(w, h) * 0.7, dice);
        // Grain from a ring of numbers: drawing one per pixel costs more than the rest of the picture.
        var ring = new sbyte[65536];
        for (var i = 0; i < ring.Length; i++)
            ring[i] = (sbyte)Math.Clamp(dice.Normal(grain), -60, 60);
        var pixels = picture.GetPixelSpan();
        var at = dice.Int(65536);
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                var i = y * picture.RowBytes + x * 4;
                var dim = light > 0 ? 1 - light * (0.5 + 0.5 * fall.At(x, y)) : 1;
                var common = ring[at & 65535];
                at = at * 5 + 12345 + x & 0x7fffffff;
                for (var c = 0; c < 3; c++)
                {
                    var own = ring[(at >> (3 * c)) & 65535] / 2;
                    pixels[i + c] = (byte)Math.Clamp(pixels[i + c] * cast[c] * dim + lift + common + own, 0, 255);
                }
            }
        }
    }

    private static void Blur(SKBitmap picture, double sigma)
    {
        using var copy = picture.Copy();
        using var canvas = new SKCanvas(picture);
        using var filter = SKImageFilter.CreateBlur((float)sigma, (float)sigma, SKShaderTileMode.Clamp);
        using var paint = new SKPaint { ImageFilter = filter };
        canvas.DrawBitmap(copy, 0, 0, SKSamplingOptions.Default, paint);
    }
}
