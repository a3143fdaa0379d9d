using CentralOps.Domain.Recognition;

namespace CentralOps.Infrastructure.Imaging.Files;

/// <summary>Kinds of files that are accepted, told by content, never by name.</summary>
internal enum FileKind
{
    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>Portable Network Graphics.</summary>
    Png,

    /// <summary>TIFF with one or many pages.</summary>
    Tiff,

    /// <summary>Portable Document Format.</summary>
    Pdf,
}

/// <summary>One page as its file's header declares it, read before any pixel is decoded.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Dpi">Dots per inch; 0 = not said.</param>
/// <param name="Offset">TIFF: where the page's directory is.</param>
internal sealed record PageHeader(long Width, long Height, double Dpi, long Offset = 0)
{
    /// <summary>Throws when decoding would take too much memory.</summary>
    /// <exception cref="RecognitionFailed">Too large, or empty.</exception>
    public void Check(ImagingOptions options)
    {
        if (Width <= 0 || Height <= 0)
            throw new RecognitionFailed("capture.not-an-image", "the header declares an empty image");
        if (Width > options.MaxPixels || Height > options.MaxPixels || Width * Height > options.MaxPixels)
            throw new RecognitionFailed("capture.too-many-pixels", $"the header declares {Width} × {Height} pixels");
    }
}

/// <summary>Tells what a file is and reads the headers of its pages.</summary>
internal static class ImageHeader
{
    /// <summary>The kind of a file by its first bytes.</summary>
    /// <exception cref="RecognitionFailed">None of the accepted kinds.</exception>
    public static FileKind KindOf(ReadOnlySpan<byte> file)
    {
        if (file.Length == 0)
            throw new RecognitionFailed("capture.not-an-image", "the file is empty");
        if (file is [0xFF, 0xD8, 0xFF, ..])
            return FileKind.Jpeg;
        if (file is [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..])
            return FileKind.Png;
        if (file is [0x49, 0x49, 0x2A, 0x00, ..] or [0x4D, 0x4D, 0x00, 0x2A, ..])
            return FileKind.Tiff;
        if (file[..Math.Min(1024, file.Length)].IndexOf("%PDF-"u8) >= 0)
            return FileKind.Pdf;
        throw new RecognitionFailed("capture.not-an-image", "the content is none of JPEG, PNG, TIFF, PDF");
    }

    /// <summary>Headers of the pages of an image file, all checked against the limits.</summary>
    /// <exception cref="RecognitionFailed">Truncated, too large, too many pages, or not an image after all.</exception>
    public static IReadOnlyList<PageHeader> Pages(FileKind kind, byte[] file, ImagingOptions options)
    {
        IReadOnlyList<PageHeader> pages = kind switch
        {
            FileKind.Jpeg => [JpegHeader.Read(file)],
            FileKind.Png => [PngHeader.Read(file)],
            FileKind.Tiff => TiffHeader.Read(file, options.MaxPages),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "images only"),
        };
        foreach (PageHeader page in pages)
            page.Check(options);
        return pages;
    }

    /// <summary>The file ends before its image does.</summary>
    public static RecognitionFailed Truncated(string detail) => new("capture.truncated", detail);
}
