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

    /// <summary>No writing was found, but the paper is not as even as blank paper is: nobody can be sure.</summary>
    public bool Faint { get; private init; }

    /// <summary>Writing runs out of the picture: what is left of a glyph may look like another (half an 8 is a 3).</summary>
    public bool CutOff => AtLeft || AtRight || AlongTheEdge;

    /// <summary>Only the first or only the last glyph runs out of the picture: all others are whole.</summary>
    public bool CutAtOneEnd => AtLeft != AtRight && !AlongTheEdge;

    private int Tallest => Marks.Count == 0 ? 0 : Marks.Max(m => m.Height);

    private bool AtLeft => Marks.Any(m => m.Left <= 1 && m.Height >= 0.5 * Tallest && !SideOfBox(m));

    private bool AtRight => Marks.Any(m => m.Right >= Ink.Width - 1 && m.Height >= 0.5 * Tallest && !SideOfBox(m));

    // Higher than all writing and thin, or empty inside: a side or a corner of a box.
    private bool SideOfBox(Rect mark)
    {
        int glyphs = Marks.Where(m => m.Left > 1 && m.Right < Ink.Width - 1).Select(m => m.Height).DefaultIfEmpty(int.MaxValue).Max();
        if (mark.Height <= 1.2 * glyphs)
            return false;
        using var part = new Mat(Ink, mark);
        return mark.Width < 0.2 * mark.Height || Cv2.CountNonZero(part) < 0.15 * mark.Width * mark.Height;
    }

    private bool AlongTheEdge => Marks.Any(m => m.Height >= 0.8 * Tallest && (m.Top <= 0 || m.Bottom >= Ink.Height) && !SideOfBox(m));

    /// <summary>Box around all writing.</summary>
    public Rect Bounds => Blank ? default : Marks.Aggregate((a, b) => a.Union(b));

    /// <summary>Separates the writing of a slice.</summary>
    /// <param name="bgr">The slice.</param>
    /// <param name="preprint">255 where the blank form has print, same size; null = unknown.</param>
    /// <param name="gridLines">The slice is a grid: upright lines run through it.</param>
    public static SliceInk Of(Mat bgr, Mat? preprint = null, bool gridLines = false)
    {
        using Mat red = RedInk.Removed(bgr, out Mat? seal);
        using Mat? underSeal = seal;
        using Mat even = SlicePaper.Even(red);
        using Mat known = preprint?.Clone() ?? new Mat(even.Size(), MatType.CV_8U, Scalar.All(0));
        SlicePaper paper = SlicePaper.Of(even, known);
        using Mat lines = Lines(even, paper, gridLines);
        Cv2.BitwiseOr(known, lines, known);
        // Lines and labels are often darker than the writing: its own contrast counts.
        paper = SlicePaper.Of(even, known);
        Mat clean = paper.Spread(even);
        var ink = new Mat();
        if (!paper.HasInk)
        {
            ink.Create(clean.Size(), MatType.CV_8U);
            ink.SetTo(Scalar.All(0));
            return new SliceInk(clean, ink, []) { Faint = paper.MayHaveInk };
        }

        double split = Cv2.Threshold(clean, ink, 0, 255, ThresholdTypes.BinaryInv | ThresholdTypes.Otsu);
        Cv2.Threshold(clean, ink, Math.Clamp(split, 90, 190), 255, ThresholdTypes.BinaryInv);
        Erase(clean, ink, known);
        List<Rect> marks = InkMarks.Find(clean, ink, underSeal);
        return new SliceInk(clean, ink, marks) { Faint = marks.Count == 0 && paper.MayHaveInk };
    }

    // Ruled lines and box edges, by a first guess of what is ink.
    private static Mat Lines(Mat even, SlicePaper paper, bool gridLines)
    {
        using var ink = new Mat();
        Cv2.Threshold(even, ink, paper.Level - (0.35 * paper.Contrast), 255, ThresholdTypes.BinaryInv);
        int height = even.Height, width = even.Width;
        int across = (int)Math.Min(Math.Max(2.2 * height, 60), Math.Max(0.8 * width, 24)), down = (int)(height * (gridLines ? 0.7 : 0.86));
        return RuledLines.FindSloping(ink, across, down, (int)(0.6 * height));
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
}
