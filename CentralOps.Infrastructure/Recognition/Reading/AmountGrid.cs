using CentralOps.Infrastructure.Imaging;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Recognition.Reading;

/// <summary>The cells of an amount grid (亿 … 分) and the figures in them.</summary>
/// <param name="Cells">Number of cells.</param>
/// <param name="Glyphs">Box of the writing in each filled cell, by cell number from the left.</param>
internal sealed record AmountGrid(int Cells, IReadOnlyDictionary<int, Rect> Glyphs)
{
    /// <summary>True when the filled cells are the last ones without a hole: anything else is not an amount.</summary>
    public bool Complete => Glyphs.Count > 0 && Glyphs.ContainsKey(Cells - 1) && Glyphs.Count == Cells - Glyphs.Keys.Min();

    /// <summary>Assigns the marks of a slice to equal cells; the writing may be shifted as a whole.</summary>
    public static AmountGrid Of(SliceInk slice, int cells)
    {
        double cell = (double)slice.Clean.Width / cells;
        // Remains of the grid's own lines are thin and stand between two cells.
        bool OfGrid(Rect m) => m.Width < 0.16 * cell && Math.Abs(((m.Left + (m.Width / 2.0)) / cell) - Math.Round((m.Left + (m.Width / 2.0)) / cell)) < 0.2;
        List<Rect> marks = [.. slice.Marks.Where(m => m.Height >= 0.1 * slice.Clean.Height && m.Width < 1.3 * cell && !OfGrid(m))];
        if (marks.Count == 0)
            return new AmountGrid(cells, new Dictionary<int, Rect>());

        double Misfit(double shift) => marks.Sum(m => Math.Abs((((m.Left + (m.Width / 2.0) - shift) / cell % 1) + 1) % 1 - 0.5) * m.Height);
        double best = Enumerable.Range(-8, 17).Select(i => i * cell * 0.05).OrderBy(s => Misfit(s) + (0.002 * Math.Abs(s) * marks.Count)).First();
        var glyphs = new Dictionary<int, Rect>();
        foreach (Rect mark in marks)
        {
            var at = (int)Math.Floor((mark.Left + (mark.Width / 2.0) - best) / cell);
            if (at >= 0 && at < cells)
                glyphs[at] = glyphs.TryGetValue(at, out Rect other) ? other.Union(mark) : mark;
        }

        foreach (int small in glyphs.Where(g => g.Value.Height < 0.22 * slice.Clean.Height).Select(g => g.Key).ToList())
            glyphs.Remove(small);
        return new AmountGrid(cells, glyphs);
    }

    /// <summary>Counts the cells of a slice that shows a grid nobody has told us about; 0 = it shows none.</summary>
    public static int Detect(Mat bgr)
    {
        using Mat red = Channels.Red(bgr);
        using var ink = new Mat();
        Cv2.AdaptiveThreshold(red, ink, 255, AdaptiveThresholdTypes.MeanC, ThresholdTypes.BinaryInv, 25, 8);
        using var down = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(1, Math.Max(8, (int)(red.Height * 0.72))));
        Cv2.MorphologyEx(ink, ink, MorphTypes.Open, down);
        using var columns = new Mat();
        Cv2.Reduce(ink, columns, ReduceDimension.Row, ReduceTypes.Max, MatType.CV_8U);
        var at = new List<double>();
        int width = columns.Width;
        for (var x = 0; x < width; x++)
        {
            if (columns.At<byte>(0, x) == 0)
                continue;
            int from = x;
            while (x + 1 < width && columns.At<byte>(0, x + 1) != 0)
                x++;
            at.Add((from + x) / 2.0);
        }

        if (at.Count < 8)
            return 0;
        List<double> gaps = [.. at.Zip(at.Skip(1), (a, b) => b - a).Order()];
        double usual = gaps[gaps.Count / 2];
        int inside = (int)Math.Round(red.Width / usual);
        bool regular = gaps.Count(g => Math.Abs(g - usual) < 0.15 * usual) >= gaps.Count * 0.8;
        return regular && inside is >= 8 and <= 15 ? inside : 0;
    }

    /// <summary>The figures set side by side like ordinary print, for engines that have learnt lines, not grids.</summary>
    public Mat Typeset(SliceInk slice)
    {
        int top = Glyphs.Values.Min(g => g.Top), bottom = Glyphs.Values.Max(g => g.Bottom), height = bottom - top;
        int gap = Math.Max(2, height / 7), margin = Math.Max(3, height / 6);
        List<Rect> parts = [.. Glyphs.OrderBy(g => g.Key).Select(g => new Rect(g.Value.Left, top, g.Value.Width, height))];
        var line = new Mat(height + (2 * margin), parts.Sum(p => p.Width + gap) + (2 * margin), MatType.CV_8U, Scalar.All(255));
        int x = margin;
        foreach (Rect part in parts)
        {
            using var from = new Mat(slice.Clean, part);
            using var to = new Mat(line, new Rect(x, margin, part.Width, height));
            from.CopyTo(to);
            x += part.Width + gap;
        }

        return line;
    }

    /// <summary>One cell's figure with white around it.</summary>
    public static Mat Single(SliceInk slice, Rect glyph)
    {
        using Mat cut = slice.Cut(glyph, 1);
        var single = new Mat();
        int side = cut.Height / 3;
        Cv2.CopyMakeBorder(cut, single, cut.Height / 8, cut.Height / 8, side, side, BorderTypes.Constant, Scalar.All(255));
        return single;
    }
}
