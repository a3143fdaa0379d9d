using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Codes;

/// <summary>Reads bar codes that the quick look missed: places where strong edges all run one way are cut out, turned by that way and read alone.</summary>
internal static class BarSpots
{
    private const int WorkSide = 1000, Most = 6;
    private const double OneWay = 0.8;

    /// <summary>Contents of Code 128 symbols; also tried along the matrix codes, which lie as the page does.</summary>
    public static IReadOnlyList<string> Read(Mat red, IReadOnlyList<PageCode> matrixCodes)
    {
        foreach ((Rect spot, double angle) in Of(red))
        {
            using var part = new Mat(red, spot);
            using Mat turned = Channels.Turned(part, angle);
            foreach (double scale in (ReadOnlySpan<double>)[1, 2, 3])
            {
                using Mat work = Channels.Scaled(turned, scale);
                if (Contents(work) is { Count: > 0 } contents)
                    return contents;
            }

            if (ByProfile(part, angle) is { } content)
                return [content];
        }

        foreach (double angle in Angles(matrixCodes))
        {
            using Mat turned = Channels.Turned(red, angle);
            using Mat work = Channels.Scaled(turned, red.Width < 2200 ? 2 : 1);
            if (Contents(work) is { Count: > 0 } contents)
                return contents;
        }

        return [];
    }

    // Coarse and grainy bars: averaged along their length they stand out. Two looks must agree, for a check character alone lets one misreading in a hundred pass.
    private static string? ByProfile(Mat part, double angle)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (double off in (ReadOnlySpan<double>)[0, 0.5, -0.5, 1, -1])
        {
            using Mat turned = Channels.Turned(part, angle + off);
            foreach ((double from, double to) in (ReadOnlySpan<(double, double)>)[(0.36, 0.5), (0.5, 0.64)])
            {
                if (Code128Profile.Read(Profile(turned, from, to)) is { } content && !seen.Add(content))
                    return content;
            }
        }

        return null;
    }

    private static float[] Profile(Mat turned, double from, double to)
    {
        int top = (int)(turned.Height * from), bottom = Math.Max(top + 1, (int)(turned.Height * to));
        using var band = new Mat(turned, new Rect(0, top, turned.Width, bottom - top));
        using var profile = new Mat();
        Cv2.Reduce(band, profile, ReduceDimension.Row, ReduceTypes.Avg, MatType.CV_32F);
        profile.GetArray(out float[] values);
        return values;
    }

    private static List<string> Contents(Mat gray) => [.. Zbar.Read(gray, qr: false, bars: true).Select(s => s.Content)];

    private static IEnumerable<double> Angles(IReadOnlyList<PageCode> matrixCodes) => matrixCodes.Where(c => c.Corners.Length == 4)
        .Select(c => Math.Atan2(c.Corners[1].Y - c.Corners[0].Y, c.Corners[1].X - c.Corners[0].X) * 180 / Math.PI).Take(1);

    // Structure tensor (Bigün and Granlund 1987): how strong edges are around a point, and how much they agree in direction.
    private static List<(Rect Spot, double Angle)> Of(Mat red)
    {
        double scale = Math.Min(1, (double)WorkSide / Math.Max(red.Width, red.Height));
        using Mat work = Channels.Scaled(red, scale);
        using var dx = new Mat();
        using var dy = new Mat();
        Cv2.Sobel(work, dx, MatType.CV_32F, 1, 0);
        Cv2.Sobel(work, dy, MatType.CV_32F, 0, 1);
        using Mat xx = Around(dx, dx), yy = Around(dy, dy), xy = Around(dx, dy);
        using Mat difference = xx - yy, sum = xx + yy, twice = xy * 2;
        using var agreement = new Mat();
        Cv2.Magnitude(difference, twice, agreement);
        Cv2.MinMaxLoc(sum, out _, out double most);
        using Mat strong = sum.GreaterThan(most * 0.2), floor = (sum * OneWay).ToMat(), oneWay = agreement.GreaterThan(floor);
        using var mask = new Mat();
        Cv2.BitwiseAnd(strong, oneWay, mask);
        using var kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(15, 15));
        Cv2.MorphologyEx(mask, mask, MorphTypes.Close, kernel);
        Cv2.FindContours(mask, out Point[][] outlines, out _, RetrievalModes.External, ContourApproximationModes.ApproxSimple);
        var spots = new List<(Rect, double, double Area)>();
        foreach (Point[] outline in outlines)
        {
            Rect around = Cv2.BoundingRect(outline);
            if (Math.Max(around.Width, around.Height) < 40)
                continue;
            using var inside = new Mat(mask.Size(), MatType.CV_8U, Scalar.All(0));
            Cv2.DrawContours(inside, [outline], -1, Scalar.All(255), -1);
            // Direction across the edges; bars that stand upright need no turning.
            double angle = 0.5 * Math.Atan2(Cv2.Mean(twice, inside).Val0, Cv2.Mean(difference, inside).Val0) * 180 / Math.PI;
            int room = 24;
            around = Rect.Inflate(around, room, room);
            Rect spot = new Rect((int)(around.X / scale), (int)(around.Y / scale), (int)(around.Width / scale), (int)(around.Height / scale)).Intersect(new Rect(0, 0, red.Width, red.Height));
            spots.Add((spot, angle, Cv2.ContourArea(outline)));
        }

        return [.. spots.OrderByDescending(s => s.Area).Take(Most).Select(s => (s.Item1, s.Item2))];
    }

    private static Mat Around(Mat a, Mat b)
    {
        using Mat product = a.Mul(b);
        var around = new Mat();
        Cv2.BoxFilter(product, around, MatType.CV_32F, new Size(19, 19));
        return around;
    }
}
