using OpenCvSharp;

namespace CentralOps.Infrastructure.Recognition.Reading;

/// <summary>The connected marks of a slice that are writing; crumbs of seals are wiped off.</summary>
internal static class InkMarks
{
    /// <summary>Boxes of the marks, from left to right.</summary>
    /// <param name="clean">Dark writing on white; crumbs are wiped off.</param>
    /// <param name="ink">255 = writing; crumbs are wiped off.</param>
    /// <param name="seal">255 where a seal lay; null = nowhere.</param>
    public static List<Rect> Find(Mat clean, Mat ink, Mat? seal)
    {
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        int count = Cv2.ConnectedComponentsWithStats(ink, labels, stats, centroids, PixelConnectivity.Connectivity8, MatType.CV_32S);
        int height = ink.Height, width = ink.Width;
        double speck = Math.Max(4, height * height / 700.0);
        var found = new List<Mark>();
        for (var i = 1; i < count; i++)
        {
            var box = new Rect(stats.At<int>(i, 0), stats.At<int>(i, 1), stats.At<int>(i, 2), stats.At<int>(i, 3));
            int area = stats.At<int>(i, 4);
            bool atEdge = box.Top <= 1 || box.Bottom >= height - 1 || box.Left <= 1 || box.Right >= width - 1;
            // Remains of a box line lie flat against the edge; specks are dust.
            bool remains = atEdge && ((box.Height <= Math.Max(3, height / 9) && box.Width > box.Height) || (box.Width <= Math.Max(3, height / 9) && (box.Left <= 1 || box.Right >= width - 1)));
            if (area >= speck && !remains)
                found.Add(new Mark(i, box));
        }

        double usual = found.Count == 0 ? 0 : found.Select(m => m.Box.Height).Order().ElementAt((int)(0.7 * found.Count));
        List<Rect> tall = [.. found.Select(m => m.Box).Where(b => b.Height >= 0.6 * usual)];
        List<Mark> remaining = [.. found.Where(m => OfSeal(m.Box, usual, tall, seal))];
        foreach (Mark mark in remaining)
            Wipe(clean, ink, labels, mark);
        List<Rect> marks = [.. found.Except(remaining).Select(m => m.Box).OrderBy(b => b.Left)];
        int tallest = marks.Count == 0 ? 0 : marks.Max(m => m.Height);
        // A minus or a dot alone is no writing; neither is faint grain.
        if (tallest < Math.Max(6, height * 0.14))
            marks.Clear();
        return marks;
    }

    // Crumbs of a seal away from the writing; near it they may be its dots and strokes.
    private static bool OfSeal(Rect box, double usual, List<Rect> tall, Mat? seal)
    {
        if (seal is null || box.Height >= 0.45 * usual || tall.Exists(t => Math.Max(t.Left, box.Left) - Math.Min(t.Right, box.Right) < 0.6 * usual))
            return false;
        using var under = new Mat(seal, box);
        return Cv2.CountNonZero(under) * 2 > box.Width * box.Height;
    }

    private static void Wipe(Mat clean, Mat ink, Mat labels, Mark mark)
    {
        Rect around = Rect.Inflate(mark.Box, 2, 2).Intersect(new Rect(0, 0, ink.Width, ink.Height));
        using var part = new Mat(labels, around);
        using var mask = new Mat();
        Cv2.Compare(part, mark.Label, mask, CmpTypes.EQ);
        using var inkPart = new Mat(ink, around);
        using var cleanPart = new Mat(clean, around);
        inkPart.SetTo(Scalar.All(0), mask);
        // Its pale rim goes, too, but not into a neighbour.
        using var others = new Mat();
        using var three = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(3, 3));
        Cv2.Dilate(mask, mask, three);
        Cv2.Dilate(inkPart, others, three);
        Cv2.Subtract(mask, others, mask);
        cleanPart.SetTo(Scalar.All(255), mask);
    }

    private readonly record struct Mark(int Label, Rect Box);
}
