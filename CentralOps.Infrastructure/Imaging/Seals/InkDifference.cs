using System.Runtime.InteropServices;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>Ink that is on one side only, tolerant of strokes that pressure made thicker or thinner.</summary>
internal sealed record InkDifference(double Extra, double WorstExtra, double Missing, double WorstMissing, double Covered)
{
    private const int Window = 32;
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
            best = new(e, Worst(extra), m, Worst(missing), (area - Cv2.CountNonZero(missing)) / Math.Max(1, Cv2.CountNonZero(core)));
        }

        return best!;
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
