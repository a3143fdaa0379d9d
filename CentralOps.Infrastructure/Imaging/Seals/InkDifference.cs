using System.Runtime.InteropServices;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>Ink that is on one side only, tolerant of strokes that pressure made thicker or thinner.</summary>
internal sealed record InkDifference(double Extra, double WorstExtra, double Missing, double WorstMissing, double Covered, double Substituted, double Hidden)
{
    private const int Window = 32;
    private const int Letter = 24;
    private const int Whole = 36;
    private static readonly double[] s_levels = [0.3, 0.42, 0.55, 0.7];

    /// <summary>Measures planes of the same size in the specimen's frame.</summary>
    /// <param name="specimen">Specimen ink.</param>
    /// <param name="ink">Impression ink.</param>
    /// <param name="known">255 where the impression is known and inside the seal's outline.</param>
    public static InkDifference Measure(Mat specimen, Mat ink, Mat known)
    {
        using var tolerance = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(5, 5));
        using var core = Above(specimen, 0.6);
        using var reach = Above(specimen, 0.3);
        Cv2.Dilate(reach, reach, tolerance);
        using var outside = new Mat();
        Cv2.BitwiseNot(reach, outside);
        Cv2.BitwiseAnd(outside, known, outside);
        using var whole = new Mat();
        Cv2.BitwiseAnd(core, known, whole);
        var area = Math.Max(1.0, Cv2.CountNonZero(whole));

        // Wet and dry impressions differ in level: the level that explains most is the fair one.
        InkDifference? best = null;
        var fairest = s_levels[0];
        foreach (var level in s_levels)
        {
            using var there = Above(ink, level);
            using var extra = new Mat();
            Cv2.BitwiseAnd(there, outside, extra);
            using var near = new Mat();
            Cv2.Dilate(there, near, tolerance);
            using var missing = new Mat();
            Cv2.BitwiseNot(near, missing);
            Cv2.BitwiseAnd(missing, whole, missing);
            var (e, m) = (Cv2.CountNonZero(extra) / area, Cv2.CountNonZero(missing) / area);
            if (best is not null && best.Extra + 0.6 * best.Missing <= e + 0.6 * m)
                continue;
            best = new(e, Worst(extra), m, Worst(missing), (area - Cv2.CountNonZero(missing)) / Math.Max(1, Cv2.CountNonZero(core)), 0, 0);
            fairest = level;
        }

        return best! with { Substituted = Substitution(specimen, ink, known, fairest), Hidden = HiddenLetter(core, known) };
    }

    /// <summary>
    /// Largest share of a 3 mm square that has ink where the specimen has none while as much is missing where it has some. Wear takes ink away and pressure
    /// adds some; both at one place is another letter. The tolerance is small: after registration genuine strokes lie on each other.
    /// </summary>
    private static double Substitution(Mat specimen, Mat ink, Mat known, double level)
    {
        using var tolerance = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(3, 3));
        using var speck = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(2, 2));
        using var extra = Above(ink, Math.Max(level, 0.42));
        using var missing = Above(specimen, 0.6);
        using var reach = Above(specimen, 0.35);
        using var near = Above(ink, level * 0.8);
        Cv2.Dilate(reach, reach, tolerance);
        Cv2.Dilate(near, near, tolerance);
        foreach (var (mask, other) in new[] { (extra, reach), (missing, near) })
        {
            using var away = new Mat();
            Cv2.BitwiseNot(other, away);
            Cv2.BitwiseAnd(mask, away, mask);
            Cv2.BitwiseAnd(mask, known, mask);
            Cv2.MorphologyEx(mask, mask, MorphTypes.Open, speck);
        }

        using var shareExtra = new Mat();
        using var shareMissing = new Mat();
        Cv2.BoxFilter(extra, shareExtra, MatType.CV_32F, new Size(Letter, Letter));
        Cv2.BoxFilter(missing, shareMissing, MatType.CV_32F, new Size(Letter, Letter));
        Cv2.Min(shareExtra, shareMissing, shareExtra);
        Cv2.MinMaxLoc(shareExtra, out _, out double most);
        return most / 255;
    }

    /// <summary>Largest share of the specimen's ink in a 4.5 mm square that print hides, of squares that hold strokes: a letter nobody can see may be another letter.</summary>
    private static double HiddenLetter(Mat core, Mat known)
    {
        using var hidden = new Mat();
        Cv2.BitwiseNot(known, hidden);
        Cv2.BitwiseAnd(hidden, core, hidden);
        using var shareHidden = new Mat();
        using var shareInk = new Mat();
        Cv2.BoxFilter(hidden, shareHidden, MatType.CV_32F, new Size(Whole, Whole));
        Cv2.BoxFilter(core, shareInk, MatType.CV_32F, new Size(Whole, Whole));
        using var empty = new Mat();
        Cv2.Compare(shareInk, 0.2 * 255, empty, CmpTypes.LT);
        Cv2.Divide(shareHidden, shareInk, shareHidden);
        shareHidden.SetTo(0, empty);
        Cv2.MinMaxLoc(shareHidden, out _, out double most);
        return most;
    }

    /// <summary>A matrix around managed pixels.</summary>
    public static Mat Plane(float[] values, int width, int height)
    {
        var plane = new Mat(height, width, MatType.CV_32F);
        Marshal.Copy(values, 0, plane.Data, values.Length);
        return plane;
    }

    private static double Worst(Mat mask)
    {
        using var share = new Mat();
        Cv2.BoxFilter(mask, share, MatType.CV_32F, new Size(Window, Window));
        Cv2.MinMaxLoc(share, out _, out double most);
        return most / 255;
    }

    private static Mat Above(Mat plane, double level)
    {
        using var over = new Mat();
        Cv2.Threshold(plane, over, level, 255, ThresholdTypes.Binary);
        var mask = new Mat();
        over.ConvertTo(mask, MatType.CV_8U);
        return mask;
    }
}
