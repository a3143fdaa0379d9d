using CentralOps.Infrastructure.Ocr;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Recognition.Reading;

/// <summary>Lines of writing within a slice, and how many glyphs a line of figures has.</summary>
internal static class TextLines
{
    /// <summary>One box per line, from top to bottom.</summary>
    public static IReadOnlyList<Rect> Split(SliceInk slice)
    {
        Rect bounds = slice.Bounds;
        using var within = new Mat(slice.Ink, bounds);
        using var rows = new Mat();
        Cv2.Reduce(within, rows, ReduceDimension.Column, ReduceTypes.Sum, MatType.CV_32F);
        var profile = new double[bounds.Height];
        for (var y = 0; y < bounds.Height; y++)
            profile[y] = rows.At<float>(y, 0) / 255;

        double quiet = profile.Max() * 0.03;
        var bands = new List<(int From, int To)>();
        int? start = null;
        for (var y = 0; y <= bounds.Height; y++)
        {
            bool busy = y < bounds.Height && profile[y] > quiet;
            if (busy)
                start ??= y;
            else if (start is { } from)
            {
                bands.Add((from, y));
                start = null;
            }
        }

        // A real line is a good part of the whole and has several marks; anything else is a stroke of the one line.
        bool Real((int From, int To) band) =>
            band.To - band.From >= Math.Max(12, bounds.Height * 0.26) && slice.Marks.Count(m => m.Top >= bounds.Top + band.From - 2 && m.Bottom <= bounds.Top + band.To + 2) >= 4;
        if (bands.Count < 2 || bands.Count(Real) < 2)
            return [bounds];
        var lines = new List<Rect>();
        foreach ((int from, int to) in bands.Where(Real))
        {
            List<Rect> marks = [.. slice.Marks.Where(m => m.Top + (m.Height / 2) >= bounds.Top + from && m.Top + (m.Height / 2) < bounds.Top + to)];
            if (marks.Count > 0)
                lines.Add(marks.Aggregate((a, b) => a.Union(b)));
        }

        return lines;
    }

    /// <summary>A line cut out, with wide gaps (around pre-printed 年, 月, 日) narrowed: engines lose what stands alone.</summary>
    public static Mat Compact(SliceInk slice, Rect line)
    {
        Mat whole = slice.Cut(line, Math.Max(2, line.Height / 10));
        int wide = Math.Max(12, line.Height), keep = Math.Max(6, line.Height / 2);
        var parts = new List<Rect>();
        int start = line.Left, reach = line.Left;
        foreach (Rect mark in slice.Marks.Where(m => m.Top < line.Bottom && m.Bottom > line.Top))
        {
            if (mark.Left - reach > wide)
            {
                parts.Add(new Rect(start, line.Top, reach - start, line.Height));
                start = mark.Left;
            }

            reach = Math.Max(reach, mark.Right);
        }

        parts.Add(new Rect(start, line.Top, Math.Max(1, reach - start), line.Height));
        if (parts.Count == 1)
            return whole;
        whole.Dispose();
        var narrow = new Mat(line.Height + (2 * keep), parts.Sum(p => p.Width + keep) + keep, MatType.CV_8U, Scalar.All(255));
        int x = keep;
        foreach (Rect part in parts)
        {
            Rect inside = part.Intersect(new Rect(0, 0, slice.Clean.Width, slice.Clean.Height));
            using var from = new Mat(slice.Clean, inside);
            using var to = new Mat(narrow, new Rect(x, keep, inside.Width, inside.Height));
            from.CopyTo(to);
            x += inside.Width + keep;
        }

        int trim = Math.Max(0, keep - Math.Max(4, line.Height / 8));
        using var cut = new Mat(narrow, new Rect(0, trim, narrow.Width, narrow.Height - (2 * trim)));
        Mat result = cut.Clone();
        narrow.Dispose();
        return result;
    }

    /// <summary>Whether characters stand as evenly as print does, from the first ink to the last.</summary>
    /// <returns>Null with fewer than three characters: nothing to compare.</returns>
    public static bool? Evenly(OcrText read, Mat cut)
    {
        IReadOnlyList<double> at = read.Places;
        if (at.Count < 3)
            return null;
        List<double> steps = [.. at.Zip(at.Skip(1), (a, b) => b - a)];
        double usual = steps.Order().ElementAt(steps.Count / 2);
        double margin = 6.0 / cut.Width;
        return steps.Max() < 1.6 * usual && at[0] - margin < 1.1 * usual && 1 - margin - at[^1] < 1.1 * usual;
    }

    /// <summary>Glyphs in a line of figures, counted by their shapes without reading; null = cannot be counted.</summary>
    public static int? CountFigures(SliceInk slice, Rect line)
    {
        IReadOnlyList<Rect> glyphs = Glyphs(slice, line);
        if (glyphs.Count == 0)
            return null;
        double usual = glyphs.Select(g => (double)g.Width).Order().ElementAt(glyphs.Count / 2);
        return glyphs.Sum(g => g.Width > 1.55 * usual && g.Width > 0.75 * g.Height ? Math.Max(1, (int)Math.Round(g.Width / (usual * 1.1))) : 1);
    }

    /// <summary>Boxes of the glyphs in a line of figures, from left to right; glyphs that touch share one. Empty = too few marks to tell.</summary>
    public static IReadOnlyList<Rect> Glyphs(SliceInk slice, Rect line)
    {
        List<Rect> tall = [.. slice.Marks.Where(m => m.Height >= 0.55 * line.Height && m.Top >= line.Top - 2 && m.Bottom <= line.Bottom + 2)];
        if (tall.Count < 3)
            return [];
        var glyphs = new List<Rect>();
        foreach (Rect mark in tall)
        {
            if (glyphs.Count > 0 && Math.Min(glyphs[^1].Right, mark.Right) - mark.Left > 0.5 * Math.Min(mark.Width, glyphs[^1].Width))
                glyphs[^1] = glyphs[^1].Union(mark);
            else
                glyphs.Add(mark);
        }

        return glyphs;
    }
}
