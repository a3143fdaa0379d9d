using CentralOps.Domain.Recognition;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Files;

/// <summary>A decoded page of a file.</summary>
/// <param name="Pixels">BGR; the receiver disposes of it.</param>
/// <param name="Dpi">Dots per inch; 0 = unknown.</param>
/// <param name="Original">The file itself when it is a single JPEG or PNG that can be kept as it is; null otherwise.</param>
internal sealed record DecodedPage(Mat Pixels, double Dpi, byte[]? Original);

/// <summary>Decodes files within limits: the header is judged before a single pixel is.</summary>
internal sealed class PageDecoder(ImagingOptions options)
{
    /// <summary>The pages of a file, decoded one at a time as the caller goes on.</summary>
    /// <exception cref="RecognitionFailed">The file cannot be used.</exception>
    public IEnumerable<DecodedPage> Decode(byte[] file)
    {
        if (file.LongLength > options.MaxFileBytes)
            throw new RecognitionFailed("capture.too-large", $"{file.LongLength} bytes");
        FileKind kind = ImageHeader.KindOf(file);
        if (kind == FileKind.Pdf)
        {
            foreach ((byte[] image, double dpi) in new PdfPages(options).Draw(file))
                yield return new DecodedPage(Pixels(image), dpi, null);
            yield break;
        }

        foreach (PageHeader page in ImageHeader.Pages(kind, file, options))
        {
            Mat pixels = Pixels(kind == FileKind.Tiff ? TiffHeader.Single(file, page) : file);
            // The decoder turns a photograph as its EXIF says: then the file is not the picture that was judged.
            bool asStored = kind != FileKind.Tiff && pixels.Width == page.Width && pixels.Height == page.Height;
            yield return new DecodedPage(pixels, Plausible(page.Dpi), asStored ? file : null);
        }
    }

    /// <summary>One page image, as stored by us; the same limits apply.</summary>
    public Mat DecodeSingle(byte[] image)
    {
        FileKind kind = ImageHeader.KindOf(image);
        if (kind is FileKind.Tiff or FileKind.Pdf)
            throw new RecognitionFailed("capture.not-an-image", "a page is stored as JPEG or PNG");
        _ = ImageHeader.Pages(kind, image, options);
        return Pixels(image);
    }

    private static double Plausible(double dpi) => dpi is >= 50 and <= 1300 and not (72 or 96) ? dpi : 0;

    private static Mat Pixels(byte[] image)
    {
        Mat pixels;
        try
        {
            pixels = Cv2.ImDecode(image, ImreadModes.Color);
        }
        catch (OpenCVException e)
        {
            throw new RecognitionFailed("capture.not-an-image", $"it cannot be decoded: {e.Message}");
        }

        if (!pixels.Empty())
            return pixels;
        pixels.Dispose();
        throw new RecognitionFailed("capture.not-an-image", "it cannot be decoded");
    }
}
