namespace CentralOps.Domain.Recognition;

/// <summary>Where points and regions of a layout are on a registered page.</summary>
public static class PageGeometry
{
    /// <summary>Corners of a region in page pixels, clockwise from the top left: x0,y0 … x3,y3.</summary>
    /// <param name="region">Region in mm.</param>
    /// <param name="homography">Template mm → page pixels, 9 numbers, row-major.</param>
    public static double[] Quad(RegionMm region, double[] homography)
    {
        (double X, double Y)[] corners = [(region.X, region.Y), (region.X + region.Width, region.Y), (region.X + region.Width, region.Y + region.Height), (region.X, region.Y + region.Height)];
        return [.. corners.Select(c => Map(homography, c.X, c.Y)).SelectMany(p => new[] { p.X, p.Y })];
    }

    /// <summary>Where a point goes.</summary>
    /// <param name="h">Homography, 9 numbers, row-major.</param>
    /// <param name="x">In the units that it maps from, mm for a page.</param>
    /// <param name="y">Likewise.</param>
    public static (double X, double Y) Map(double[] h, double x, double y)
    {
        var w = h[6] * x + h[7] * y + h[8];
        return ((h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w);
    }
}
