using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Dmn;

/// <summary>
/// The values of one condition column, cut where its cells begin and end, so that a cell is a set of places. Ordered values: place 2i+1 is the i-th limit, the even
/// ones are what lies between. Texts and yes/no: a place for each and one for all others. The last place is "no value".
/// </summary>
internal sealed class ColumnAxis
{
    private readonly object[] _limits = [];
    private readonly Dictionary<object, int>? _named;

    // A handful of texts is compared one by one; that is quicker than hashing.
    private readonly string[]? _texts;
    private const int FewTexts = 8;

    private ColumnAxis(Type kind, IEnumerable<object> values)
    {
        Kind = kind;
        var ordered = kind != typeof(string) && kind != typeof(bool);
        if (ordered)
        {
            var sorted = values.ToList();
            sorted.Sort((a, b) => Operators.Compare(a, b) ?? 0);
            var distinct = new List<object>(sorted.Count);
            foreach (var value in sorted)
            {
                if (distinct.Count == 0 || Operators.Compare(distinct[^1], value) != 0) distinct.Add(value);
            }

            _limits = [.. distinct];
            Null = (2 * _limits.Length) + 1;
        }
        else
        {
            _named = [];
            foreach (var value in kind == typeof(bool) ? [true, false] : values) _named.TryAdd(value, _named.Count);
            Null = _named.Count + 1;
            if (kind == typeof(string) && _named.Count <= FewTexts) _texts = [.. _named.OrderBy(n => n.Value).Select(n => (string)n.Key)];
        }
    }

    /// <summary>Type of the values that have a place.</summary>
    public Type Kind { get; }

    /// <summary>Place of "no value"; all others are below it.</summary>
    public int Null { get; }

    public int Size => Null + 1;

    public bool IsOrdered => _named is null;

    /// <summary>An axis for cells whose constants are of one kind; null when there are none, or values of that kind have no order among each other.</summary>
    public static ColumnAxis? Of(IEnumerable<CellShape?> cells, IEnumerable<object>? more = null)
    {
        var values = cells.OfType<CellShape>().SelectMany(c => c.Spans).SelectMany(s => new[] { s.Low, s.High }).OfType<object>().Concat(more ?? []).ToList();
        if (values.Count == 0) return null;
        var kind = values[0].GetType();
        if (values.Exists(v => v.GetType() != kind)) return null;
        // Times with and without a zone cannot be compared.
        if (kind == typeof(FeelDateTime) && values.Exists(v => Operators.Compare(v, values[0]) is null)) return null;
        return new ColumnAxis(kind, values);
    }

    /// <summary>Place of a value; -1 when it is of another kind.</summary>
    public int Locate(object? value)
    {
        if (value is null) return Null;
        if (_texts is not null && value is string text)
        {
            for (var i = 0; i < _texts.Length; i++)
            {
                if (string.Equals(_texts[i], text, StringComparison.Ordinal)) return i;
            }

            return _texts.Length;
        }

        if (value.GetType() != Kind) return -1;
        if (_named is not null) return _named.GetValueOrDefault(value, Null - 1);
        if (value is decimal number) return LocateNumber(number);
        int low = 0, high = _limits.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (Operators.Compare(value, _limits[middle]) is not { } order) return -1;
            if (order == 0) return (2 * middle) + 1;
            if (order < 0) high = middle - 1;
            else low = middle + 1;
        }

        return 2 * low;
    }

    private int LocateNumber(decimal number)
    {
        int low = 0, high = _limits.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = number.CompareTo((decimal)_limits[middle]);
            if (order == 0) return (2 * middle) + 1;
            if (order < 0) high = middle - 1;
            else low = middle + 1;
        }

        return 2 * low;
    }

    /// <summary>Places that a cell matches.</summary>
    public PlaceSet Cover(CellShape cell)
    {
        var places = new PlaceSet(Size);
        if (cell.IsAny)
        {
            places.Add(0, Null);
            return places;
        }

        foreach (var span in cell.Spans)
        {
            var low = span.Low is null ? 0 : Locate(span.Low) + (span.LowIncluded ? 0 : 1);
            var high = span.High is null ? Null - 1 : Locate(span.High) - (span.HighIncluded ? 0 : 1);
            if (low <= high) places.Add(low, high);
        }

        if (cell.Negated) places.Invert(Null - 1);
        if (cell.MatchesNull) places.Add(Null, Null);
        return places;
    }

    /// <summary>What lies at a place, as people write it; empty for "no value" and "all others".</summary>
    public string Describe(int from, int to)
    {
        if (_named is not null)
            return string.Join(", ", _named.Where(n => n.Value >= from && n.Value <= to).Select(n => Values.Write(n.Key)));
        var (low, lowIn) = from % 2 == 1 ? (_limits[from / 2], true) : from == 0 ? (null, false) : (_limits[(from / 2) - 1], false);
        var (high, highIn) = to % 2 == 1 ? (_limits[to / 2], true) : to == Null - 1 ? (null, false) : (_limits[to / 2], false);
        if (low is null && high is null) return "-";
        if (low is null) return $"{(highIn ? "<=" : "<")} {FeelText.Of(high)}";
        if (high is null) return $"{(lowIn ? ">=" : ">")} {FeelText.Of(low)}";
        return from == to && lowIn ? FeelText.Of(low) : $"{(lowIn ? '[' : '(')}{FeelText.Of(low)}..{FeelText.Of(high)}{(highIn ? ']' : ')')}";
    }

    /// <summary>The named value at a place; null for "all others" and on ordered axes.</summary>
    public object? NamedAt(int place) => _named?.FirstOrDefault(n => n.Value == place).Key;
}

/// <summary>A set of places on an axis.</summary>
internal sealed class PlaceSet(int size)
{
    private readonly ulong[] _words = new ulong[(size + 63) / 64];

    public bool this[int place] => (_words[place >> 6] & (1UL << place)) != 0;

    public void Add(int from, int to)
    {
        for (var place = from; place <= to;)
        {
            if ((place & 63) == 0 && place + 63 <= to)
            {
                _words[place >> 6] = ulong.MaxValue;
                place += 64;
            }
            else
            {
                _words[place >> 6] |= 1UL << place;
                place++;
            }
        }
    }

    /// <summary>Turns every place up to the last one round, and takes out those behind it.</summary>
    public void Invert(int last)
    {
        for (var i = 0; i < _words.Length; i++) _words[i] = ~_words[i];
        for (var place = last + 1; place < size; place++) _words[place >> 6] &= ~(1UL << place);
    }

    public bool Meets(PlaceSet other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & other._words[i]) != 0) return true;
        }

        return false;
    }

    public bool Contains(PlaceSet other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            if ((other._words[i] & ~_words[i]) != 0) return false;
        }

        return true;
    }
}
