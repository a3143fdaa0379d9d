using OpenCvSharp;

namespace CentralOps.Infrastructure.Recognition.Reading;

/// <summary>A look at the shape of figures without reading: blurred, both engines take a 0 for an 8, but a hole from top to bottom is no 8.</summary>
internal static class GlyphShapes
{
    /// <summary>Part of the glyph's height from which its one hole is that of a 0: the holes of an 8 are less than half as high.</summary>
    private const double TallHole = 0.5;

    /// <summary>Whether a glyph that was read as 8 has one tall hole.</summary>
    /// <param name="ink">255 = writing.</param>
    /// <param name="glyphs">Boxes of the figures, from left to right.</param>
    /// <param name="figures">What was read; with another number of figures there is nothing to compare.</param>
    public static bool Contradict(Mat ink, IReadOnlyList<Rect> glyphs, string figures) =>
        glyphs.Count == figures.Length && Enumerable.Range(0, figures.Length).Any(i => figures[i] == '8' && HasOneTallHole(ink, glyphs[i]));

    private static bool HasOneTallHole(Mat ink, Rect glyph)
    {
        using var part = new Mat(ink, glyph);
        using var framed = new Mat();
        Cv2.CopyMakeBorder(part, framed, 1, 1, 1, 1, BorderTypes.Constant, Scalar.All(0));
        Cv2.FindContours(framed, out Point[][] contours, out HierarchyIndex[] hierarchy, RetrievalModes.CComp, ContourApproximationModes.ApproxNone);
        List<int> holes = [.. contours.Where((_, i) => hierarchy[i].Parent >= 0).Select(c => Cv2.BoundingRect(c).Height - 2)];
        return holes.Count(h => h >= 0.1 * glyph.Height) == 1 && holes.Max() >= TallHole * glyph.Height;
    }
}
