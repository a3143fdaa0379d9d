using CentralOps.SampleGenerator.Drawing;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Layouts;

/// <summary>The picture of an empty form inside a template.</summary>
internal static class BlankImage
{
    /// <summary>150 dpi is enough for features and keeps a template a file that one can open.</summary>
    public const double Dpi = 150;

    /// <summary>Grey PNG in base64.</summary>
    public static string Of(Form form)
    {
        using var sheet = new Sheet(form.WidthMm, form.HeightMm, Dpi);
        form.PrintOn(sheet);
        using var grey = new SKBitmap(new SKImageInfo(sheet.Bitmap.Width, sheet.Bitmap.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        var from = sheet.Bitmap.Pixels;
        var to = grey.GetPixelSpan();
        for (var i = 0; i < from.Length; i++)
        {
            var c = from[i];
            // Sixteen shades compress to a fraction of 256 and lose nothing that matching looks at.
            to[i] = (byte)(((c.Red * 299 + c.Green * 587 + c.Blue * 114) / 1000 + 8) / 17 * 17);
        }

        using var data = grey.Encode(SKEncodedImageFormat.Png, 100);
        return Convert.ToBase64String(data.Span);
    }
}
