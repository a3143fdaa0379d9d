using CentralOps.Infrastructure.Imaging.Codes;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Quality;

/// <summary>How a page lies: quarter turns by its code or its lines of text, then the small skew by its ruled lines and lines of text.</summary>
internal sealed class PageUpright(PageCodes codes, ITextDirection direction)
{
    private const int WorkSide = 1100;

    /// <summary>Clockwise quarter turns that put the page upright.</summary>
    public int QuarterTurns(Mat bgr)
    {
        PageCode? code = codes.Find(bgr, barCodes: false, thorough: false).FirstOrDefault(c => c.Corners.Length == 4);
        if (code is not null)
        {
            // The symbol's upper edge runs from its first to its second corner.
            double angle = Math.Atan2(code.Corners[1].Y - code.Corners[0].Y, code.Corners[1].X - code.Corners[0].X) * 180 / Math.PI;
            return ((int)Math.Round(-angle / 90) + 4) & 3;
        }

        using Mat red = Channels.Red(bgr);
        using Mat work = Channels.Scaled(red, Math.Min(1, (double)WorkSide / Math.Max(red.Width, red.Height)));
        List<Rect> rows = TextRows(work);
        using Mat sideways = Channels.QuarterTurned(work, 1);
        List<Rect> columns = TextRows(sideways);
        bool lying = Weight(columns) > 1.6 * Weight(rows);
        double scale = (double)red.Width / work.Width;
        using Mat upright = lying ? Channels.QuarterTurned(bgr, 1) : bgr.Clone();
        double upsideDown = 0;
        foreach (Rect row in (lying ? columns : rows).OrderByDescending(r => r.Width).Take(12))
        {
            Rect region = new((int)(row.X * scale), (int)(row.Y * scale), (int)(row.Width * scale), (int)(row.Height * scale));
            region = region.Intersect(new Rect(0, 0, upright.Width, upright.Height));
            if (region is { Width: > 20, Height: > 8 })
            {
                using var line = new Mat(upright, region);
                upsideDown += direction.UpsideDown(line) - 0.5;
            }
        }

        return ((lying ? 1 : 0) + (upsideDown > 0.4 ? 2 : 0)) & 3;
    }

    /// <summary>Skew in degrees within ±12, positive = lines fall to the right; 0 when nothing shows it.</summary>
    public static double Skew(Mat gray)
    {
        using Mat work = Channels.Scaled(gray, Math.Min(1, (double)WorkSide / Math.Max(gray.Width, gray.Height)));
        using var edges = new Mat();
        Cv2.Canny(work, edges, 60, 160);
        LineSegmentPoint[] lines = Cv2.HoughLinesP(edges, 1, Math.PI / 1440, 90, work.Width * 0.12, 6);
        var votes = new double[241];
        foreach (LineSegmentPoint line in lines)
        {
            double dx = line.P2.X - line.P1.X, dy = line.P2.Y - line.P1.Y, length = Math.Sqrt((dx * dx) + (dy * dy));
            double angle = Math.Atan2(dy, dx) * 180 / Math.PI;
            angle = angle > 45 ? angle - 90 : angle < -45 ? angle + 90 : angle;
            if (Math.Abs(angle) <= 12)
                votes[(int)Math.Round((angle + 12) * 10)] += length;
        }

        int best = Array.IndexOf(votes, votes.Max());
        double near = 0, sum = 0;
        for (int i = Math.Max(0, best - 4); i <= Math.Min(240, best + 4); i++)
        {
            near += votes[i];
            sum += votes[i] * i;
        }

        return near < work.Width ? 0 : (sum / near / 10) - 12;
    }

    // Long low blobs: words grown together. Ruled lines are too flat, boxes too high.
    private static List<Rect> TextRows(Mat gray)
    {
        using var gradient = new Mat();
        using var small = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(3, 3));
        Cv2.MorphologyEx(gray, gradient, MorphTypes.BlackHat, Cv2.GetStructuringElement(MorphShapes.Rect, new Size(15, 15)));
        Cv2.Threshold(gradient, gradient, 0, 255, ThresholdTypes.Binary | ThresholdTypes.Otsu);
        RuledLines.Remove(gradient, 45);
        using var wide = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(13, 1));
        Cv2.MorphologyEx(gradient, gradient, MorphTypes.Close, wide);
        Cv2.MorphologyEx(gradient, gradient, MorphTypes.Open, small);
        Cv2.FindContours(gradient, out Point[][] blobs, out _, RetrievalModes.External, ContourApproximationModes.ApproxSimple);
        return [.. blobs.Select(b => Cv2.BoundingRect(b)).Where(r => r.Height is >= 7 and <= 45 && r.Width > 3 * r.Height)];
    }

    private static double Weight(List<Rect> rows) => rows.Sum(r => (double)r.Width);
}

/// <summary>Tells whether a line of text stands on its head.</summary>
internal interface ITextDirection
{
    /// <summary>0 … 1: probability that the line is upside down.</summary>
    double UpsideDown(Mat line);
}
