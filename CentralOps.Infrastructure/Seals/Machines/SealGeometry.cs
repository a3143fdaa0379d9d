using CentralOps.Domain.Recognition;

namespace CentralOps.Infrastructure.Seals.Machines;

/// <summary>Regions of a template on a registered page.</summary>
internal static class SealGeometry
{
    /// <summary>Corners of a region in page pixels, clockwise from the top left: x0,y0 … x3,y3.</summary>
    /// <param name="region">Region in mm.</param>
    /// <param name="homography">Template mm → page pixels, row-major.</param>
    public static double[] Quad(RegionMm region, double[] homography)
    {
        (double X, double Y)[] corners = [(region.X, region.Y), (region.X + region.Width, region.Y), (region.X + region.Width, region.Y + region.Height), (region.X, region.Y + region.Height)];
        return [.. corners.SelectMany(c => Map(homography, c.X, c.Y))];
    }

    /// <summary>Dots per inch of the page inside the region.</summary>
    public static double Dpi(RegionMm region, double[] homography)
    {
        var q = Quad(region, homography);
        var pixels = Math.Sqrt(Math.Abs(Cross(q[4] - q[0], q[5] - q[1], q[6] - q[2], q[7] - q[3])) / 2);
        return pixels / Math.Sqrt(region.Width * region.Height) * 25.4;
    }

    private static double[] Map(double[] h, double x, double y)
    {
        var w = h[6] * x + h[7] * y + h[8];
        return [(h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w];
    }

    private static double Cross(double ax, double ay, double bx, double by) => ax * by - ay * bx;
}
