using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Layout;

/// <summary>Where a sheet of paper lies on a scan or a photo: a proposal for the four corners, which a person corrects.</summary>
internal static class PaperOutline
{
    private const int Side = 640;
    private const double Least = 0.2, Most = 0.985;

    /// <summary>Corners in pixels, clockwise from the top left; null = no sheet stands out.</summary>
    public static double[]? Of(Mat gray)
    {
        double scale = Math.Min(1, (double)Side / Math.Max(gray.Width, gray.Height));
        using Mat work = Channels.Scaled(gray, scale);
        Cv2.GaussianBlur(work, work, new Size(5, 5), 0);
        using var bright = new Mat();
        Cv2.Threshold(work, bright, 0, 255, ThresholdTypes.Binary | ThresholdTypes.Otsu);
        using var edges = new Mat();
        Cv2.Canny(work, edges, 25, 75);
        using Mat kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(5, 5));
        Cv2.MorphologyEx(edges, edges, MorphTypes.Close, kernel);
        Point2f[]? best = null;
        double area = 0;
        foreach (Mat mask in (Mat[])[edges, bright])
        {
            Cv2.FindContours(mask, out Point[][] contours, out _, RetrievalModes.External, ContourApproximationModes.ApproxSimple);
            foreach (Point[] contour in contours)
            {
                Point[] hull = Cv2.ConvexHull(contour);
                Point[] corners = Cv2.ApproxPolyDP(hull, 0.02 * Cv2.ArcLength(hull, true), true);
                double size = Cv2.ContourArea(corners);
                if (corners.Length != 4 || size <= area || size < Least * work.Width * work.Height || size > Most * work.Width * work.Height)
                    continue;
                (best, area) = ([.. corners.Select(c => new Point2f((float)(c.X / scale), (float)(c.Y / scale)))], size);
            }
        }

        return best is null ? null : [.. Clockwise(best).SelectMany(p => new[] { Math.Round(p.X, 1), Math.Round((double)p.Y, 1) })];
    }

    private static Point2f[] Clockwise(Point2f[] corners) =>
        [corners.MinBy(c => c.X + c.Y), corners.MaxBy(c => c.X - c.Y), corners.MaxBy(c => c.X + c.Y), corners.MinBy(c => c.X - c.Y)];
}
