using CentralOps.Domain.Recognition;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging;

/// <summary>A projective map of the plane, row-major 3 × 3, last element 1.</summary>
internal sealed record Homography(double[] Elements)
{
    /// <summary>From an OpenCV matrix.</summary>
    public static Homography? Of(Mat matrix)
    {
        if (matrix.Empty() || matrix.Rows != 3)
            return null;
        var elements = new double[9];
        for (var i = 0; i < 9; i++)
            elements[i] = matrix.At<double>(i / 3, i % 3);
        return Math.Abs(elements[8]) < 1e-12 ? null : new Homography([.. elements.Select(e => e / elements[8])]);
    }

    /// <summary>The map that takes four points to four others.</summary>
    public static Homography Of(IReadOnlyList<Point2d> from, IReadOnlyList<Point2d> to)
    {
        using Mat matrix = Cv2.GetPerspectiveTransform(from.Select(p => new Point2f((float)p.X, (float)p.Y)), to.Select(p => new Point2f((float)p.X, (float)p.Y)));
        return Of(matrix)!;
    }

    /// <summary>Scaling of both axes.</summary>
    public static Homography Scale(double x, double y) => new([x, 0, 0, 0, y, 0, 0, 0, 1]);

    /// <summary>Shift.</summary>
    public static Homography Shift(double x, double y) => new([1, 0, x, 0, 1, y, 0, 0, 1]);

    /// <summary>First <paramref name="first"/>, then this.</summary>
    public Homography After(Homography first)
    {
        var product = new double[9];
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 3; column++)
                product[(row * 3) + column] = Enumerable.Range(0, 3).Sum(k => Elements[(row * 3) + k] * first.Elements[(k * 3) + column]);
        }

        return new Homography([.. product.Select(e => e / product[8])]);
    }

    /// <summary>Where a point goes.</summary>
    public Point2d Map(double x, double y)
    {
        (double toX, double toY) = PageGeometry.Map(Elements, x, y);
        return new Point2d(toX, toY);
    }

    /// <summary>The way back.</summary>
    public Homography Inverse()
    {
        using Mat matrix = ToMat();
        using Mat inverse = matrix.Inv();
        return Of(inverse)!;
    }

    /// <summary>As an OpenCV matrix.</summary>
    public Mat ToMat()
    {
        var matrix = new Mat(3, 3, MatType.CV_64F);
        for (var i = 0; i < 9; i++)
            matrix.Set(i / 3, i % 3, Elements[i]);
        return matrix;
    }

    /// <summary>Corners of a region in pixels with two decimals, clockwise from the top left: x0,y0 … x3,y3.</summary>
    public double[] Quad(RegionMm region) => [.. PageGeometry.Quad(region, Elements).Select(n => Math.Round(n, 2))];

    /// <summary>Length of a short step along each axis at a point.</summary>
    public (double X, double Y) ScaleAt(double x, double y)
    {
        Point2d at = Map(x, y), right = Map(x + 0.5, y), below = Map(x, y + 0.5);
        return (2 * at.DistanceTo(right), 2 * at.DistanceTo(below));
    }
}
