namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>
/// Compares a registered impression with its specimen tile by tile. Rubber and paper give way smoothly; a letter that another hand carved
/// stands apart from its neighbours. So the smooth part of the tiles' shifts is taken out and the rest is evidence.
/// </summary>
internal sealed class TileComparison
{
    private const int Side = 32;
    private const int Stride = 16;
    private readonly int _width;
    private readonly int _height;
    private readonly List<Tile> _tiles = [];
    private double[] _field = new double[12];

    /// <summary>One tile: where it is, its shift, how much its strokes say about the shift, how alike it is after the shift.</summary>
    private sealed record Tile(double U, double V, double Dx, double Dy, double Hxx, double Hxy, double Hyy, double Likeness);

    private TileComparison(int width, int height) => (_width, _height) = (width, height);

    /// <summary>Tiles that had enough to compare.</summary>
    public int Count => _tiles.Count;

    /// <summary>Compares planes of the same size in the specimen's frame.</summary>
    /// <param name="specimen">Softened specimen ink.</param>
    /// <param name="ink">Softened impression ink.</param>
    /// <param name="known">Where the impression is known and inside the seal's outline.</param>
    /// <param name="width">Width of the planes.</param>
    /// <param name="height">Height of the planes.</param>
    public static TileComparison Of(float[] specimen, float[] ink, float[] known, int width, int height)
    {
        var comparison = new TileComparison(width, height);
        for (var y = 0; y + Side <= height; y += Stride)
        {
            for (var x = 0; x + Side <= width; x += Stride)
            {
                if (comparison.Compare(specimen, ink, known, x, y) is { } tile)
                    comparison._tiles.Add(tile);
            }
        }

        comparison.FitField();
        return comparison;
    }

    /// <summary>The smooth shift at a pixel.</summary>
    public (double Dx, double Dy) Smooth(double x, double y)
    {
        var (u, v) = (x / _width * 2 - 1, y / _height * 2 - 1);
        return (At(_field, 0, u, v), At(_field, 6, u, v));
    }

    /// <summary>Mean correlation, that of the worst eighth, and that of the worst four (about one letter).</summary>
    public (double Mean, double Worst, double Letter) Likeness()
    {
        if (_tiles.Count == 0)
            return (0, 0, 0);
        var sorted = _tiles.Select(t => t.Likeness).Order().ToList();
        return (sorted.Average(), sorted.Take(Math.Max(2, sorted.Count / 8)).Average(), sorted.Take(4).Average());
    }

    /// <summary>Shifts that no smooth deformation explains, in pixels: root mean square of all tiles, and of the worst eighth.</summary>
    public (double All, double Worst) Displacement()
    {
        if (_tiles.Count == 0)
            return (9, 9);
        var (sum, weight) = (0.0, 0.0);
        var each = new List<double>(_tiles.Count);
        foreach (var t in _tiles)
        {
            var (sx, sy) = (At(_field, 0, t.U, t.V), At(_field, 6, t.U, t.V));
            var (rx, ry) = (t.Dx - sx, t.Dy - sy);
            var energy = rx * rx * t.Hxx + 2 * rx * ry * t.Hxy + ry * ry * t.Hyy;
            sum += energy;
            weight += t.Hxx + t.Hyy;
            each.Add(energy / (t.Hxx + t.Hyy));
        }

        each.Sort();
        return (Math.Sqrt(2 * sum / weight), Math.Sqrt(2 * each.TakeLast(Math.Max(2, each.Count / 8)).Average()));
    }

    private Tile? Compare(float[] s, float[] q, float[] known, int x0, int y0)
    {
        double seen = 0, inkS = 0, inkQ = 0, ss = 0, sq = 0;
        for (var y = y0; y < y0 + Side; y++)
        {
            for (var x = x0; x < x0 + Side; x++)
            {
                var at = y * _width + x;
                if (known[at] < 0.5f)
                    continue;
                seen++;
                inkS += s[at];
                inkQ += q[at];
                ss += s[at] * s[at];
                sq += s[at] * q[at];
            }
        }

        // A tile speaks when most of it is visible and the specimen has strokes in it; a tile that got hardly any ink is counted as missing elsewhere.
        if (seen < Side * Side * 0.45 || inkS < seen * 0.05 || inkS > seen * 0.93 || inkQ < inkS * 0.3)
            return null;
        var gain = Math.Clamp(ss > 0 ? sq / ss : 1, 0.45, 1.2);
        double dx = 0, dy = 0, hxx = 0, hxy = 0, hyy = 0;
        for (var round = 0; round < 4; round++)
        {
            (hxx, hxy, hyy) = (0, 0, 0);
            double bx = 0, by = 0;
            for (var y = Math.Max(1, y0); y < Math.Min(_height - 1, y0 + Side); y++)
            {
                for (var x = Math.Max(1, x0); x < Math.Min(_width - 1, x0 + Side); x++)
                {
                    var at = y * _width + x;
                    var (gx, gy) = ((s[at + 1] - s[at - 1]) * 0.5, (s[at + _width] - s[at - _width]) * 0.5);
                    if (gx * gx + gy * gy < 0.002 || !PoseRefinement.Sample(q, known, _width, _height, x + dx, y + dy, out var value))
                        continue;
                    var e = value / gain - s[at];
                    var w = 1 / (1 + 6 * e * e);
                    hxx += w * gx * gx;
                    hxy += w * gx * gy;
                    hyy += w * gy * gy;
                    bx += w * gx * e;
                    by += w * gy * e;
                }
            }

            var (a, c) = (hxx + 0.4, hyy + 0.4);
            var det = a * c - hxy * hxy;
            var (stepX, stepY) = ((c * bx - hxy * by) / det, (a * by - hxy * bx) / det);
            dx = Math.Clamp(dx - stepX, -5, 5);
            dy = Math.Clamp(dy - stepY, -5, 5);
            if (Math.Abs(stepX) + Math.Abs(stepY) < 0.03)
                break;
        }

        return hxx + hyy < 0.5 ? null : new((x0 + Side / 2.0) / _width * 2 - 1, (y0 + Side / 2.0) / _height * 2 - 1, dx, dy, hxx, hxy, hyy, Correlation(s, q, known, x0, y0, dx, dy));
    }

    private double Correlation(float[] s, float[] q, float[] known, int x0, int y0, double dx, double dy)
    {
        double n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
        for (var y = y0; y < y0 + Side; y++)
        {
            for (var x = x0; x < x0 + Side; x++)
            {
                if (!PoseRefinement.Sample(q, known, _width, _height, x + dx, y + dy, out var value))
                    continue;
                var v = s[y * _width + x];
                n++;
                a += v;
                b += value;
                aa += v * v;
                bb += value * value;
                ab += v * value;
            }
        }

        var variance = (aa - a * a / n) * (bb - b * b / n);
        return n < 100 || variance < 1e-6 ? 0 : (ab - a * b / n) / Math.Sqrt(variance);
    }

    /// <summary>Weighted least squares of the shifts, twice, the second time with outliers counting less. Small seals have too few letters for more than an affine field.</summary>
    private void FitField()
    {
        var terms = Math.Max(_width, _height) > 28 * SealInk.PixelsPerMm && _tiles.Count >= 40 ? 6 : 3;
        if (_tiles.Count < 8)
            return;
        Span<double> basis = stackalloc double[6];
        for (var round = 0; round < 2; round++)
        {
            var n = terms * 2;
            var m = new double[n, n + 1];
            foreach (var t in _tiles)
            {
                Basis(basis, t.U, t.V);
                var (rx, ry) = (t.Dx - At(_field, 0, t.U, t.V), t.Dy - At(_field, 6, t.U, t.V));
                var w = round == 0 ? 1 : 1 / (1 + 2 * (rx * rx + ry * ry));
                for (var i = 0; i < terms; i++)
                {
                    for (var j = i; j < terms; j++)
                    {
                        m[i, j] += w * t.Hxx * basis[i] * basis[j];
                        m[terms + i, terms + j] += w * t.Hyy * basis[i] * basis[j];
                    }

                    for (var j = 0; j < terms; j++)
                        m[i, terms + j] += w * t.Hxy * basis[i] * basis[j];
                    m[i, n] += w * basis[i] * (t.Hxx * t.Dx + t.Hxy * t.Dy);
                    m[terms + i, n] += w * basis[i] * (t.Hxy * t.Dx + t.Hyy * t.Dy);
                }
            }

            if (PoseRefinement.Solve(m, n) is not { } solution)
                return;
            _field = new double[12];
            Array.Copy(solution, 0, _field, 0, terms);
            Array.Copy(solution, terms, _field, 6, terms);
        }
    }

    private static double At(double[] field, int from, double u, double v) =>
        field[from] + field[from + 1] * u + field[from + 2] * v + field[from + 3] * u * u + field[from + 4] * u * v + field[from + 5] * v * v;

    private static void Basis(Span<double> basis, double u, double v) =>
        (basis[0], basis[1], basis[2], basis[3], basis[4], basis[5]) = (1, u, v, u * u, u * v, v * v);
}
