using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>Registration of an impression on its specimen, and the evidence from it.</summary>
internal sealed class SealComparison
{
    private SealComparison(SealPose pose, SealEvidence evidence, SealInk specimen, float[] ink, float[] known) =>
        (Pose, Evidence, Specimen, Ink, Known) = (pose, evidence, specimen, ink, known);

    /// <summary>The specimen's planes.</summary>
    public SealInk Specimen { get; }

    /// <summary>The impression's ink in the specimen's frame.</summary>
    public float[] Ink { get; }

    /// <summary>Where that is known.</summary>
    public float[] Known { get; }

    /// <summary>Specimen pixel → patch pixel.</summary>
    public SealPose Pose { get; }

    /// <summary>What was measured.</summary>
    public SealEvidence Evidence { get; }

    /// <summary>Compares planes at working resolution, the specimen trimmed to its ink; null when they cannot be laid on each other.</summary>
    public static SealComparison? Run(SealInk card, SealInk found)
    {
        var (w, h) = (card.Width, card.Height);
        var (widePatch, softPatch, finePatch) = (found.Softened(4), found.Softened(2), found.Softened(0.8));
        var (softCard, fineCard) = (card.Softened(2), card.Softened(0.8));
        var wide = new PoseRefinement(card.Softened(4), w, h, 800);
        var rough = new PoseRefinement(softCard, w, h, 1500);
        var fine = new PoseRefinement(fineCard, w, h, 5000);
        if (rough.Empty || fine.Empty)
            return null;
        var pose = default(SealPose);
        var best = double.MinValue;
        foreach (var candidate in PoseSearch.Find(card, found))
        {
            var near = wide.Refine(candidate.Pose, widePatch, found.Known, found.Width, found.Height, 6, full: false);
            var refined = rough.Refine(near, softPatch, found.Known, found.Width, found.Height, 12, full: false);
            var likeness = Likeness(softCard, softPatch, found, refined, w, h, 3);
            if (likeness > best && Plausible(refined))
                (pose, best) = (refined, likeness);
        }

        if (best <= 0)
            return null;
        pose = Keep(pose, rough.Refine(pose, softPatch, found.Known, found.Width, found.Height, 8, full: true));
        pose = Keep(pose, fine.Refine(pose, finePatch, found.Known, found.Width, found.Height, 8, full: true));

        using var outline = Outline(card);
        var (ink, known) = Moved(finePatch, found, pose, w, h, outline, null);
        var tiles = TileComparison.Of(fineCard, ink, known, w, h);
        (ink, known) = Moved(finePatch, found, pose, w, h, outline, tiles);
        using var planeS = InkDifference.Plane(fineCard, w, h);
        using var planeQ = InkDifference.Plane(ink, w, h);
        using var planeK = InkDifference.Plane(known, w, h);
        using var mask = new Mat();
        planeK.ConvertTo(mask, MatType.CV_8U, 255);
        var difference = InkDifference.Measure(planeS, planeQ, mask);
        var (mean, worst, letter) = tiles.Likeness();
        var (shift, worstShift) = tiles.Displacement();
        return new(pose, new SealEvidence
        {
            Likeness = Likeness(fineCard, finePatch, found, pose, w, h, 2),
            TileLikeness = mean,
            WorstTiles = worst,
            WorstLetter = letter,
            Displacement = shift / SealInk.PixelsPerMm,
            WorstDisplacement = worstShift / SealInk.PixelsPerMm,
            Extra = difference.Extra,
            WorstExtra = difference.WorstExtra,
            Missing = difference.Missing,
            WorstMissing = difference.WorstMissing,
            Covered = difference.Covered,
            Substituted = difference.Substituted,
            Hidden = difference.Hidden,
            Scale = pose.Scale,
            Anisotropy = pose.Anisotropy,
            Degrees = pose.Degrees,
            Tiles = tiles.Count,
        }, card, ink, known);
    }

    /// <summary>A step that ran away is not taken.</summary>
    private static SealPose Keep(SealPose before, SealPose after) => Plausible(after) ? after : before;

    private static bool Plausible(SealPose pose) => pose.Scale is > 0.9 and < 1.1 && pose.Anisotropy < 0.12;

    /// <summary>Correlation of the planes under a pose, every <paramref name="step"/>th pixel each way.</summary>
    private static double Likeness(float[] s, float[] q, SealInk patch, SealPose pose, int width, int height, int step)
    {
        double n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
        for (var y = 0; y < height; y += step)
        {
            for (var x = 0; x < width; x += step)
            {
                if (!PoseRefinement.Sample(q, patch.Known, patch.Width, patch.Height, pose.A * x + pose.B * y + pose.C, pose.D * x + pose.E * y + pose.F, out var value))
                    continue;
                var v = s[y * width + x];
                n++;
                a += v;
                b += value;
                aa += v * v;
                bb += value * value;
                ab += v * value;
            }
        }

        var variance = (aa - a * a / n) * (bb - b * b / n);
        return n < 200 || variance < 1e-6 ? 0 : (ab - a * b / n) / Math.Sqrt(variance);
    }

    /// <summary>The impression's planes in the specimen's frame, after the smooth field of the tiles where there is one.</summary>
    private static (float[] Ink, float[] Known) Moved(float[] plane, SealInk patch, SealPose pose, int w, int h, Mat outline, TileComparison? tiles)
    {
        var (ink, known) = (new float[w * h], new float[w * h]);
        outline.GetArray(out byte[] inside);
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                var at = y * w + x;
                if (inside[at] == 0)
                    continue;
                var (sx, sy) = ((double)x, (double)y);
                if (tiles is not null)
                {
                    var (dx, dy) = tiles.Smooth(x, y);
                    (sx, sy) = (x + dx, y + dy);
                }

                if (PoseRefinement.Sample(plane, patch.Known, patch.Width, patch.Height, pose.A * sx + pose.B * sy + pose.C, pose.D * sx + pose.E * sy + pose.F, out var value))
                    (ink[at], known[at]) = (value, 1);
            }
        }

        return (ink, known);
    }

    /// <summary>255 inside the convex outline of the specimen: what lies outside it belongs to something else.</summary>
    private static Mat Outline(SealInk card)
    {
        using var soft = card.Soft(1);
        using var over = new Mat();
        Cv2.Threshold(soft, over, 0.4, 255, ThresholdTypes.Binary);
        using var bytes = new Mat();
        over.ConvertTo(bytes, MatType.CV_8U);
        using var points = new Mat();
        Cv2.FindNonZero(bytes, points);
        points.GetArray(out Point[] all);
        var outline = new Mat(card.Height, card.Width, MatType.CV_8U, Scalar.All(0));
        Cv2.FillConvexPoly(outline, Cv2.ConvexHull(all), Scalar.All(255));
        return outline;
    }
}
