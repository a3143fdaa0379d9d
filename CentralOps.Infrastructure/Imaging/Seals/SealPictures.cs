using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>Pictures for the seal desk, in the frame of the whole specimen picture, so that one lies on the other there; the comparison works on the part that has ink.</summary>
internal static class SealPictures
{
    private static readonly Vec3b s_white = new(255, 255, 255);
    private static readonly Vec3b s_both = new(150, 150, 150);
    private static readonly Vec3b s_voucher = new(48, 40, 214);
    private static readonly Vec3b s_specimen = new(206, 92, 30);

    private static readonly ImageEncodingParam s_quick = new(ImwriteFlags.PngCompression, 1);

    /// <summary>PNG of the impression moved onto the specimen.</summary>
    /// <param name="patch">Where the impression was looked for, 8-bit BGR.</param>
    /// <param name="comparison">How it lies on the part of the specimen that has ink.</param>
    /// <param name="part">That part, in pixels of the specimen picture.</param>
    /// <param name="whole">The specimen picture.</param>
    public static byte[] Impression(Mat patch, SealComparison comparison, Rect part, Size whole)
    {
        var p = comparison.Pose.After(new(1, 0, -part.X, 0, 1, -part.Y));
        using var map = new Mat(2, 3, MatType.CV_64F);
        double[] values = [p.A, p.B, p.C, p.D, p.E, p.F];
        for (var i = 0; i < 6; i++)
            map.Set(i / 3, i % 3, values[i]);
        using var moved = new Mat();
        Cv2.WarpAffine(patch, moved, map, whole, InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, BorderTypes.Constant, Scalar.All(255));
        return moved.ToBytes(".png", s_quick);
    }

    /// <summary>PNG of the difference: grey where both have ink, red where only the voucher has, blue where only the specimen has.</summary>
    public static byte[] Difference(SealComparison comparison, Rect part, Size whole)
    {
        var s = comparison.Specimen;
        var pixels = new Vec3b[s.Width * s.Height];
        for (var i = 0; i < pixels.Length; i++)
        {
            // Under print nobody knows: no difference is shown there.
            var (a, b) = (s.Ink[i], comparison.Known[i] < 0.5f ? s.Ink[i] : comparison.Ink[i]);
            var common = Math.Min(a, b);
            pixels[i] = Mix(Mix(Mix(s_white, s_both, common), s_specimen, Math.Max(0, a - b)), s_voucher, Math.Max(0, b - a));
        }

        using var difference = Mat.FromPixelData(s.Height, s.Width, MatType.CV_8UC3, pixels);
        using var framed = new Mat(whole, MatType.CV_8UC3, Scalar.All(255));
        using (var place = new Mat(framed, part)) difference.CopyTo(place);
        return framed.ToBytes(".png", s_quick);
    }

    private static Vec3b Mix(Vec3b from, Vec3b to, float share) => new(
        (byte)(from.Item0 + (to.Item0 - from.Item0) * share), (byte)(from.Item1 + (to.Item1 - from.Item1) * share), (byte)(from.Item2 + (to.Item2 - from.Item2) * share));
}
