using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>Finds where and how turned the specimen may lie on a patch: every angle is tried at low resolution.</summary>
internal static class PoseSearch
{
    private const int Reduce = 4;
    private const double Step = 3;

    /// <summary>A place worth a closer look.</summary>
    internal sealed record Candidate(SealPose Pose, double Likeness);

    /// <summary>The best places, best first, at working resolution.</summary>
    public static List<Candidate> Find(SealInk specimen, SealInk patch, int keep = 5)
    {
        using var small = Small(specimen, 0);
        // Room around the patch: part of the impression may lie outside.
        var pad = (int)(5 * SealInk.PixelsPerMm / Reduce);
        using var field = Small(patch, pad);
        var centre = new Point2f(small.Width / 2f, small.Height / 2f);
        using var template = new Mat();
        using var match = new Mat();
        var tried = new List<(double Degrees, double X, double Y, double Score)>();
        for (var degrees = 0.0; degrees < 360; degrees += Step)
        {
            var (w, h) = Box(small.Width, small.Height, degrees);
            if (w > field.Width || h > field.Height)
                (w, h) = (Math.Min(w, field.Width), Math.Min(h, field.Height));
            using var turn = Cv2.GetRotationMatrix2D(centre, -degrees, 1);
            turn.Set(0, 2, turn.At<double>(0, 2) + w / 2.0 - centre.X);
            turn.Set(1, 2, turn.At<double>(1, 2) + h / 2.0 - centre.Y);
            Cv2.WarpAffine(small, template, turn, new Size(w, h));
            Cv2.MatchTemplate(field, template, match, TemplateMatchModes.CCoeffNormed);
            Cv2.MinMaxLoc(match, out _, out var score, out _, out var at);
            tried.Add((degrees, at.X + w / 2.0 - pad, at.Y + h / 2.0 - pad, score));
        }

        var found = new List<Candidate>();
        foreach (var (degrees, x, y, score) in tried.OrderByDescending(t => t.Score))
        {
            if (found.Any(f => Math.Abs(Math.IEEERemainder(f.Pose.Degrees - degrees, 360)) < 2 * Step + 0.5))
                continue;
            found.Add(new(SealPose.Rotation(degrees, centre.X, centre.Y, x, y).Enlarged(Reduce), score));
            if (found.Count == keep)
                break;
        }

        return found;
    }

    private static Mat Small(SealInk ink, int pad)
    {
        using var soft = ink.Soft(0);
        var small = new Mat();
        Cv2.Resize(soft, small, new Size((ink.Width + Reduce / 2) / Reduce, (ink.Height + Reduce / 2) / Reduce), 0, 0, InterpolationFlags.Area);
        Cv2.GaussianBlur(small, small, new Size(0, 0), 0.8);
        if (pad > 0)
            Cv2.CopyMakeBorder(small, small, pad, pad, pad, pad, BorderTypes.Constant, Scalar.All(0));
        return small;
    }

    private static (int W, int H) Box(int width, int height, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return ((int)Math.Ceiling(Math.Abs(width * cos) + Math.Abs(height * sin)), (int)Math.Ceiling(Math.Abs(width * sin) + Math.Abs(height * cos)));
    }
}
