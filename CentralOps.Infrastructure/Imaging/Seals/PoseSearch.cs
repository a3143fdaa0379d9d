using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>Finds where and how turned the specimen may lie on a patch: every angle at low resolution, the promising ones again at 2 px per mm.</summary>
internal static class PoseSearch
{
    private const double Step = 4;
    private const double PadMm = 5;

    /// <summary>A place worth a closer look.</summary>
    internal sealed record Candidate(SealPose Pose, double Likeness);

    /// <summary>The best places, best first, at working resolution.</summary>
    public static List<Candidate> Find(SealInk specimen, SealInk patch, int keep = 5)
    {
        // A name seal at 1 px per mm is a blot: small seals start finer.
        var reduce = Math.Max(specimen.Width, specimen.Height) < 26 * SealInk.PixelsPerMm ? 5 : 8;
        using var coarse = new Level(specimen, patch, reduce);
        using var finer = new Level(specimen, patch, 4);
        var promising = Enumerable.Range(0, (int)(360 / Step))
            .Select(i => coarse.Everywhere(i * Step))
            .OrderByDescending(t => t.Score)
            .Take(24)
            .Select(t => finer.Near(t.Degrees, t.X * reduce / 4, t.Y * reduce / 4))
            .OrderByDescending(t => t.Score)
            .ToList();
        var between = promising.Take(5).SelectMany(t => new[] { finer.Near(t.Degrees - Step / 2, t.X, t.Y), finer.Near(t.Degrees + Step / 2, t.X, t.Y) }).ToList();

        var found = new List<Candidate>();
        foreach (var place in promising.Concat(between).OrderByDescending(t => t.Score))
        {
            if (found.Any(f => Math.Abs(Math.IEEERemainder(f.Pose.Degrees - place.Degrees, 360)) < 1.5 * Step))
                continue;
            found.Add(new(finer.Pose(place), place.Score));
            if (found.Count == keep)
                break;
        }

        return found;
    }

    /// <summary>The specimen's middle lies at X, Y of the level's patch.</summary>
    private readonly record struct Place(double Degrees, double X, double Y, double Score);

    /// <summary>Both planes, reduced.</summary>
    private sealed class Level : IDisposable
    {
        private readonly int _reduce;
        private readonly int _pad;
        private readonly int _width;
        private readonly int _height;
        private readonly Mat _template;
        private readonly Mat _turned = new();
        private readonly Correlation _field;

        public Level(SealInk specimen, SealInk patch, int reduce)
        {
            // Room around the patch: part of the impression may lie outside.
            (_reduce, _pad) = (reduce, (int)(PadMm * SealInk.PixelsPerMm / reduce));
            _template = Small(specimen, reduce);
            using var field = Small(patch, reduce);
            using var padded = new Mat();
            Cv2.CopyMakeBorder(field, padded, _pad, _pad, _pad, _pad, BorderTypes.Constant, Scalar.All(0));
            (_width, _height) = (padded.Width, padded.Height);
            _field = new(SealInk.Values(padded), _width, _height);
        }

        public Place Everywhere(double degrees) => Best(degrees, 0, int.MaxValue, 0, int.MaxValue);

        public Place Near(double degrees, double x, double y)
        {
            const int reach = 3;
            var (w, h) = Size(degrees);
            var (left, top) = ((int)(x + _pad - w / 2.0), (int)(y + _pad - h / 2.0));
            return Best(degrees, left - reach, left + reach, top - reach, top + reach);
        }

        public SealPose Pose(Place place) =>
            SealPose.Rotation(place.Degrees, _template.Width / 2.0, _template.Height / 2.0, place.X, place.Y).Enlarged(_reduce);

        public void Dispose()
        {
            _template.Dispose();
            _turned.Dispose();
        }

        private Place Best(double degrees, int fromX, int toX, int fromY, int toY)
        {
            var (w, h) = Size(degrees);
            using var turn = Cv2.GetRotationMatrix2D(new Point2f(_template.Width / 2f, _template.Height / 2f), -degrees, 1);
            turn.Set(0, 2, turn.At<double>(0, 2) + (w - _template.Width) / 2.0);
            turn.Set(1, 2, turn.At<double>(1, 2) + (h - _template.Height) / 2.0);
            Cv2.WarpAffine(_template, _turned, turn, new Size(w, h));
            var (x, y, score) = _field.Best(SealInk.Values(_turned), w, h, fromX, toX, fromY, toY);
            return new(degrees, x + w / 2.0 - _pad, y + h / 2.0 - _pad, score);
        }

        private (int W, int H) Size(double degrees)
        {
            var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
            var (w, h) = (_template.Width, _template.Height);
            return (Math.Min((int)Math.Ceiling(Math.Abs(w * cos) + Math.Abs(h * sin)), _width), Math.Min((int)Math.Ceiling(Math.Abs(w * sin) + Math.Abs(h * cos)), _height));
        }

        private static Mat Small(SealInk ink, int reduce)
        {
            using var whole = ink.Soft(0);
            var small = new Mat();
            Cv2.Resize(whole, small, new Size((ink.Width + reduce / 2) / reduce, (ink.Height + reduce / 2) / reduce), 0, 0, InterpolationFlags.Area);
            Cv2.GaussianBlur(small, small, new Size(0, 0), 0.7);
            return small;
        }
    }
}
