using CentralOps.Domain.Cases;

namespace CentralOps.Domain.Recognition;

/// <summary>About where a form's regions lie on a page that could not be fitted: good enough to show the eye where to look.</summary>
public static class PagePlaces
{
    /// <summary>Corners of a region in pixels of the page: x0,y0 … x3,y3, clockwise from the top left.</summary>
    /// <param name="region">The region.</param>
    /// <param name="template">Its form.</param>
    /// <param name="page">The page.</param>
    /// <param name="corners">Corners of the paper in pixels, clockwise from the top left; null = those of the page.</param>
    public static double[] Of(RegionMm region, VoucherTemplate template, CasePage page, IReadOnlyList<double>? corners)
    {
        var paper = corners is { Count: 8 } ? corners : [0, 0, page.Width, 0, page.Width, page.Height, 0, page.Height];
        var (left, right) = (region.X / template.WidthMm, (region.X + region.Width) / template.WidthMm);
        var (top, bottom) = (region.Y / template.HeightMm, (region.Y + region.Height) / template.HeightMm);
        (double X, double Y)[] places = [(left, top), (right, top), (right, bottom), (left, bottom)];
        return [.. places.SelectMany(p => (double[])[Between(paper, 0, p.X, p.Y), Between(paper, 1, p.X, p.Y)])];
    }

    // Between the four corners, evenly along each side.
    private static double Between(IReadOnlyList<double> paper, int axis, double x, double y) => Math.Round(
        ((1 - y) * (((1 - x) * paper[axis]) + (x * paper[2 + axis]))) + (y * (((1 - x) * paper[6 + axis]) + (x * paper[4 + axis]))), 1);
}
