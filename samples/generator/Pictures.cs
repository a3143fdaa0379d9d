using SkiaSharp;

namespace CentralOps.SampleGenerator;

/// <summary>Files of pictures.</summary>
internal static class Pictures
{
    /// <summary>JPEG bytes.</summary>
    public static byte[] Jpeg(SKBitmap picture, int quality = 80)
    {
        using var data = picture.Encode(SKEncodedImageFormat.Jpeg, quality);
        return data.ToArray();
    }

    /// <summary>PNG bytes.</summary>
    public static byte[] Png(SKBitmap picture)
    {
        using var data = picture.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>A part of a picture.</summary>
    public static SKBitmap Crop(SKBitmap picture, SKRectI part)
    {
        part = SKRectI.Intersect(part, new SKRectI(0, 0, picture.Width, picture.Height));
        var cut = new SKBitmap(new SKImageInfo(part.Width, part.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(cut);
        canvas.DrawBitmap(picture, -part.Left, -part.Top, SKSamplingOptions.Default);
        return cut;
    }
}
