using CentralOps.Domain.Recognition;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging;

/// <summary>Blackens parts of a page. The image is decoded, painted and encoded again, so that nothing under the paint is left in it.</summary>
internal static class PageCover
{
    /// <summary>Writing runs over the edges of its field: each area is covered with this share of its height more on every side.</summary>
    private const double Margin = 0.2;

    private const int JpegQuality = 88;

    /// <summary>See <see cref="IPageCover.CoverAsync"/>.</summary>
    public static byte[] Cover(Mat pixels, bool png, PageCovers covers)
    {
        var (across, down) = ((double)pixels.Width / covers.Width, (double)pixels.Height / covers.Height);
        foreach (var area in covers.Areas)
        {
            var corners = Grown(area).Select(p => new Point(p.X * across, p.Y * down)).ToArray();
            Cv2.FillConvexPoly(pixels, corners, Scalar.Black);
        }

        return png ? pixels.ToBytes(".png") : pixels.ToBytes(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, JpegQuality));
    }

    private static IEnumerable<Point2d> Grown(double[] q)
    {
        var (width, height) = (Math.Max(1, Side(q, 0, 2)), Math.Max(1, Side(q, 0, 6)));
        var more = Math.Min(width, height) * Margin + 1;
        // Along both sides of the area, which may be turned.
        var (alongX, alongY) = ((q[2] - q[0]) / width * more, (q[3] - q[1]) / width * more);
        var (downX, downY) = ((q[6] - q[0]) / height * more, (q[7] - q[1]) / height * more);
        (int Along, int Down)[] sides = [(-1, -1), (1, -1), (1, 1), (-1, 1)];
        for (var i = 0; i < 4; i++)
            yield return new Point2d(q[2 * i] + (sides[i].Along * alongX) + (sides[i].Down * downX), q[2 * i + 1] + (sides[i].Along * alongY) + (sides[i].Down * downY));
    }

    private static double Side(double[] q, int a, int b) => Math.Sqrt(((q[a] - q[b]) * (q[a] - q[b])) + ((q[a + 1] - q[b + 1]) * (q[a + 1] - q[b + 1])));
}
