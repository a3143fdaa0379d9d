using CentralOps.Domain.Recognition;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Layout;

/// <summary>A page fitted to a form.</summary>
/// <param name="Model">The form.</param>
/// <param name="ToPage">Millimetres of the form → pixels of the page.</param>
/// <param name="Score">0 … 1: share of the form's patches that are found where they belong.</param>
/// <param name="AnchorShare">0 … 1: share of the form's anchors that are found where they belong; null = it has too few to say.</param>
internal sealed record RegisteredPage(TemplateModel Model, Homography ToPage, double Score, double? AnchorShare = null)
{
    // Measured on degraded pages: forms laid on pages of other forms reach a score of 0.32 and 0.16 of the anchors; right ones half covered have 0.27 and 0.29 at least, whole ones 0.9.
    private const double LeastScore = 0.22, LeastAnchors = 0.22, LeastScoreWithAnchors = 0.16;

    private const double NearMm = 3, Beside = 0.2, Far = 0.06, SeenShare = 0.75, Whole = 0.85;

    /// <summary>Print of the form that nobody writes over, patches and pieces of anchors, by its middle in mm, and whether the page shows it where it belongs.</summary>
    public IReadOnlyList<(Point2d At, bool Seen)> Marks { get; init; } = [];

    /// <summary>The page is of this form: enough of its print is where it belongs, the anchors that somebody named among it.</summary>
    public bool Fits => AnchorShare is { } share ? share >= LeastAnchors && Score >= LeastScoreWithAnchors : Score >= LeastScore;

    /// <summary>
    /// The form's print around a region can be seen. Where it cannot, something may lie on the paper there, and what is read may be the rest of a value that is half covered.
    /// </summary>
    public bool Shows(RegionMm region)
    {
        // The nearer, the more it says: what is right beside the writing decides.
        double all = 0, seen = 0;
        var missing = 0;
        foreach ((Point2d at, bool isSeen) in Marks)
        {
            double dx = Math.Max(0, Math.Max(region.X - at.X, at.X - region.X - region.Width)), dy = Math.Max(0, Math.Max(region.Y - at.Y, at.Y - region.Y - region.Height));
            double weight = 1 / (1 + (((dx * dx) + (dy * dy)) / (NearMm * NearMm)));
            if (weight < Far)
                continue;
            all += weight;
            seen += isSeen ? weight : 0;
            missing += !isSeen && weight > Beside ? 1 : 0;
        }

        // On a page that shows all the rest, one small mark may be missed for blur.
        return ((AnchorShare ?? Score) >= Whole && missing < 2) || seen >= SeenShare * all;
    }
}

/// <summary>
/// Fits a page to a form: a first guess from features, then patches of the form are looked for around their expected places, to a fraction of a pixel,
/// and the map is fitted anew. Tolerates skew, stretch, perspective and being upside down; covered patches are outvoted.
/// </summary>
internal static class Registration
{
    private const double PatchFits = 0.5, Close = 0.5, CloseBy = 1.2;

    /// <summary>First guess from matched features; null = they agree on no place.</summary>
    /// <param name="model">The form.</param>
    /// <param name="points">Feature points of the page, in its pixels.</param>
    /// <param name="descriptors">Their descriptors.</param>
    /// <param name="tolerance">Pixels of the page that a point may be off.</param>
    public static (Homography ToPage, int Agreeing)? FromFeatures(TemplateModel model, IReadOnlyList<Point2d> points, Mat descriptors, double tolerance)
    {
        if (model.Descriptors.Rows < 8 || descriptors.Rows < 8)
            return null;
        using var matcher = new BFMatcher(NormTypes.L2);
        DMatch[][] matches = matcher.KnnMatch(model.Descriptors, descriptors, 2);
        List<DMatch> good = [.. matches.Where(m => m.Length == 2 && m[0].Distance < 0.82f * m[1].Distance).Select(m => m[0])];
        if (good.Count < 10)
            return null;
        using var from = new Mat(good.Count, 1, MatType.CV_64FC2);
        using var to = new Mat(good.Count, 1, MatType.CV_64FC2);
        for (var i = 0; i < good.Count; i++)
        {
            from.Set(i, 0, new Vec2d(model.Points[good[i].QueryIdx].X, model.Points[good[i].QueryIdx].Y));
            to.Set(i, 0, new Vec2d(points[good[i].TrainIdx].X, points[good[i].TrainIdx].Y));
        }

        using var agreeing = new Mat();
        using Mat matrix = Cv2.FindHomography(from, to, HomographyMethods.USAC_MAGSAC, tolerance, agreeing, 4000, 0.999);
        int count = agreeing.Empty() ? 0 : Cv2.CountNonZero(agreeing);
        return count >= 10 && Homography.Of(matrix) is { } map && Sane(model, map) ? (map.After(model.FromMm), count) : null;
    }

    /// <summary>Refines a first guess.</summary>
    /// <param name="model">The form.</param>
    /// <param name="page">The page, gray.</param>
    /// <param name="guess">Millimetres → pixels.</param>
    /// <param name="reach">Pixels of the form by which the guess may be off.</param>
    public static RegisteredPage Refine(TemplateModel model, Mat page, Homography guess, int reach = 8)
    {
        Homography toPage = guess;
        double score = 0;
        double? anchors = null;
        List<(Point2d At, bool Seen)> seen = [];
        foreach (int search in (ReadOnlySpan<int>)[reach, 4])
        {
            Homography formToPage = toPage.After(model.FromMm.Inverse());
            using Mat structure = Flat(model, page, toPage);
            List<(Point2d Form, Point2d Found)> pairs = Look(model, structure, search);
            int patches = pairs.Count;
            List<(int Anchor, Point2d Form, Point2d Found)> marks = Anchors.Look(model, structure, search);
            pairs.AddRange(marks.Select(m => (m.Form, m.Found)));
            score = 0;
            (anchors, seen) = (Anchors.Share(model, 0), []);
            if (pairs.Count < 8)
                break;
            using var agreeing = new Mat();
            using Mat fitted = Cv2.FindHomography(pairs.Select(p => p.Form), pairs.Select(p => p.Found), HomographyMethods.Ransac, search > 4 ? 2.5 : 1.2, agreeing, 2000, 0.995);
            int count = agreeing.Empty() ? 0 : Cv2.CountNonZero(agreeing);
            if (count < 8 || Homography.Of(fitted) is not { } correction || !Sane(model, formToPage.After(correction)))
                break;
            toPage = formToPage.After(correction).After(model.FromMm);
            score = (double)Cv2.CountNonZero(agreeing.RowRange(0, patches)) / model.Patches.Count;
            double within = Anchors.FitsWithin * model.FromMm.Elements[0];
            bool Belongs(Point2d form, Point2d found) => correction.Map(form.X, form.Y).DistanceTo(found) <= within;
            anchors = Anchors.Share(model, marks.Where(m => Belongs(m.Form, m.Found)).Select(m => m.Anchor).Distinct().Count());
            HashSet<Point2d> there = [.. pairs.Where(p => Belongs(p.Form, p.Found)).Select(p => p.Form)];
            seen = [.. model.Patches.Where(p => !model.IsFilled(InMm(model, p.Middle))).Concat(model.Anchors.SelectMany(a => a.Pieces)).Select(p => (InMm(model, p.Middle), there.Contains(p.Middle)))];
            // Where the guess was close, another turn would move nothing.
            if (score > Close && pairs.Average(p => p.Form.DistanceTo(p.Found)) < CloseBy)
                break;
        }

        return new RegisteredPage(model, toPage, Math.Min(1, score), anchors) { Marks = seen };
    }

    /// <summary>Edges of a page laid flat on the form, as large as the blank form.</summary>
    public static Mat Flat(TemplateModel model, Mat page, Homography toPage)
    {
        using Mat matrix = toPage.After(model.FromMm.Inverse()).ToMat();
        using var flat = new Mat();
        Cv2.WarpPerspective(page, flat, matrix, model.Gray.Size(), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, BorderTypes.Replicate);
        return Structures.Of(flat);
    }

    /// <summary>Where each patch of the form lies on the flattened page.</summary>
    public static List<(Point2d Form, Point2d Found)> Look(TemplateModel model, Mat structure, int search)
    {
        var pairs = new List<(Point2d, Point2d)>();
        using var area = new PatchSearch(structure);
        foreach (FormPatch patch in model.Patches)
        {
            if (area.Find(patch, search) is not { Likeness: >= PatchFits } found)
                continue;
            pairs.Add((patch.Middle, patch.Middle + found.Shift));
        }

        return pairs;
    }

    private static Point2d InMm(TemplateModel model, Point2d at) => new(at.X / model.FromMm.Elements[0], at.Y / model.FromMm.Elements[4]);

    // A form on a page is a convex quadrilateral of sensible size that is not mirrored.
    private static bool Sane(TemplateModel model, Homography formToPage)
    {
        Point2d[] q = [formToPage.Map(0, 0), formToPage.Map(model.Gray.Width, 0), formToPage.Map(model.Gray.Width, model.Gray.Height), formToPage.Map(0, model.Gray.Height)];
        double area = 0;
        for (var i = 0; i < 4; i++)
        {
            Point2d a = q[i], b = q[(i + 1) % 4], c = q[(i + 2) % 4];
            double turn = ((b.X - a.X) * (c.Y - b.Y)) - ((b.Y - a.Y) * (c.X - b.X));
            if (turn <= 0 || !double.IsFinite(turn))
                return false;
            area += (a.X * b.Y) - (b.X * a.Y);
        }

        double form = (double)model.Gray.Width * model.Gray.Height;
        double ratio = q[0].DistanceTo(q[1]) / q[3].DistanceTo(q[2]), tilt = q[0].DistanceTo(q[3]) / q[1].DistanceTo(q[2]);
        return area / 2 > 0.05 * form && area / 2 < 20 * form && ratio is > 0.5 and < 2 && tilt is > 0.5 and < 2;
    }
}
