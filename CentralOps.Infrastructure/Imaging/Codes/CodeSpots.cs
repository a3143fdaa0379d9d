using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Codes;

/// <summary>Places on a page that look like a matrix code: square spots with many edges in both directions.</summary>
internal static class CodeSpots
{
    private const int WorkSide = 1000, Most = 8;

    /// <summary>The spots with room around them, likeliest first.</summary>
    public static IReadOnlyList<Rect> Of(Mat red)
    {
        double scale = Math.Min(1, (double)WorkSide / Math.Max(red.Width, red.Height));
        using Mat work = Channels.Scaled(red, scale);
        using Mat both = Density(work);
        Cv2.MinMaxLoc(both, out _, out double most);
        using var mask = new Mat();
        Cv2.Threshold(both, mask, most * 0.42, 255, ThresholdTypes.Binary);
        mask.ConvertTo(mask, MatType.CV_8U);
        using var kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(7, 7));
        Cv2.MorphologyEx(mask, mask, MorphTypes.Open, kernel);
        Cv2.FindContours(mask, out Point[][] outlines, out _, RetrievalModes.External, ContourApproximationModes.ApproxSimple);
        var spots = new List<(Rect Spot, double Area)>();
        foreach (Point[] outline in outlines)
        {
            RotatedRect box = Cv2.MinAreaRect(outline);
            double shorter = Math.Min(box.Size.Width, box.Size.Height), longer = Math.Max(box.Size.Width, box.Size.Height);
            if (shorter < 16 || longer > 420 || longer > 2.2 * shorter)
                continue;
            Rect around = Cv2.BoundingRect(outline);
            int room = (int)(0.3 * Math.Max(around.Width, around.Height)) + 6;
            around = Rect.Inflate(around, room, room);
            var spot = new Rect((int)(around.X / scale), (int)(around.Y / scale), (int)(around.Width / scale), (int)(around.Height / scale));
            spots.Add((spot.Intersect(new Rect(0, 0, red.Width, red.Height)), Cv2.ContourArea(outline)));
        }

        return [.. spots.OrderByDescending(s => s.Area).Take(Most).Select(s => s.Spot)];
    }

    // Strength of upright and of level edges around each point, whichever is less: text has both, too, but lies in rows.
    private static Mat Density(Mat work)
    {
        using var dx = new Mat();
        using var dy = new Mat();
        Cv2.Sobel(work, dx, MatType.CV_32F, 1, 0);
        Cv2.Sobel(work, dy, MatType.CV_32F, 0, 1);
        using var across = Cv2.Abs(dx).ToMat();
        using var down = Cv2.Abs(dy).ToMat();
        Cv2.Min(across, 300.0, across);
        Cv2.Min(down, 300.0, down);
        Cv2.BoxFilter(across, across, MatType.CV_32F, new Size(21, 21));
        Cv2.BoxFilter(down, down, MatType.CV_32F, new Size(21, 21));
        var both = new Mat();
        Cv2.Min(across, down, both);
        return both;
    }
}
