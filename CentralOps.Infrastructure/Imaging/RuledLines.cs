using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging;

/// <summary>Ruled lines and box edges in a picture of ink (white ink on black).</summary>
internal static class RuledLines
{
    /// <summary>Takes out straight horizontal and vertical runs of ink that are at least as long as given.</summary>
    /// <param name="ink">255 = ink; changed in place.</param>
    /// <param name="length">Pixels.</param>
    public static void Remove(Mat ink, int length)
    {
        using Mat lines = Find(ink, length, length);
        Cv2.Subtract(ink, lines, ink);
    }

    /// <summary>A mask of the runs.</summary>
    public static Mat Find(Mat ink, int horizontal, int vertical)
    {
        var lines = new Mat();
        using var across = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(Math.Max(3, horizontal), 1));
        using var down = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(1, Math.Max(3, vertical)));
        Cv2.MorphologyEx(ink, lines, MorphTypes.Open, across);
        using var upright = new Mat();
        Cv2.MorphologyEx(ink, upright, MorphTypes.Open, down);
        Cv2.BitwiseOr(lines, upright, lines);
        return lines;
    }

    /// <summary>
    /// A mask of thin lines that may slope a little, as on a page that lies askew: runs of ink joined to one another that are long as a whole and thin everywhere.
    /// </summary>
    /// <param name="ink">255 = ink.</param>
    /// <param name="across">Pixels that a level line is long at least.</param>
    /// <param name="down">Pixels that an upright line is long at least.</param>
    /// <param name="sides">Pixels that the upright side of a box is long at least: it meets a level line.</param>
    public static Mat FindSloping(Mat ink, int across, int down, int sides)
    {
        var lines = new Mat(ink.Size(), MatType.CV_8U, Scalar.All(0));
        Add(lines, ink, new Size(Math.Max(10, across / 6), 1), box => box.Width >= across, box => box.Width);
        using var near = new Mat();
        using var around = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(7, 7));
        Cv2.Dilate(lines, near, around);
        Add(lines, ink, new Size(1, Math.Max(8, down / 4)), box => box.Height >= down || (box.Height >= sides && Touches(near, box)), box => box.Height);
        return lines;
    }

    private static void Add(Mat lines, Mat ink, Size run, Func<Rect, bool> wanted, Func<Rect, int> length)
    {
        using var runs = new Mat();
        using var kernel = Cv2.GetStructuringElement(MorphShapes.Rect, run);
        Cv2.MorphologyEx(ink, runs, MorphTypes.Open, kernel);
        using var joined = new Mat();
        using var three = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(3, 3));
        Cv2.Dilate(runs, joined, three);
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        int count = Cv2.ConnectedComponentsWithStats(joined, labels, stats, centroids, PixelConnectivity.Connectivity8, MatType.CV_32S);
        for (var i = 1; i < count; i++)
        {
            var box = new Rect(stats.At<int>(i, 0), stats.At<int>(i, 1), stats.At<int>(i, 2), stats.At<int>(i, 3));
            double thickness = (stats.At<int>(i, 4) / (double)length(box)) - 2, most = Math.Max(4, 0.09 * Math.Min(ink.Height, ink.Width));
            if (!wanted(box) || thickness > most)
                continue;
            using var part = new Mat(labels, box);
            using var mask = new Mat();
            Cv2.Compare(part, i, mask, CmpTypes.EQ);
            using var target = new Mat(lines, box);
            target.SetTo(Scalar.All(255), mask);
        }

        Cv2.BitwiseAnd(lines, ink, lines);
    }

    private static bool Touches(Mat near, Rect box)
    {
        using var part = new Mat(near, box);
        return Cv2.CountNonZero(part) > 0;
    }
}
