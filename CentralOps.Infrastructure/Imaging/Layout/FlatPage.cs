using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Layout;

/// <summary>A page laid flat on its form, and how far its print is from where the form has it.</summary>
internal static class FlatPage
{
    private const double PerMm = 8;
    private const int Neighbours = 5, Reach = 12;

    /// <summary>The trial's picture and measures.</summary>
    public static PageTrial Of(PageReading reading, TemplateModel model, Homography toPage, Mat page)
    {
        VoucherTemplate template = model.Template;
        using Mat view = toPage.After(Homography.Scale(1 / PerMm, 1 / PerMm)).ToMat();
        using var flat = new Mat();
        Cv2.WarpPerspective(page, flat, view, new Size((int)(template.WidthMm * PerMm), (int)(template.HeightMm * PerMm)), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, BorderTypes.Constant, Scalar.All(255));
        return new PageTrial(reading, Channels.Jpeg(flat, 82), Drifts(model, toPage, page), Fits(model, toPage, page));
    }

    private static IReadOnlyList<AnchorFit> Fits(TemplateModel model, Homography toPage, Mat page)
    {
        using Mat gray = Channels.Gray(page);
        using Mat structure = Registration.Flat(model, gray, toPage);
        return Anchors.Fits(model, structure, Reach);
    }

    private static List<RegionDrift> Drifts(TemplateModel model, Homography toPage, Mat page)
    {
        double perMm = model.FromMm.Elements[0];
        using Mat gray = Channels.Gray(page);
        using Mat structure = Registration.Flat(model, gray, toPage);
        List<(Point2d Form, Point2d Found)> pairs = Registration.Look(model, structure, Reach);
        if (pairs.Count < Neighbours)
            return [];
        return
        [
            .. model.Template.Regions().Select(region =>
            {
                var middle = new Point2d((region.Place.X + (region.Place.Width / 2)) * perMm, (region.Place.Y + (region.Place.Height / 2)) * perMm);
                List<(Point2d Form, Point2d Found)> near = [.. pairs.OrderBy(p => p.Form.DistanceTo(middle)).Take(Neighbours)];
                return new RegionDrift(region.Id, Math.Round(Median(near.Select(p => p.Found.X - p.Form.X)) / perMm, 2), Math.Round(Median(near.Select(p => p.Found.Y - p.Form.Y)) / perMm, 2));
            }),
        ];
    }

    // One patch that was mistaken for another does not count.
    private static double Median(IEnumerable<double> values)
    {
        List<double> sorted = [.. values.Order()];
        return sorted[sorted.Count / 2];
    }
}
