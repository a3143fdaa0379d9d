using System.Numerics.Tensors;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Layout;

/// <summary>A patch of a form, ready to be compared.</summary>
internal sealed class FormPatch
{
    /// <summary>Cut from the form's structure.</summary>
    public FormPatch(Mat structure, Rect tile)
    {
        Tile = tile;
        using var part = new Mat(structure, tile);
        using Mat own = part.Clone();
        own.GetArray(out float[] values);
        float mean = values.Average();
        Values = Array.ConvertAll(values, v => v - mean);
        Norm = Math.Sqrt(TensorPrimitives.SumOfSquares<float>(Values));
    }

    /// <summary>Where it is on the form.</summary>
    public Rect Tile { get; }

    /// <summary>Its middle, in pixels of the form.</summary>
    public Point2d Middle => new(Tile.X + (Tile.Width / 2.0), Tile.Y + (Tile.Height / 2.0));

    /// <summary>Row by row, their mean taken off.</summary>
    public float[] Values { get; }

    /// <summary>Length of <see cref="Values"/> as a vector.</summary>
    public double Norm { get; }
}

/// <summary>
/// Looks for patches in a picture by normalised correlation. The pictures are small and the reach is a few pixels: plain sums are several times faster than OpenCV's general
/// template search.
/// </summary>
internal sealed unsafe class PatchSearch : IDisposable
{
    private readonly Mat picture, sums = new(), squares = new();

    /// <summary>Prepares a picture of 32-bit floats.</summary>
    public PatchSearch(Mat picture)
    {
        this.picture = picture;
        Cv2.Integral(picture, sums, squares, MatType.CV_64F);
    }

    /// <summary>The best place within a reach of pixels; null = the reach leaves the picture.</summary>
    public (Point2d Shift, double Likeness)? Find(FormPatch patch, int reach)
    {
        Rect tile = patch.Tile;
        int left = Math.Max(-reach, -tile.X), right = Math.Min(reach, picture.Width - tile.Right), up = Math.Max(-reach, -tile.Y), down = Math.Min(reach, picture.Height - tile.Bottom);
        int width = right - left + 1, height = down - up + 1;
        if (width < 2 || height < 2 || patch.Norm < 1e-6)
            return null;
        Span<double> likeness = stackalloc double[width * height];
        var best = 0;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                int at = (y * width) + x;
                likeness[at] = Likeness(patch, tile.X + left + x, tile.Y + up + y);
                if (likeness[at] > likeness[best])
                    best = at;
            }
        }

        int bx = best % width, by = best / width;
        double dx = bx > 0 && bx < width - 1 ? Peak(likeness[best - 1], likeness[best], likeness[best + 1]) : 0;
        double dy = by > 0 && by < height - 1 ? Peak(likeness[best - width], likeness[best], likeness[best + width]) : 0;
        return (new Point2d(left + bx + dx, up + by + dy), likeness[best]);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        sums.Dispose();
        squares.Dispose();
    }

    private double Likeness(FormPatch patch, int x, int y)
    {
        int width = patch.Tile.Width, height = patch.Tile.Height;
        double n = width * height, sum = Box(sums, x, y, width, height), spread = Box(squares, x, y, width, height) - (sum * sum / n);
        if (spread < 1e-3)
            return 0;
        double product = 0;
        for (var row = 0; row < height; row++)
            product += TensorPrimitives.Dot(new ReadOnlySpan<float>(patch.Values, row * width, width), new ReadOnlySpan<float>((float*)picture.Ptr(y + row) + x, width));
        return product / (patch.Norm * Math.Sqrt(spread));
    }

    private static double Box(Mat integral, int x, int y, int width, int height)
    {
        double* top = (double*)integral.Ptr(y), bottom = (double*)integral.Ptr(y + height);
        return bottom[x + width] - bottom[x] - top[x + width] + top[x];
    }

    // Vertex of the parabola through the best place and its neighbours.
    private static double Peak(double before, double here, double after)
    {
        double curve = before - (2 * here) + after;
        return curve >= -1e-9 ? 0 : Math.Clamp(0.5 * (before - after) / curve, -0.5, 0.5);
    }
}
