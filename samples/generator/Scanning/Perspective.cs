using SkiaSharp;

namespace CentralOps.SampleGenerator.Scanning;

/// <summary>Maps a rectangle onto four points.</summary>
internal static class Perspective
{
    /// <summary>The matrix that moves the corners of a w × h rectangle, clockwise from the top left, onto the points (Heckbert 1989).</summary>
    public static SKMatrix Map(double w, double h, IReadOnlyList<SKPoint> to)
    {
        var (p0, p1, p2, p3) = (to[0], to[1], to[2], to[3]);
        var (dx1, dx2, sx) = (p1.X - p2.X, p3.X - p2.X, p0.X - p1.X + p2.X - p3.X);
        var (dy1, dy2, sy) = (p1.Y - p2.Y, p3.Y - p2.Y, p0.Y - p1.Y + p2.Y - p3.Y);
        var det = dx1 * dy2 - dx2 * dy1;
        var g = (sx * dy2 - dx2 * sy) / det;
        var k = (dx1 * sy - sx * dy1) / det;
        return new SKMatrix(
            (float)((p1.X - p0.X + g * p1.X) / w), (float)((p3.X - p0.X + k * p3.X) / h), p0.X,
            (float)((p1.Y - p0.Y + g * p1.Y) / w), (float)((p3.Y - p0.Y + k * p3.Y) / h), p0.Y,
            (float)(g / w), (float)(k / h), 1);
    }
}
