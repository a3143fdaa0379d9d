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
}
