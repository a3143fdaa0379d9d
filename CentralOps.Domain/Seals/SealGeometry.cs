using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Seals;

/// <summary>Regions of a template on a registered page.</summary>
public static class SealGeometry
{
    /// <summary>Dots per inch of the page inside the region.</summary>
    public static double Dpi(RegionMm region, double[] homography)
    {
        var q = PageGeometry.Quad(region, homography);
        var pixels = Math.Sqrt(Math.Abs(Cross(q[4] - q[0], q[5] - q[1], q[6] - q[2], q[7] - q[3])) / 2);
        return pixels / Math.Sqrt(region.Width * region.Height) * 25.4;
    }

    private static double Cross(double ax, double ay, double bx, double by) => ax * by - ay * bx;
}
