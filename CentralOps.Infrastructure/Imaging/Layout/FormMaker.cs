using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Layout;

/// <summary>Makes the picture of a blank form from a scan of one, and finds what is ruled on it.</summary>
internal static class FormMaker
{
    private const double PerMm = 150 / 25.4;
    private const double LineMm = 7, UprightMm = 3.2, ThinnestBoxMm = 2.5;

    /// <summary>Cuts the form out, lays it flat, fills what is to be wiped, finds lines and boxes.</summary>
    /// <exception cref="RecognitionFailed">The corners are no four corners of a form, or the size is no page's.</exception>
    public static FormPicture Make(Mat page, FormOrder order)
    {
        if (order.WidthMm is not (>= 20 and <= 450) || order.HeightMm is not (>= 20 and <= 450))
            throw new RecognitionFailed("template.bad-size", $"{order.WidthMm} × {order.HeightMm} mm");
        var size = new Size((int)Math.Round(order.WidthMm * PerMm), (int)Math.Round(order.HeightMm * PerMm));
        using Mat gray = Channels.Gray(page);
        using Mat form = Flat(gray, order.Corners ?? [0, 0, gray.Width, 0, gray.Width, gray.Height, 0, gray.Height], size);
        foreach (RegionMm region in order.Wiped)
            Wipe(form, region);
        // Sixteen shades compress to a fraction of 256 and lose nothing that matching looks at.
        using var table = new Mat(1, 256, MatType.CV_8U);
        for (var i = 0; i < 256; i++)
            table.Set(0, i, (byte)((i + 8) / 17 * 17));
        using var shades = new Mat();
        Cv2.LUT(form, table, shades);
        Cv2.ImEncode(".png", shades, out byte[] png, [(int)ImwriteFlags.PngCompression, 9]);
        (List<RegionMm> lines, List<RegionMm> boxes) = Ruled(form);
        return new FormPicture(png, lines, boxes, order.Corners is null ? PaperOutline.Of(gray) : null);
    }

    private static Mat Flat(Mat gray, IReadOnlyList<double> corners, Size size)
    {
        Point2f[] from = [.. corners.Chunk(2).Where(c => c.Length == 2).Select(c => new Point2f((float)c[0], (float)c[1]))];
        if (from.Length != 4 || !Cv2.IsContourConvex(from) || Cv2.ContourArea(from) < 0.01 * gray.Width * gray.Height)
            throw new RecognitionFailed("template.bad-corners", string.Join(' ', corners));
        double shrink = Math.Sqrt(Cv2.ContourArea(from) / ((double)size.Width * size.Height));
        using var smooth = new Mat();
        if (shrink > 1.4)
            Cv2.GaussianBlur(gray, smooth, new Size(0, 0), 0.42 * shrink); // fine print would flicker otherwise
        using Mat matrix = Cv2.GetPerspectiveTransform(from, [new(0, 0), new(size.Width, 0), new(size.Width, size.Height), new(0, size.Height)]);
        var flat = new Mat();
        Cv2.WarpPerspective(smooth.Empty() ? gray : smooth, flat, matrix, size, InterpolationFlags.Cubic, BorderTypes.Replicate);
        return flat;
    }

    // The paper's own shade, from its surroundings: ink is darker than paper.
    private static void Wipe(Mat form, RegionMm region)
    {
        Rect place = new Rect((int)(region.X * PerMm), (int)(region.Y * PerMm), (int)(region.Width * PerMm), (int)(region.Height * PerMm)).Intersect(new Rect(0, 0, form.Width, form.Height));
        if (place.Width < 3 || place.Height < 3)
            return;
        Rect around = Rect.Inflate(place, 12, 12).Intersect(new Rect(0, 0, form.Width, form.Height));
        using var part = new Mat(form, around);
        using var paper = new Mat();
        using Mat wide = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(25, 25));
        Cv2.Dilate(part, paper, wide);
        Cv2.GaussianBlur(paper, paper, new Size(0, 0), 6);
        using var inside = new Mat(paper, new Rect(place.X - around.X, place.Y - around.Y, place.Width, place.Height));
        using var target = new Mat(form, place);
        inside.CopyTo(target);
    }

    private static (List<RegionMm> Lines, List<RegionMm> Boxes) Ruled(Mat form)
    {
        using var ink = new Mat();
        Cv2.AdaptiveThreshold(form, ink, 255, AdaptiveThresholdTypes.MeanC, ThresholdTypes.BinaryInv, 31, 14);
        using Mat ruled = RuledLines.Find(ink, (int)(LineMm * PerMm), (int)(UprightMm * PerMm));
        var lines = new List<RegionMm>();
        foreach ((int horizontal, int vertical) in ((int, int)[])[((int)(LineMm * PerMm), 1), (1, (int)(UprightMm * PerMm))])
        {
            using Mat kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(horizontal, vertical));
            using var one = new Mat();
            Cv2.MorphologyEx(ink, one, MorphTypes.Open, kernel);
            lines.AddRange(Parts(one).Where(p => horizontal > 1 ? p.Place.Height < 1.6 * PerMm : p.Place.Width < 1.6 * PerMm).Take(400).Select(p => InMm(p.Place)));
        }

        // Corners of hand-ruled originals often miss by a hair: lines are thickened before the white between them is counted.
        using Mat thick = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(3, 3));
        Cv2.Dilate(ruled, ruled, thick);
        using var white = new Mat();
        Cv2.BitwiseNot(ruled, white);
        List<RegionMm> boxes =
        [
            .. Parts(white, diagonal: false).Where(p => p.Place is { X: > 0, Y: > 0 } && p.Place.Right < form.Width && p.Place.Bottom < form.Height
                && p.Place.Width > ThinnestBoxMm * PerMm && p.Place.Height > ThinnestBoxMm * PerMm && p.Area > 0.88 * p.Place.Width * p.Place.Height
                && p.Place.Width * p.Place.Height < 0.5 * form.Width * form.Height).Take(400).Select(p => InMm(Rect.Inflate(p.Place, 1, 1))),
        ];
        return (lines, boxes);
    }

    private static List<(Rect Place, int Area)> Parts(Mat mask, bool diagonal = true)
    {
        using var labels = new Mat();
        using var stats = new Mat();
        using var middles = new Mat();
        int count = Cv2.ConnectedComponentsWithStats(mask, labels, stats, middles, diagonal ? PixelConnectivity.Connectivity8 : PixelConnectivity.Connectivity4);
        return
        [
            .. Enumerable.Range(1, Math.Max(0, count - 1)).Select(i => (
                new Rect(stats.At<int>(i, 0), stats.At<int>(i, 1), stats.At<int>(i, 2), stats.At<int>(i, 3)), stats.At<int>(i, 4))),
        ];
    }

    private static RegionMm InMm(Rect r) => new(Math.Round(r.X / PerMm, 2), Math.Round(r.Y / PerMm, 2), Math.Round(r.Width / PerMm, 2), Math.Round(r.Height / PerMm, 2));
}
