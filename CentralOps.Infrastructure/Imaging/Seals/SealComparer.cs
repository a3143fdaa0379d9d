using CentralOps.Domain.Recognition;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>Compares one seal impression on a page with its specimen. Runs in the recognition worker; thread-safe.</summary>
public sealed class SealComparer : ISealComparer
{
    /// <summary>How far around the expected region an impression is looked for.</summary>
    private const double MarginMm = 4;

    /// <inheritdoc />
    public SealReading Compare(Mat page, SealTask task)
    {
        using var specimen = Cv2.ImDecode(task.Specimen, ImreadModes.Color);
        if (specimen.Empty())
            return new(task.Role, SealVerdict.Unsure, 0, null, null, ["specimen-unreadable"]);
        var pageDpi = task.PageDpi > 0 ? task.PageDpi : 200;
        using var patch = CutOut(page, task.Region, pageDpi);
        using var card = Resized(specimen, SealInk.PixelsPerMm * 25.4 / (task.SpecimenDpi > 0 ? task.SpecimenDpi : 300));
        return Compare(task.Role, card, patch);
    }

    /// <summary>Compares two upright pictures of the same resolution.</summary>
    /// <param name="role">Seal role, for the answer.</param>
    /// <param name="specimen">Specimen, 8-bit BGR.</param>
    /// <param name="impression">Patch with the impression, 8-bit BGR.</param>
    /// <param name="dpi">Resolution of both.</param>
    public static SealReading Compare(string role, Mat specimen, Mat impression, double dpi)
    {
        using var card = Resized(specimen, SealInk.PixelsPerMm * 25.4 / dpi);
        using var patch = Resized(impression, SealInk.PixelsPerMm * 25.4 / dpi);
        return Compare(role, card, patch);
    }

    /// <summary>Compares two pictures at working resolution.</summary>
    private static SealReading Compare(string role, Mat specimen, Mat patch)
    {
        var ink = SealInk.Extract(specimen);
        if (ink.Box(8) is not { } box)
            return new(role, SealVerdict.Unsure, 0, null, null, ["specimen-empty"]);
        var card = ink.Part(box);
        var found = SealInk.Extract(patch);
        // Less ink than a tenth of the specimen's: nothing was stamped here.
        if (found.Area < card.Area * 0.1)
            return new(role, SealVerdict.Fail, 0, null, null, ["no-impression"]);
        // Ink that cannot be laid on the specimen is for a person to look at, as it is.
        if (SealComparison.Run(card, found) is not { } comparison)
            return new(role, SealVerdict.Unsure, 0, patch.ToBytes(".png"), null, ["not-registered"]);
        var (verdict, score, reasons) = SealDecision.Decide(comparison.Evidence);
        return new(role, verdict, score, SealPictures.Impression(patch, comparison, box, specimen.Size()), SealPictures.Difference(comparison, box, specimen.Size()), reasons);
    }

    /// <summary>Resolution of a specimen picture that does not say: 300 dpi when that makes a seal of usual size, else whatever makes its longer side 38 mm.</summary>
    public static double LikelyDpi(Mat specimen)
    {
        if (SealInk.Extract(specimen).Box(0) is not { } box)
            return 300;
        var side = Math.Max(box.Width, box.Height);
        return side / 300.0 * 25.4 is > 12 and < 50 ? 300 : side * 25.4 / 38;
    }

    /// <summary>What was measured, for the benchmark and for choosing thresholds; null = no impression.</summary>
    internal static string? Measure(Mat specimen, Mat impression, double dpi)
    {
        using var card = Resized(specimen, SealInk.PixelsPerMm * 25.4 / dpi);
        using var patch = Resized(impression, SealInk.PixelsPerMm * 25.4 / dpi);
        var ink = SealInk.Extract(card);
        return ink.Box(8) is { } box ? SealComparison.Run(ink.Part(box), SealInk.Extract(patch))?.Evidence.ToString() : null;
    }

    /// <summary>The region with a margin, upright, at working resolution.</summary>
    internal static Mat CutOut(Mat page, IReadOnlyList<double> quad, double dpi)
    {
        var corners = Enumerable.Range(0, 4).Select(i => new Point2f((float)quad[2 * i], (float)quad[2 * i + 1])).ToArray();
        var mm = dpi / 25.4;
        var (w, h) = ((Distance(corners[0], corners[1]) + Distance(corners[3], corners[2])) / 2 / mm, (Distance(corners[0], corners[3]) + Distance(corners[1], corners[2])) / 2 / mm);
        var (left, right, top, bottom) = ((float)(MarginMm * SealInk.PixelsPerMm), (float)((MarginMm + w) * SealInk.PixelsPerMm), (float)(MarginMm * SealInk.PixelsPerMm), (float)((MarginMm + h) * SealInk.PixelsPerMm));
        Point2f[] to = [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];
        using var map = Cv2.GetPerspectiveTransform(corners, to);
        var patch = new Mat();
        Cv2.WarpPerspective(page, patch, map, new Size((int)(right + left), (int)(bottom + top)), InterpolationFlags.Area, BorderTypes.Constant, Scalar.All(255));
        return patch;
    }

    private static Mat Resized(Mat picture, double factor)
    {
        var resized = new Mat();
        Cv2.Resize(picture, resized, new Size(), factor, factor, factor < 1 ? InterpolationFlags.Area : InterpolationFlags.Cubic);
        return resized;
    }

    private static double Distance(Point2f a, Point2f b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
