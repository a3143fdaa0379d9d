using CentralOps.Infrastructure.Imaging;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Recognition.Reading;

/// <summary>
/// The writing in a slice, separated from paper, seals (red channel), box lines and pre-printed matter.
/// </summary>
internal sealed class SliceInk : IDisposable
{
    private SliceInk(Mat clean, Mat ink, IReadOnlyList<Rect> marks) => (Clean, Ink, Marks) = (clean, ink, marks);

    /// <summary>Dark writing on even white.</summary>
    public Mat Clean { get; }

    /// <summary>255 = writing.</summary>
    public Mat Ink { get; }

    /// <summary>Boxes of the connected marks, from left to right.</summary>
    public IReadOnlyList<Rect> Marks { get; }

    /// <summary>No writing.</summary>
    public bool Blank => Marks.Count == 0;

    /// <summary>Box around all writing.</summary>
    public Rect Bounds => Blank ? default : Marks.Aggregate((a, b) => a.Union(b));

    /// <summary>Separates the writing of a slice.</summary>
    /// <param name="bgr">The slice.</param>
    /// <param name="preprint">255 where the blank form has print, same size; null = unknown.</param>
    /// <param name="gridLines">The slice is a grid: upright lines run through it.</param>
    public static SliceInk Of(Mat bgr, Mat? preprint = null, bool gridLines = false)
    {
        using Mat red = Channels.WithoutRed(bgr);
        Mat clean = Even(red);
        var ink = new Mat();
        double split = Cv2.Threshold(clean, ink, 0, 255, ThresholdTypes.BinaryInv | ThresholdTypes.Otsu);
        Cv2.Threshold(clean, ink, Math.Clamp(split, 90, 190), 255, ThresholdTypes.BinaryInv);

        int height = clean.Height, width = clean.Width;
        int across = (int)Math.Min(Math.Max(2.2 * height, 60), Math.Max(0.8 * width, 24)), down = (int)(height * (gridLines ? 0.7 : 0.86));
        using Mat lines = RuledLines.Find(ink, across, down);
        if (preprint is not null)
            Cv2.BitwiseOr(lines, preprint, lines);
        Erase(clean, ink, lines);
        return new SliceInk(clean, ink, FindMarks(clean, ink));
    }

    /// <summary>A part of the clean picture with white around it.</summary>
    public Mat Cut(Rect part, int margin)
    {
        Rect inside = Rect.Inflate(part, margin, margin).Intersect(new Rect(0, 0, Clean.Width, Clean.Height));
        using var cut = new Mat(Clean, inside);
        var result = new Mat();
        Cv2.CopyMakeBorder(cut, result, 2, 2, 4, 4, BorderTypes.Constant, Scalar.All(255));
        return result;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Clean.Dispose();
        Ink.Dispose();
    }

    // Paper becomes 255 everywhere, print keeps its darkness relative to the paper around it.
    private static Mat Even(Mat red)
    {
        using var paper = new Mat();
        int reach = Math.Max(15, red.Height / 3) | 1;
        using var kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(reach, reach));
        Cv2.Dilate(red, paper, kernel);
        Cv2.GaussianBlur(paper, paper, new Size(reach | 1, reach | 1), 0);
        var even = new Mat();
        Cv2.Divide(red, paper, even, 255);
        // Grain and guilloche of the paper are pushed to white, print to black.
        using var table = new Mat(1, 256, MatType.CV_8U);
        for (var i = 0; i < 256; i++)
            table.Set(0, i, (byte)Math.Clamp((i - 40) * 255.0 / (215 - 40), 0, 255));
        Cv2.LUT(even, table, even);
        return even;
    }

    // Lines vanish, but not where a stroke crosses them: ink above and below is joined first.
    private static void Erase(Mat clean, Mat ink, Mat lines)
    {
        if (Cv2.CountNonZero(lines) == 0)
            return;
        using var grown = new Mat();
        using var three = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(3, 3));
        Cv2.Dilate(lines, grown, three);
        using var without = new Mat();
        Cv2.Subtract(ink, grown, without);
        using var joined = new Mat();
        using var bridge = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(1, 9));
        Cv2.MorphologyEx(without, joined, MorphTypes.Close, bridge);
        Cv2.BitwiseAnd(joined, ink, joined);
        Cv2.Subtract(grown, joined, grown);
        clean.SetTo(Scalar.All(255), grown);
        joined.CopyTo(ink);
    }

    private static List<Rect> FindMarks(Mat clean, Mat ink)
    {
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        int count = Cv2.ConnectedComponentsWithStats(ink, labels, stats, centroids, PixelConnectivity.Connectivity8, MatType.CV_32S);
        int height = ink.Height, width = ink.Width;
        double speck = Math.Max(4, height * height / 700.0);
        var marks = new List<Rect>();
        for (var i = 1; i < count; i++)
        {
            var box = new Rect(stats.At<int>(i, 0), stats.At<int>(i, 1), stats.At<int>(i, 2), stats.At<int>(i, 3));
            int area = stats.At<int>(i, 4);
            bool atEdge = box.Top <= 1 || box.Bottom >= height - 1 || box.Left <= 1 || box.Right >= width - 1;
            // Remains of a box line lie flat against the edge; specks are dust.
            bool remains = atEdge && ((box.Height <= Math.Max(3, height / 9) && box.Width > box.Height) || (box.Width <= Math.Max(3, height / 9) && (box.Left <= 1 || box.Right >= width - 1)));
            if (area >= speck && !remains)
                marks.Add(box);
        }

        marks.Sort((a, b) => a.Left.CompareTo(b.Left));
        int tallest = marks.Count == 0 ? 0 : marks.Max(m => m.Height);
        // A minus or a dot alone is no writing; neither is faint grain.
        if (tallest < Math.Max(6, height * 0.14))
            marks.Clear();
        return marks;
    }
}
