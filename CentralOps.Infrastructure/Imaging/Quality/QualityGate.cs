using CentralOps.Domain.Recognition;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Quality;

/// <summary>Judges whether a page can be worked on, before the teller submits it.</summary>
internal sealed class QualityGate(ImagingOptions options)
{
    /// <summary>Problems of a page, worst first.</summary>
    /// <param name="gray">The page, 8 bit.</param>
    /// <param name="dpi">Dots per inch; 0 = unknown.</param>
    public IReadOnlyList<QualityProblem> Judge(Mat gray, double dpi)
    {
        var problems = new List<QualityProblem>();
        int longSide = Math.Max(gray.Width, gray.Height), shortSide = Math.Min(gray.Width, gray.Height);
        if (longSide < options.TooSmallLongSide || shortSide < options.TooSmallShortSide)
            problems.Add(new QualityProblem("too-small", true, longSide));

        (double dark, double paper, double ink) = Brightness(gray);
        if (ink < options.BlankInk)
        {
            problems.Add(new QualityProblem("blank", true, ink));
            return problems;
        }

        double edge = Edge(gray, paper - dark);
        if (edge < options.BlurredEdge)
            problems.Add(new QualityProblem("blurred", true, edge));
        if (paper < options.DarkPaper)
            problems.Add(new QualityProblem("dark", true, paper));
        if (dark > options.FadedPrint)
            problems.Add(new QualityProblem("over-exposed", true, dark));
        if (edge >= options.BlurredEdge && edge < options.SoftEdge)
            problems.Add(new QualityProblem("blurred", false, edge));
        if (CornerShare(gray, paper) is var corner && corner < options.CornerPaper)
            problems.Add(new QualityProblem("cut-off", false, corner));
        if (dpi > 0 && dpi < options.LowDpi)
            problems.Add(new QualityProblem("low-resolution", false, dpi));
        return problems;
    }

    // Brightness of the darkest print and of paper, and the share of pixels clearly darker than the paper around them.
    private static (double Dark, double Paper, double Ink) Brightness(Mat gray)
    {
        using var small = new Mat();
        double scale = Math.Min(1, 1200.0 / Math.Max(gray.Width, gray.Height));
        Cv2.Resize(gray, small, new Size(), scale, scale, InterpolationFlags.Area);
        // A scanner's dark bed around the page is not print.
        int mx = small.Width / 25, my = small.Height / 25;
        using var inner = new Mat(small, new Rect(mx, my, Math.Max(1, small.Width - (2 * mx)), Math.Max(1, small.Height - (2 * my))));
        using var background = new Mat();
        Cv2.MedianBlur(inner, background, 31);
        using var darker = new Mat();
        Cv2.Subtract(background, inner, darker);
        using var ink = new Mat();
        Cv2.Threshold(darker, ink, 24, 255, ThresholdTypes.Binary);
        double share = (double)Cv2.CountNonZero(ink) / (ink.Width * ink.Height);
        double paper = Percentile(inner, 0.7);
        double dark = share > 0 ? PercentileWithin(inner, ink, 0.1) : paper;
        return (dark, paper, share);
    }

    // The steepest edges as share of the contrast: a sharp scan reaches a third per pixel, one blurred by two pixels a tenth.
    private static double Edge(Mat gray, double contrast)
    {
        using var smooth = new Mat();
        Cv2.GaussianBlur(gray, smooth, new Size(3, 3), 0);
        using var dx = new Mat();
        using var dy = new Mat();
        Cv2.Sobel(smooth, dx, MatType.CV_32F, 1, 0, 1, 0.5);
        Cv2.Sobel(smooth, dy, MatType.CV_32F, 0, 1, 1, 0.5);
        using var magnitude = new Mat();
        Cv2.Magnitude(dx, dy, magnitude);
        using var bytes = new Mat();
        magnitude.ConvertTo(bytes, MatType.CV_8U);
        return Percentile(bytes, 0.997) / Math.Max(20, contrast);
    }

    // On a dark bed the paper's outline is visible: how much of each corner of its rectangle is paper? The worst one.
    private static double CornerShare(Mat gray, double paper)
    {
        using var small = new Mat();
        double scale = Math.Min(1, 500.0 / Math.Max(gray.Width, gray.Height));
        Cv2.Resize(gray, small, new Size(), scale, scale, InterpolationFlags.Area);
        using var mask = new Mat();
        Cv2.Threshold(small, mask, paper * 0.55, 255, ThresholdTypes.Binary);
        using var kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(15, 15));
        Cv2.MorphologyEx(mask, mask, MorphTypes.Close, kernel);
        Cv2.FindContours(mask, out Point[][] outlines, out _, RetrievalModes.External, ContourApproximationModes.ApproxNone);
        Point[]? outline = outlines.MaxBy(c => Cv2.ContourArea(c));
        if (outline is null || outline.Length < 4)
            return 1;
        RotatedRect rect = Cv2.MinAreaRect(outline);
        if (rect.Size.Width * rect.Size.Height < 0.3 * small.Width * small.Height)
            return 1;

        using var page = new Mat(mask.Size(), MatType.CV_8U, Scalar.All(0));
        Cv2.DrawContours(page, [outline], -1, Scalar.All(255), -1);
        Point2f[] corners = rect.Points();
        double worst = 1;
        for (var i = 0; i < 4; i++)
        {
            Point2f at = corners[i], before = corners[(i + 3) % 4], after = corners[(i + 1) % 4];
            Point Toward(Point2f other, double share) => new((int)(at.X + ((other.X - at.X) * share)), (int)(at.Y + ((other.Y - at.Y) * share)));
            double side = Math.Min(Distance(at, before), Distance(at, after)) * 0.12;
            Point[] triangle = [new Point((int)at.X, (int)at.Y), Toward(before, side / Math.Max(1, Distance(at, before))), Toward(after, side / Math.Max(1, Distance(at, after)))];
            using var region = new Mat(mask.Size(), MatType.CV_8U, Scalar.All(0));
            Cv2.FillConvexPoly(region, triangle, Scalar.All(255));
            int all = Cv2.CountNonZero(region);
            if (all < 12)
                continue;
            Cv2.BitwiseAnd(region, page, region);
            worst = Math.Min(worst, (double)Cv2.CountNonZero(region) / all);
        }

        return worst;
    }

    private static double Distance(Point2f a, Point2f b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));

    private static double Percentile(Mat bytes, double share) => PercentileWithin(bytes, null, share);

    private static double PercentileWithin(Mat bytes, Mat? mask, double share)
    {
        using var histogram = new Mat();
        using var everywhere = new Mat();
        Cv2.CalcHist([bytes], [0], mask ?? everywhere, histogram, 1, [256], [new Rangef(0, 256)]);
        double total = Cv2.Sum(histogram).Val0, sum = 0;
        for (var i = 0; i < 256; i++)
        {
            sum += histogram.At<float>(i);
            if (sum >= share * total)
                return i;
        }

        return 255;
    }
}
