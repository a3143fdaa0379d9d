using System.Numerics;
using System.Runtime.InteropServices;

namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>
/// Normalised correlation of a small template at many places of a field. OpenCV's own matching transforms blocks of at least 256 × 256 pixels
/// whatever the size, which costs ten times as much here.
/// </summary>
internal sealed class Correlation
{
    private readonly float[] _field;
    private readonly int _width;
    private readonly int _height;
    private readonly double[] _sums;
    private readonly double[] _squares;

    /// <summary>Prepares a field.</summary>
    public Correlation(float[] field, int width, int height)
    {
        (_field, _width, _height) = (field, width, height);
        (_sums, _squares) = (new double[(width + 1) * (height + 1)], new double[(width + 1) * (height + 1)]);
        for (var y = 0; y < height; y++)
        {
            double row = 0, rowSquares = 0;
            for (var x = 0; x < width; x++)
            {
                var v = field[y * width + x];
                row += v;
                rowSquares += v * v;
                var at = (y + 1) * (width + 1) + x + 1;
                _sums[at] = _sums[at - width - 1] + row;
                _squares[at] = _squares[at - width - 1] + rowSquares;
            }
        }
    }

    /// <summary>Best place of the template's top left corner within the limits (inclusive, cut to the field), and its correlation −1 … 1.</summary>
    public (int X, int Y, double Score) Best(ReadOnlySpan<float> template, int width, int height, int fromX, int toX, int fromY, int toY)
    {
        double sum = 0, squares = 0;
        foreach (var v in template)
        {
            sum += v;
            squares += v * v;
        }

        var n = width * height;
        var deviation = squares - sum * sum / n;
        var best = (X: 0, Y: 0, Score: -1.0);
        for (var y = Math.Max(0, fromY); y <= Math.Min(_height - height, toY); y++)
        {
            for (var x = Math.Max(0, fromX); x <= Math.Min(_width - width, toX); x++)
            {
                var windowSum = Window(_sums, x, y, width, height);
                var variance = (Window(_squares, x, y, width, height) - windowSum * windowSum / n) * deviation;
                if (variance < 1e-6)
                    continue;
                double product = 0;
                for (var row = 0; row < height; row++)
                    product += Dot(template.Slice(row * width, width), _field.AsSpan((y + row) * _width + x, width));
                var score = (product - sum * windowSum / n) / Math.Sqrt(variance);
                if (score > best.Score)
                    best = (x, y, score);
            }
        }

        return best;
    }

    private double Window(double[] table, int x, int y, int width, int height)
    {
        var stride = _width + 1;
        return table[(y + height) * stride + x + width] - table[y * stride + x + width] - table[(y + height) * stride + x] + table[y * stride + x];
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var va = MemoryMarshal.Cast<float, Vector<float>>(a);
        var vb = MemoryMarshal.Cast<float, Vector<float>>(b);
        var sum = Vector<float>.Zero;
        for (var i = 0; i < va.Length; i++)
            sum += va[i] * vb[i];
        var total = Vector.Sum(sum);
        for (var i = va.Length * Vector<float>.Count; i < a.Length; i++)
            total += a[i] * b[i];
        return total;
    }
}
