using System.Runtime.InteropServices;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>
/// How much seal ink lies on each pixel of an upright patch, and where that cannot be known because dark print covers it.
/// All comparison works on these two planes at <see cref="PixelsPerMm"/>.
/// </summary>
internal sealed class SealInk
{
    /// <summary>Working resolution: 8 px per mm (203 dpi). Finer costs time and finds nothing that a 200 dpi scan holds.</summary>
    public const double PixelsPerMm = 8;

    private SealInk(int width, int height, float[] ink, float[] known)
    {
        (Width, Height, Ink, Known) = (width, height, ink, known);
        foreach (var value in ink)
            Area += value > 0.4f ? 1 : 0;
    }

    /// <summary>Pixels.</summary>
    public int Width { get; }

    /// <summary>Pixels.</summary>
    public int Height { get; }

    /// <summary>0 = bare paper … 1 = full ink, row by row.</summary>
    public float[] Ink { get; }

    /// <summary>1 = the ink value can be trusted, 0 = print covers it.</summary>
    public float[] Known { get; }

    /// <summary>Pixels with ink.</summary>
    public int Area { get; }

    /// <summary>The box around the ink with a border; null when there is too little of it to be a seal.</summary>
    public Rect? Box(int border)
    {
        var (left, top, right, bottom, count) = (Width, Height, -1, -1, 0);
        for (var y = 1; y < Height - 1; y++)
        {
            for (var x = 1; x < Width - 1; x++)
            {
                var at = y * Width + x;
                // Single specks are dust, not ink.
                if (Ink[at] < 0.4f || Ink[at - 1] + Ink[at + 1] + Ink[at - Width] + Ink[at + Width] < 1.2f)
                    continue;
                count++;
                (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
            }
        }

        return count < 400 ? null : Rect.FromLTRB(Math.Max(0, left - border), Math.Max(0, top - border), Math.Min(Width, right + border + 1), Math.Min(Height, bottom + border + 1));
    }

    /// <summary>A part of both planes.</summary>
    public SealInk Part(Rect box)
    {
        var (ink, known) = (new float[box.Width * box.Height], new float[box.Width * box.Height]);
        for (var y = 0; y < box.Height; y++)
        {
            Array.Copy(Ink, (box.Y + y) * Width + box.X, ink, y * box.Width, box.Width);
            Array.Copy(Known, (box.Y + y) * Width + box.X, known, y * box.Width, box.Width);
        }

        return new(box.Width, box.Height, ink, known);
    }

    /// <summary>Separates red ink from paper and print.</summary>
    /// <param name="bgr">Patch at working resolution, 8-bit BGR.</param>
    public static SealInk Extract(Mat bgr)
    {
        using var blue = bgr.ExtractChannel(0);
        using var green = bgr.ExtractChannel(1);
        using var red = bgr.ExtractChannel(2);
        using var other = new Mat();
        Cv2.Max(blue, green, other);
        using var redness = new Mat();
        Cv2.Subtract(red, other, redness);
        Cv2.GaussianBlur(redness, redness, new Size(0, 0), 0.8);

        // Ink level: what strongly red pixels look like here. A patch without a seal has none, then a fixed level keeps noise small.
        using var strong = new Mat();
        var otsu = Cv2.Threshold(redness, strong, 0, 255, ThresholdTypes.Otsu);
        var threshold = Math.Clamp(otsu, 34, 110);
        Cv2.Threshold(redness, strong, threshold, 255, ThresholdTypes.Binary);
        var inkGreen = Percentile(green, strong, 0.35, 60);
        using var notRed = new Mat();
        Cv2.Threshold(redness, notRed, 16, 255, ThresholdTypes.BinaryInv);
        var paperGreen = Math.Max(Percentile(green, notRed, 0.7, 235), inkGreen + 40);
        var paperRed = Math.Max(Percentile(red, notRed, 0.7, 235), 120);

        // The colour planes of a JPEG are blurred, its brightness is sharp: the edge comes from green, red only says where to look.
        using var near = new Mat();
        using var around = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(3, 3));
        Cv2.Threshold(redness, near, threshold * 0.55, 255, ThresholdTypes.Binary);
        Cv2.Dilate(near, near, around);
        using var ink = new Mat();
        green.ConvertTo(ink, MatType.CV_32F, -1.0 / (paperGreen - inkGreen), paperGreen / (paperGreen - inkGreen));
        Cv2.Min(ink, 1.0, ink);
        Cv2.Max(ink, 0.0, ink);
        using var far = new Mat();
        Cv2.BitwiseNot(near, far);
        ink.SetTo(0, far);

        using var dark = new Mat();
        Cv2.Threshold(red, dark, paperRed * 0.56, 255, ThresholdTypes.BinaryInv);
        Cv2.Dilate(dark, dark, around);
        using var known = new Mat();
        dark.ConvertTo(known, MatType.CV_32F, -1.0 / 255, 1);
        return new SealInk(bgr.Width, bgr.Height, Values(ink), Values(known));
    }

    /// <summary>The ink plane as an OpenCV matrix of its own, softened.</summary>
    public Mat Soft(double sigma) => Plane(Ink, sigma);

    /// <summary>The softened ink plane, row by row.</summary>
    public float[] Softened(double sigma)
    {
        using var soft = Soft(sigma);
        return Values(soft);
    }

    /// <summary>A plane as a matrix, softened.</summary>
    private Mat Plane(float[] values, double sigma)
    {
        using var raw = Mat.FromPixelData(Height, Width, MatType.CV_32F, values);
        if (sigma <= 0)
            return raw.Clone();
        var soft = new Mat();
        Cv2.GaussianBlur(raw, soft, new Size(0, 0), sigma);
        return soft;
    }

    /// <summary>The pixels of a 32-bit matrix, row by row.</summary>
    public static float[] Values(Mat plane)
    {
        using var whole = plane.IsContinuous() ? null : plane.Clone();
        var values = new float[plane.Rows * plane.Cols];
        Marshal.Copy((whole ?? plane).Data, values, 0, values.Length);
        return values;
    }

    private static double Percentile(Mat plane, Mat mask, double share, double otherwise)
    {
        using var histogram = new Mat();
        Cv2.CalcHist([plane], [0], mask, histogram, 1, [256], [new Rangef(0, 256)]);
        var counts = Values(histogram);
        var total = counts.Sum();
        if (total < 60)
            return otherwise;
        var sum = 0.0;
        for (var i = 0; i < counts.Length; i++)
        {
            sum += counts[i];
            if (sum >= share * total)
                return i;
        }

        return otherwise;
    }
}
