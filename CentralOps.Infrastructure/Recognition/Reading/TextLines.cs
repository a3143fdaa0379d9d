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

    /// <summary>Glyphs in a line of figures, counted by their shapes without reading; null = cannot be counted.</summary>
    public static int? CountFigures(SliceInk slice, Rect line)
    {
        List<Rect> tall = [.. slice.Marks.Where(m => m.Height >= 0.55 * line.Height && m.Top >= line.Top - 2 && m.Bottom <= line.Bottom + 2)];
        if (tall.Count < 3)
            return null;
        var glyphs = new List<Rect>();
        foreach (Rect mark in tall)
        {
            if (glyphs.Count > 0 && Math.Min(glyphs[^1].Right, mark.Right) - mark.Left > 0.5 * Math.Min(mark.Width, glyphs[^1].Width))
                glyphs[^1] = glyphs[^1].Union(mark);
            else
                glyphs.Add(mark);
        }

        double usual = glyphs.Select(g => (double)g.Width).Order().ElementAt(glyphs.Count / 2);
        return glyphs.Sum(g => g.Width > 1.55 * usual && g.Width > 0.75 * g.Height ? Math.Max(1, (int)Math.Round(g.Width / (usual * 1.1))) : 1);
    }
}
