using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.Imaging;
using CentralOps.Infrastructure.Imaging.Layout;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Recognition.Reading;

/// <summary>Cuts a registered page's fields: straight, at a scale of their own, the same from the same template version and page.</summary>
internal sealed class SliceCutter(Mat page, RegisteredPage registered)
{
    private const double ShownMargin = 1.2, ReadMargin = 0.9, LeastPerMm = 6, MostPerMm = 12;

    /// <summary>What people see: with a little of the surroundings.</summary>
    public Mat ForPeople(TemplateField field) => Cut(registered, Grown(field.Region, ShownMargin, ShownMargin), PerMm(field), page);

    /// <summary>What engines see: writing may stand a little off its box. A grid is cut exactly, so that its cells are equal parts.</summary>
    public Mat ForReading(TemplateField field) => Cut(registered, ReadRegion(field), PerMm(field), page);

    /// <summary>255 where the blank form has print, for the same cut.</summary>
    public Mat Preprint(TemplateField field, Mat cut)
    {
        TemplateModel model = registered.Model;
        RegionMm region = ReadRegion(field);
        double perMm = PerMm(field);
        // slice pixels → mm → pixels of the blank form
        Homography map = model.FromMm.After(Homography.Shift(region.X, region.Y)).After(Homography.Scale(1 / perMm, 1 / perMm));
        using Mat matrix = map.ToMat();
        using var blank = new Mat();
        Cv2.WarpPerspective(model.Red, blank, matrix, cut.Size(), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, BorderTypes.Replicate);
        using var paper = new Mat();
        int reach = (int)(perMm * 2.5) | 1;
        using var wide = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(reach, reach));
        Cv2.Dilate(blank, paper, wide);
        using var even = new Mat();
        Cv2.Divide(blank, paper, even, 255);
        var print = new Mat();
        Cv2.Threshold(even, print, 190, 255, ThresholdTypes.BinaryInv);
        int grow = Math.Max(1, (int)Math.Round(perMm * 0.12));
        using var kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size((2 * grow) + 1, (2 * grow) + 1));
        Cv2.Dilate(print, print, kernel);
        return print;
    }

    /// <summary>A region of a registered page, straight and as fine as the page is.</summary>
    public static Mat Straight(Mat page, RegisteredPage registered, RegionMm region)
    {
        (double x, double y) = registered.ToPage.ScaleAt(region.X + (region.Width / 2), region.Y + (region.Height / 2));
        return Cut(registered, region, Math.Clamp(Math.Max(x, y), LeastPerMm, 2 * MostPerMm), page);
    }

    private static RegionMm ReadRegion(TemplateField field) =>
        field.Cells > 0 ? Grown(field.Region, 0, 0.6) : Grown(field.Region, ReadMargin, ReadMargin);

    private static RegionMm Grown(RegionMm region, double x, double y) => new(region.X - x, region.Y - y, region.Width + (2 * x), region.Height + (2 * y));

    // As fine as the page is, within reason.
    private double PerMm(TemplateField field)
    {
        RegionMm r = field.Region;
        (double x, double y) = registered.ToPage.ScaleAt(r.X + (r.Width / 2), r.Y + (r.Height / 2));
        return Math.Clamp(Math.Max(x, y), LeastPerMm, MostPerMm);
    }

    private static Mat Cut(RegisteredPage registered, RegionMm region, double perMm, Mat from)
    {
        Homography map = registered.ToPage.After(Homography.Shift(region.X, region.Y)).After(Homography.Scale(1 / perMm, 1 / perMm));
        using Mat matrix = map.ToMat();
        var cut = new Mat();
        var size = new Size(Math.Max(8, (int)Math.Round(region.Width * perMm)), Math.Max(8, (int)Math.Round(region.Height * perMm)));
        Cv2.WarpPerspective(from, cut, matrix, size, InterpolationFlags.Cubic | InterpolationFlags.WarpInverseMap, BorderTypes.Replicate);
        return cut;
    }
}
