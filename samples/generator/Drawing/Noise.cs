namespace CentralOps.SampleGenerator.Drawing;

/// <summary>Smooth random fields.</summary>
internal sealed class Noise
{
    private readonly float[] _lattice;
    private readonly int _columns;
    private readonly int _rows;
    private readonly double _cell;

    /// <summary>A field over an area of pixels whose hills are about <paramref name="cell"/> pixels apart; values about −1 … 1.</summary>
    public Noise(int width, int height, double cell, Dice dice)
    {
        (_cell, _columns, _rows) = (cell, (int)(width / cell) + 3, (int)(height / cell) + 3);
        _lattice = new float[_columns * _rows];
        for (var i = 0; i < _lattice.Length; i++)
            _lattice[i] = (float)dice.Between(-1, 1);
    }

    /// <summary>The value at a pixel.</summary>
    public float At(int x, int y)
    {
        var (fx, fy) = (x / _cell, y / _cell);
        var (ix, iy) = ((int)fx, (int)fy);
        var (tx, ty) = ((float)(fx - ix), (float)(fy - iy));
        tx = tx * tx * (3 - 2 * tx);
        ty = ty * ty * (3 - 2 * ty);
        var at = iy * _columns + ix;
        var top = _lattice[at] + (_lattice[at + 1] - _lattice[at]) * tx;
        var bottom = _lattice[at + _columns] + (_lattice[at + _columns + 1] - _lattice[at + _columns]) * tx;
        return top + (bottom - top) * ty;
    }
}
