namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>
/// Moves a rough pose to a fraction of a pixel: inverse compositional Lucas–Kanade (Baker and Matthews 2004) over the specimen's stroke edges,
/// large differences counting less (they are wear or forgery, not position).
/// </summary>
internal sealed class PoseRefinement
{
    private readonly float[] _x;
    private readonly float[] _y;
    private readonly float[] _value;
    private readonly float[] _gx;
    private readonly float[] _gy;
    private readonly double _cx;
    private readonly double _cy;
    private readonly double _unit;

    /// <summary>Prepares the edges of a specimen plane.</summary>
    /// <param name="plane">Softened ink.</param>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="most">Number of edge pixels to use.</param>
    public PoseRefinement(float[] plane, int width, int height, int most)
    {
        var edges = new List<int>();
        for (var y = 2; y < height - 2; y++)
        {
            for (var x = 2; x < width - 2; x++)
            {
                var at = y * width + x;
                var (gx, gy) = ((plane[at + 1] - plane[at - 1]) / 2, (plane[at + width] - plane[at - width]) / 2);
                if (gx * gx + gy * gy > 0.004)
                    edges.Add(at);
            }
        }

        var every = Math.Max(1.0, edges.Count / (double)most);
        var n = (int)(edges.Count / every);
        (_x, _y, _value, _gx, _gy) = (new float[n], new float[n], new float[n], new float[n], new float[n]);
        for (var i = 0; i < n; i++)
        {
            var at = edges[(int)(i * every)];
            (_x[i], _y[i], _value[i]) = (at % width, at / width, plane[at]);
            (_gx[i], _gy[i]) = ((plane[at + 1] - plane[at - 1]) / 2, (plane[at + width] - plane[at - width]) / 2);
        }

        // Coordinates about the middle, in units of the seal's size, keep the equations well conditioned.
        (_cx, _cy, _unit) = (width / 2.0, height / 2.0, Math.Max(width, height) / 2.0);
    }

    /// <summary>Too few edges to say anything.</summary>
    public bool Empty => _x.Length < 100;

    /// <summary>Improves the pose.</summary>
    /// <param name="start">From here.</param>
    /// <param name="ink">Softened ink of the patch.</param>
    /// <param name="known">Where it can be trusted.</param>
    /// <param name="width">Patch width.</param>
    /// <param name="height">Patch height.</param>
    /// <param name="iterations">At most.</param>
    /// <param name="full">Affine; else a similarity only.</param>
    public SealPose Refine(SealPose start, float[] ink, float[] known, int width, int height, int iterations, bool full)
    {
        var pose = start;
        Span<double> row = stackalloc double[6];
        for (var round = 0; round < iterations; round++)
        {
            var size = full ? 6 : 4;
            var normal = new double[size, size + 1];
            for (var i = 0; i < _x.Length; i++)
            {
                var (px, py) = (pose.A * _x[i] + pose.B * _y[i] + pose.C, pose.D * _x[i] + pose.E * _y[i] + pose.F);
                if (!Sample(ink, known, width, height, px, py, out var value))
                    continue;
                var error = value - _value[i];
                var weight = 1 / (1 + error * error * 8);
                var (u, v) = ((_x[i] - _cx) / _unit, (_y[i] - _cy) / _unit);
                if (full)
                {
                    (row[0], row[1], row[2], row[3], row[4], row[5]) = (_gx[i] * u, _gx[i] * v, _gx[i], _gy[i] * u, _gy[i] * v, _gy[i]);
                }
                else
                {
                    // Similarity: growth, turn, shift.
                    (row[0], row[1], row[2], row[3]) = (_gx[i] * u + _gy[i] * v, -_gx[i] * v + _gy[i] * u, _gx[i], _gy[i]);
                }

                for (var r = 0; r < size; r++)
                {
                    for (var c = r; c < size; c++)
                        normal[r, c] += weight * row[r] * row[c];
                    normal[r, size] += weight * row[r] * error;
                }
            }

            if (Solve(normal, size) is not { } d)
                return pose;
            var step = full
                ? Step(d[0], d[1], d[2], d[3], d[4], d[5])
                : Step(d[0], -d[1], d[2], d[1], d[0], d[3]);
            pose = pose.After(step.Inverse());
            if (d.Sum(Math.Abs) < 0.02)
                break;
        }

        return pose;
    }

    /// <summary>Bilinear sample where the value is known.</summary>
    public static bool Sample(float[] ink, float[] known, int width, int height, double x, double y, out float value)
    {
        value = 0;
        var (ix, iy) = ((int)Math.Floor(x), (int)Math.Floor(y));
        if (ix < 0 || iy < 0 || ix >= width - 1 || iy >= height - 1)
            return false;
        var at = iy * width + ix;
        if (known[at] < 0.5f || known[at + width + 1] < 0.5f)
            return false;
        var (tx, ty) = ((float)(x - ix), (float)(y - iy));
        var top = ink[at] + (ink[at + 1] - ink[at]) * tx;
        var bottom = ink[at + width] + (ink[at + width + 1] - ink[at + width]) * tx;
        value = top + (bottom - top) * ty;
        return true;
    }

    /// <summary>Solves a symmetric system given as upper triangle and right side; null when it has no stable solution.</summary>
    public static double[]? Solve(double[,] m, int n)
    {
        for (var r = 1; r < n; r++)
        {
            for (var c = 0; c < r; c++)
                m[r, c] = m[c, r];
        }

        for (var i = 0; i < n; i++)
        {
            var pivot = i;
            for (var r = i + 1; r < n; r++)
            {
                if (Math.Abs(m[r, i]) > Math.Abs(m[pivot, i]))
                    pivot = r;
            }

            if (Math.Abs(m[pivot, i]) < 1e-7)
                return null;
            for (var c = i; pivot != i && c <= n; c++)
                (m[i, c], m[pivot, c]) = (m[pivot, c], m[i, c]);
            for (var r = i + 1; r < n; r++)
            {
                var f = m[r, i] / m[i, i];
                for (var c = i; c <= n; c++)
                    m[r, c] -= f * m[i, c];
            }
        }

        var x = new double[n];
        for (var i = n - 1; i >= 0; i--)
        {
            var sum = m[i, n];
            for (var c = i + 1; c < n; c++)
                sum -= m[i, c] * x[c];
            x[i] = sum / m[i, i];
        }

        return x;
    }

    /// <summary>x' = x + (a·u + b·v + c), y' = y + (d·u + e·v + f) with u, v in units about the middle.</summary>
    private SealPose Step(double a, double b, double c, double d, double e, double f) => new(
        1 + a / _unit, b / _unit, c - (a * _cx + b * _cy) / _unit, d / _unit, 1 + e / _unit, f - (d * _cx + e * _cy) / _unit);
}
