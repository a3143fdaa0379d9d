namespace CentralOps.Infrastructure.Imaging;

/// <summary>Limits of what is decoded and thresholds of the quality gate, all in one place.</summary>
public sealed record ImagingOptions
{
    /// <summary>Largest file in bytes.</summary>
    public long MaxFileBytes { get; init; } = 64L << 20;

    /// <summary>Most pixels that a header may declare for one page.</summary>
    public long MaxPixels { get; init; } = 50_000_000;

    /// <summary>Most pages in one file.</summary>
    public int MaxPages { get; init; } = 50;

    /// <summary>Pages larger than this many pixels are reduced after decoding.</summary>
    public int WorkPixels { get; init; } = 13_000_000;

    /// <summary>Longest time in seconds that a PDF tool may take for one page.</summary>
    public double PdfPageSeconds { get; init; } = 20;

    /// <summary>Resolution in dpi at which PDF pages without a scan inside are drawn.</summary>
    public int PdfDpi { get; init; } = 200;

    /// <summary>JPEG quality of pages that had to be turned, reduced or converted.</summary>
    public int JpegQuality { get; init; } = 93;

    /// <summary>Width of a thumbnail in pixels.</summary>
    public int ThumbnailWidth { get; init; } = 240;

    /// <summary>A page whose longer side is shorter than this (pixels) cannot be read.</summary>
    public int TooSmallLongSide { get; init; } = 600;

    /// <summary>A page whose shorter side is shorter than this (pixels) cannot be read.</summary>
    public int TooSmallShortSide { get; init; } = 250;

    /// <summary>Below this many dpi a page is hard to read.</summary>
    public double LowDpi { get; init; } = 140;

    /// <summary>Share of ink pixels below which a page is blank.</summary>
    public double BlankInk { get; init; } = 0.0004;

    /// <summary>Steepest edges, as share of the page's contrast per pixel: below, the page is too blurred to be read.</summary>
    public double BlurredEdge { get; init; } = 0.085;

    /// <summary>Below this the page is somewhat blurred: a warning.</summary>
    public double SoftEdge { get; init; } = 0.12;

    /// <summary>Brightness 0 … 255 of paper below which a page is dark.</summary>
    public double DarkPaper { get; init; } = 95;

    /// <summary>Brightness 0 … 255 of the darkest print above which a page is over-exposed.</summary>
    public double FadedPrint { get; init; } = 185;

    /// <summary>Share of a corner that must be paper; less: the corner is cut off or folded.</summary>
    public double CornerPaper { get; init; } = 0.6;

    /// <summary>Skew in degrees from which a page is straightened (less is left to registration, which does not cost sharpness).</summary>
    public double DeskewFrom { get; init; } = 1.0;
}
