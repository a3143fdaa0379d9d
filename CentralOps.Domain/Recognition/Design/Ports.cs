namespace CentralOps.Domain.Recognition.Design;

/// <summary>Pictures of forms and trials of templates, made by the recognition workers: somebody waits for them at a screen.</summary>
public interface IFormWorkshop
{
    /// <summary>Makes the picture of a form from a page: cut out by its corners, straight, grey, and with its lines and boxes found.</summary>
    /// <exception cref="RecognitionFailed">The page cannot be used.</exception>
    Task<FormPicture> FormAsync(ReadOnlyMemory<byte> page, FormOrder order, CancellationToken cancel = default);

    /// <summary>Reads a page as recognition would, and measures where the form's print lies on it.</summary>
    /// <exception cref="RecognitionFailed">The page cannot be used.</exception>
    Task<PageTrial> TryAsync(ReadOnlyMemory<byte> page, IReadOnlyList<VoucherTemplate> templates, IReadOnlyList<FieldDefinition> fields, CancellationToken cancel = default);
}

/// <summary>What a form's picture is made of.</summary>
/// <param name="Corners">Corners of the form on the page in pixels, clockwise from the top left: x0,y0 … x3,y3; null = the whole page.</param>
/// <param name="WidthMm">Width of the form.</param>
/// <param name="HeightMm">Height of the form.</param>
/// <param name="Wiped">Places whose content is filled with the paper's colour around them: what a customer wrote is no part of the form.</param>
public sealed record FormOrder(IReadOnlyList<double>? Corners, double WidthMm, double HeightMm, IReadOnlyList<RegionMm> Wiped);

/// <summary>A form's picture.</summary>
/// <param name="Png">Grey PNG, 150 dpi.</param>
/// <param name="Lines">Ruled lines as thin regions, in mm.</param>
/// <param name="Boxes">Boxes between lines, in mm.</param>
/// <param name="Outline">Corners of the paper as far as the machine can tell, in pixels of the page, clockwise from the top left; null = it cannot, or corners were given.</param>
public sealed record FormPicture(byte[] Png, IReadOnlyList<RegionMm> Lines, IReadOnlyList<RegionMm> Boxes, IReadOnlyList<double>? Outline = null);

/// <summary>How one page went.</summary>
/// <param name="Reading">What recognition made of it.</param>
/// <param name="Flat">JPEG of the page laid flat on the form, 8 pixels per mm; null = it fits no form.</param>
/// <param name="Drifts">Where print around each region was found, against where it should be.</param>
/// <param name="Anchors">How each anchor fits; empty = the page fits no form.</param>
public sealed record PageTrial(PageReading Reading, byte[]? Flat, IReadOnlyList<RegionDrift> Drifts, IReadOnlyList<AnchorFit> Anchors);

/// <summary>How one anchor of a form lies on a page that is fitted to it.</summary>
/// <param name="Id">The anchor.</param>
/// <param name="Likeness">−1 … 1: how like its picture on the blank form; of its pieces the best.</param>
/// <param name="X">To the right of its place, in mm.</param>
/// <param name="Y">Below its place, in mm.</param>
/// <param name="Found">It was recognised; else it is covered, or not there.</param>
public sealed record AnchorFit(string Id, double Likeness, double X, double Y, bool Found)
{
    /// <summary>Distance in mm.</summary>
    public double Distance => Math.Sqrt((X * X) + (Y * Y));
}

/// <summary>How far the form's print near a region is from its place on a page that is fitted to the form.</summary>
/// <param name="Region">Id of the region.</param>
/// <param name="X">To the right, in mm.</param>
/// <param name="Y">Down, in mm.</param>
public sealed record RegionDrift(string Region, double X, double Y)
{
    /// <summary>Distance in mm.</summary>
    public double Distance => Math.Sqrt((X * X) + (Y * Y));
}

/// <summary>Pages of past cases.</summary>
public interface IStoredVoucherPages
{
    /// <summary>The latest pages of a voucher kind, and pages that nothing was recognised on; newest first.</summary>
    /// <param name="kind">Voucher kind.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancel">Cancellation.</param>
    Task<IReadOnlyList<StoredVoucherPage>> LatestAsync(string kind, int most, CancellationToken cancel = default);
}

/// <summary>A page of a past case.</summary>
/// <param name="CaseNumber">Its case.</param>
/// <param name="PageNumber">1, 2, 3 … within the case.</param>
/// <param name="ContentHash">Content hash of the upright page.</param>
/// <param name="TemplateKey">Layout that it was read with; null = none fitted.</param>
/// <param name="TemplateVersion">Its version.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="At">When its case was submitted (UTC).</param>
public sealed record StoredVoucherPage(string CaseNumber, int PageNumber, string ContentHash, string? TemplateKey, int TemplateVersion, int Width, int Height, DateTimeOffset At);
