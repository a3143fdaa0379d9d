using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging;

/// <summary>
/// Takes red seals off a picture. Seal ink lets a part of the red light through: where it covers, the red channel is divided by that part, so that paper under the seal becomes paper
/// and black print stays black. JPEG stores colour coarsely, so the ink is looked for a little around each pixel.
/// </summary>
internal static class RedInk
{
    private const double LeastRedness = 34, LeastShare = 0.004;

    /// <summary>The red channel without seals.</summary>
    public static Mat Removed(Mat bgr) => Removed(bgr, out _);

    /// <summary>The red channel without seals.</summary>
    /// <param name="bgr">The picture.</param>
    /// <param name="under">255 where a seal lay, and a little around it; null = there was none.</param>
    public static Mat Removed(Mat bgr, out Mat? under)
    {
        under = null;
        if (bgr.Channels() == 1)
            return bgr.Clone();
        Mat[] channels = Cv2.Split(bgr);
        using Mat blue = channels[0], green = channels[1];
        Mat red = channels[2];
        using var others = new Mat();
        Cv2.Max(blue, green, others);
        using var redness = new Mat();
        Cv2.Subtract(red, others, redness);
        using var seal = new Mat();
        Cv2.Threshold(redness, seal, LeastRedness, 255, ThresholdTypes.Binary);
        int covered = Cv2.CountNonZero(seal);
        if (covered < LeastShare * red.Width * red.Height)
            return red;

        double full = Percentile(redness, seal, 0.85), paper = Percentile(red, null, 0.8);
        Cv2.Threshold(redness, seal, 0.7 * full, 255, ThresholdTypes.Binary);
        // Print under the seal is the smaller part of it and the darker one.
        double level = Math.Clamp(Percentile(red, seal, 0.4) / Math.Max(1, paper), 0.3, 1);
        using var around = new Mat();
        under = new Mat();
        using var reach = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(5, 5));
        Cv2.Threshold(redness, under, LeastRedness, 255, ThresholdTypes.Binary);
        Cv2.Dilate(under, under, reach);
        Cv2.Dilate(redness, around, reach);
        Cv2.GaussianBlur(around, around, new Size(3, 3), 0);
        using var through = new Mat();
        // 1 where there is no seal … the seal's own share of light where it covers fully
        around.ConvertTo(through, MatType.CV_32F, -(1 - level) / full, 1);
        Cv2.Max(through, level, through);
        using var exact = new Mat();
        red.ConvertTo(exact, MatType.CV_32F);
        Cv2.Divide(exact, through, exact);
        exact.ConvertTo(red, MatType.CV_8U);
        // What was lightened too much is paper, not brighter than paper.
        Cv2.Min(red, paper, red);
        return red;
    }

    private static double Percentile(Mat bytes, Mat? mask, double share)
    {
        using var histogram = new Mat();
        using var everywhere = new Mat();
        Cv2.CalcHist([bytes], [0], mask ?? everywhere, histogram, 1, [256], [new Rangef(0, 256)]);
        histogram.GetArray(out float[] counts);
        double wanted = counts.Sum(c => (double)c) * share, sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            sum += counts[i];
            if (sum >= wanted)
                return i;
        }

        return 255;
    }
}
