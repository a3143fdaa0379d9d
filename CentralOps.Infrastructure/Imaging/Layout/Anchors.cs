using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Layout;

/// <summary>An anchor of a form, in pieces short enough to be found on a stretched page.</summary>
/// <param name="Anchor">As the template has it.</param>
/// <param name="Pieces">Patches along it.</param>
internal sealed record AnchorPatches(TemplateAnchor Anchor, IReadOnlyList<FormPatch> Pieces);

/// <summary>
/// The pre-printed marks that somebody has named on a form. They guide registration more than patches that the machine chose by itself, and a page on which they are nowhere near their
/// places is not that form.
/// </summary>
internal static class Anchors
{
    /// <summary>Likeness from which a piece is found.</summary>
    public const double Found = 0.5;

    /// <summary>Most mm that a found piece may be off on a page that is fitted.</summary>
    public const double FitsWithin = 0.9;

    private const double LongestMm = 12, MarginMm = 0.6;

    /// <summary>Cuts them from a form.</summary>
    public static IReadOnlyList<AnchorPatches> Of(VoucherTemplate template, Mat structure, Homography fromMm)
    {
        double perX = fromMm.Elements[0], perY = fromMm.Elements[4];
        return [.. template.Anchors.Select(anchor =>
        {
            RegionMm region = anchor.Region;
            int pieces = Math.Max(1, (int)Math.Ceiling(region.Width / LongestMm));
            double step = region.Width / pieces;
            return new AnchorPatches(anchor, [.. Enumerable.Range(0, pieces)
                .Select(i => new Rect((int)((region.X + (i * step) - MarginMm) * perX), (int)((region.Y - MarginMm) * perY), (int)((step + (2 * MarginMm)) * perX), (int)((region.Height + (2 * MarginMm)) * perY))
                    .Intersect(new Rect(0, 0, structure.Width, structure.Height)))
                .Where(r => r is { Width: >= 8, Height: >= 8 }).Select(r => new FormPatch(structure, r)).Where(p => p.Norm > 1e-6)]);
        })];
    }

    /// <summary>Where pieces of anchors lie on a page that was laid flat on the form: number of the anchor, middle of the piece on the form, and where it was found.</summary>
    /// <param name="model">The form.</param>
    /// <param name="structure">Edges of the flat page.</param>
    /// <param name="reach">Pixels by which a piece may be off.</param>
    public static List<(int Anchor, Point2d Form, Point2d Found)> Look(TemplateModel model, Mat structure, int reach)
    {
        var marks = new List<(int, Point2d, Point2d)>();
        using var area = new PatchSearch(structure);
        for (var i = 0; i < model.Anchors.Count; i++)
        {
            foreach (FormPatch piece in model.Anchors[i].Pieces)
            {
                if (area.Find(piece, reach) is not { Likeness: >= Found } found)
                    continue;
                marks.Add((i, piece.Middle, piece.Middle + found.Shift));
            }
        }

        return marks;
    }

    /// <summary>Share of the anchors that are where they belong, 0 … 1; null = the form has too few to say.</summary>
    public static double? Share(TemplateModel model, int fitting) => model.Anchors.Count(a => a.Pieces.Count > 0) is >= 4 and var all ? (double)fitting / all : null;

    /// <summary>How each anchor fits a page that was laid flat on the form, for people.</summary>
    public static IReadOnlyList<AnchorFit> Fits(TemplateModel model, Mat structure, int reach)
    {
        using var area = new PatchSearch(structure);
        double perMm = model.FromMm.Elements[0];
        return [.. model.Anchors.Where(a => a.Pieces.Count > 0).Select(anchor =>
        {
            List<(Point2d Shift, double Likeness)> found = [.. anchor.Pieces.Select(p => area.Find(p, reach)).OfType<(Point2d, double)>()];
            // One piece of several suffices: the rest may be covered.
            List<Point2d> good = [.. found.Where(f => f.Likeness >= Found).Select(f => f.Shift)];
            double likeness = Math.Round(found.Select(f => f.Likeness).DefaultIfEmpty(0).Max(), 2);
            return good.Count == 0
                ? new AnchorFit(anchor.Anchor.Id, likeness, 0, 0, false)
                : new AnchorFit(anchor.Anchor.Id, likeness, Math.Round(good.Average(s => s.X) / perMm, 2), Math.Round(good.Average(s => s.Y) / perMm, 2), true);
        })];
    }
}
