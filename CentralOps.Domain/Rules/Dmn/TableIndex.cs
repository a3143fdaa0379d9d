using System.Numerics;

namespace CentralOps.Domain.Rules.Dmn;

/// <summary>
/// Finds the rules of a table that can match without trying them one by one: for each column with constant cells, a set of rules per place on its axis.
/// What depends on more than the tested value stays to be evaluated.
/// </summary>
internal sealed class TableIndex
{
    // 8 MB; beyond it a table is gone through rule by rule.
    private const int MostWords = 1_000_000;

    private readonly Column?[] _columns;
    private readonly ulong[] _all;

    private TableIndex(Column?[] columns, ulong[] all) => (_columns, _all) = (columns, all);

    private sealed record Column(ColumnAxis Axis, ulong[][] Rules);

    /// <summary>Words of a set of rules.</summary>
    public int Words => _all.Length;

    /// <summary>The index; null when it would not help.</summary>
    /// <param name="cells">Shapes by rule and column; null = to be evaluated.</param>
    /// <param name="columns">Number of condition columns.</param>
    public static TableIndex? Of(IReadOnlyList<CellShape?[]> cells, int columns)
    {
        if (cells.Count < 3 || columns is 0 or > 64) return null;
        var words = (cells.Count + 63) / 64;
        var left = MostWords;
        var made = new Column?[columns];
        for (var c = 0; c < columns; c++)
        {
            var column = c;
            if (ColumnAxis.Of(cells.Select(r => r[column])) is not { } axis || (long)axis.Size * words > left) continue;
            left -= axis.Size * words;
            made[c] = new Column(axis, Sets(cells, column, axis, words));
        }

        if (Array.TrueForAll(made, c => c is null)) return null;
        var all = new ulong[words];
        for (var rule = 0; rule < cells.Count; rule++) all[rule >> 6] |= 1UL << rule;
        return new TableIndex(made, all);
    }

    private static ulong[][] Sets(IReadOnlyList<CellShape?[]> cells, int column, ColumnAxis axis, int words)
    {
        var sets = new ulong[axis.Size][];
        for (var place = 0; place < sets.Length; place++) sets[place] = new ulong[words];
        for (var rule = 0; rule < cells.Count; rule++)
        {
            // A cell without a shape may match anywhere.
            var cover = cells[rule][column] is { } shape ? axis.Cover(shape) : null;
            for (var place = 0; place < sets.Length; place++)
            {
                if (cover is null || cover[place]) sets[place][rule >> 6] |= 1UL << rule;
            }
        }

        return sets;
    }

    /// <summary>Rules that the located columns leave over.</summary>
    /// <param name="values">Tested values by column.</param>
    /// <param name="rules">Takes the set.</param>
    /// <returns>Columns that the index has answered, one bit each; of the others every cell must be evaluated.</returns>
    public ulong Match(ReadOnlySpan<object?> values, Span<ulong> rules)
    {
        _all.CopyTo(rules);
        ulong answered = 0;
        for (var c = 0; c < _columns.Length; c++)
        {
            if (_columns[c] is not { } column || column.Axis.Locate(values[c]) is not (>= 0 and var place)) continue;
            answered |= 1UL << c;
            var set = column.Rules[place];
            for (var w = 0; w < rules.Length; w++) rules[w] &= set[w];
        }

        return answered;
    }

    /// <summary>True when the rules tell apart by this column.</summary>
    public bool Tells(int column) => _columns[column] is not null;

    /// <summary>All rules.</summary>
    public void All(Span<ulong> rules) => _all.CopyTo(rules);

    /// <summary>Leaves of a set the rules whose cell in a column matches a value; false when the column cannot tell.</summary>
    public bool Narrow(int column, object? value, Span<ulong> rules)
    {
        var (axis, sets) = _columns[column]!;
        var place = axis.Locate(value);
        if (place < 0) return false;
        var set = sets[place];
        for (var w = 0; w < rules.Length; w++) rules[w] &= set[w];
        return true;
    }

    /// <summary>Takes the lowest rule out of a set; -1 when it is empty.</summary>
    public static int Next(Span<ulong> rules, ref int word)
    {
        for (; word < rules.Length; word++)
        {
            if (rules[word] == 0) continue;
            var bit = BitOperations.TrailingZeroCount(rules[word]);
            rules[word] &= rules[word] - 1;
            return (word << 6) + bit;
        }

        return -1;
    }
}
