using System.Xml.Linq;
using CentralOps.Domain.Rules.Dmn;
using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Design;

/// <summary>A rule of a table under review.</summary>
/// <param name="Xml">The rule.</param>
/// <param name="Number">1, 2, 3 … as people count.</param>
/// <param name="Cells">What its conditions match; null = depends on more than the tested value.</param>
/// <param name="Texts">Its conditions as written.</param>
/// <param name="Results">Its results as written.</param>
internal sealed record ReviewedRule(XElement Xml, int Number, CellShape?[] Cells, string[] Texts, string[] Results);

/// <summary>Looks for values that no rule covers, rules that contradict each other, and rules that can never fire. Says only what is certain.</summary>
internal sealed class TableReview(XElement table, IReadOnlyDictionary<XElement, UnaryTests> tests, ReviewNotes notes)
{
    private const int MostOverlaps = 40;
    private const int MostGaps = 12;
    private const int MostWork = 3_000_000;

    private readonly List<XElement> _columns = [.. table.Children("input")];
    private readonly List<ReviewedRule> _rules = [];
    private ColumnAxis?[] _axes = [];
    private PlaceSet?[][] _covers = [];
    private ulong[][][] _masks = [];
    private PlaceSet?[] _domains = [];
    private int _work;

    public void Run()
    {
        if (!ReadRules()) return;
        var policy = table.Attr("hitPolicy") is { Length: > 0 } given ? given : "UNIQUE";
        if (policy is "UNIQUE" or "ANY") FindOverlaps(policy == "ANY");
        if (policy == "FIRST") FindUnreachable();
        if (policy is "UNIQUE" or "ANY" or "FIRST" or "PRIORITY" && !table.Children("output").Any(o => o.Child("defaultOutputEntry") is not null)) FindGaps();
    }

    private bool ReadRules()
    {
        foreach (var rule in table.Children("rule"))
        {
            var entries = rule.Children("inputEntry").ToList();
            if (entries.Count != _columns.Count) return false;
            var cells = entries.ConvertAll(e => IsAny(e) ? CellShape.Any : CellShape.Of(tests.GetValueOrDefault(e)) is { IsAny: false } shape && tests.ContainsKey(e) ? shape : null);
            _rules.Add(new ReviewedRule(rule, _rules.Count + 1, [.. cells], [.. entries.Select(e => RuleDocument.TextOf(e).Trim())], [.. rule.Children("outputEntry").Select(e => RuleDocument.TextOf(e).Trim())]));
        }

        if (_rules.Count == 0 || _columns.Count == 0) return false;
        _axes = new ColumnAxis?[_columns.Count];
        _domains = new PlaceSet?[_columns.Count];
        _masks = new ulong[_columns.Count][][];
        _covers = _rules.ConvertAll(_ => new PlaceSet?[_columns.Count]).ToArray();
        for (var c = 0; c < _columns.Count; c++) Measure(c);
        return true;
    }

    private static bool IsAny(XElement cell) => RuleDocument.TextOf(cell).Trim() is "" or "-";

    private void Measure(int c)
    {
        var allowed = Allowed(_columns[c]);
        if (ColumnAxis.Of(_rules.Select(r => r.Cells[c]).Append(allowed)) is not { } axis) return;
        _axes[c] = axis;
        var domain = new PlaceSet(axis.Size);
        var closed = allowed is not null && allowed.Spans.Count > 0;
        domain.Add(0, axis.Kind == typeof(bool) ? axis.Null - 2 : axis.Null - 1);
        _domains[c] = closed ? axis.Cover(allowed! with { MatchesNull = false }) : domain;
        var words = (_rules.Count + 63) / 64;
        var masks = new ulong[axis.Size][];
        for (var place = 0; place < masks.Length; place++) masks[place] = new ulong[words];
        for (var r = 0; r < _rules.Count; r++)
        {
            if (_rules[r].Cells[c] is not { } shape) continue;
            var cover = _covers[r][c] = axis.Cover(shape);
            for (var place = 0; place < masks.Length; place++)
            {
                if (cover[place]) masks[place][r >> 6] |= 1UL << r;
            }
        }

        _masks[c] = masks;
    }

    private static CellShape? Allowed(XElement column)
    {
        try
        {
            return RuleDocument.TextOf(column.Child("inputValues")) is { } text && text.Trim().Length > 0 ? CellShape.Of(Parser.Tests(text, Builtins.Names)) : null;
        }
        catch (FeelSyntaxError)
        {
            return null; // reported where types are checked
        }
    }

    private void FindOverlaps(bool mayAgree)
    {
        var found = 0;
        for (var later = 1; later < _rules.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (mayAgree && _rules[earlier].Results.SequenceEqual(_rules[later].Results)) continue;
                if (Example(earlier, later) is not { } example) continue;
                notes.Add(_rules[later].Xml, mayAgree ? "rules.contradiction" : "rules.overlap", false,
                    $"rules {_rules[earlier].Number} and {_rules[later].Number} both match {example}", _rules[earlier].Number, _rules[later].Number, example);
                if (++found >= MostOverlaps) return;
            }
        }
    }

    // Values for which both rules match; null when there are none, or that cannot be told.
    private string? Example(int a, int b)
    {
        for (var c = 0; c < _columns.Count; c++)
        {
            var (x, y) = (_rules[a].Cells[c], _rules[b].Cells[c]);
            if (x is { IsAny: true } || y is { IsAny: true }) continue;
            if (x is null || y is null)
            {
                if (_rules[a].Texts[c] == _rules[b].Texts[c]) continue; // the same condition: whoever passes one passes both
                return null;
            }

            if (_covers[a][c] is not { } p || _covers[b][c] is not { } q || !p.Meets(q)) return null;
        }

        var parts = new List<string>();
        for (var c = 0; c < _columns.Count; c++)
        {
            if (_axes[c] is not { } axis || _covers[a][c] is not { } p || _covers[b][c] is not { } q) continue;
            var from = Enumerable.Range(0, axis.Size).First(i => p[i] && q[i]);
            var to = from;
            while (axis.IsOrdered && to + 1 < axis.Null && p[to + 1] && q[to + 1]) to++;
            if (_rules[a].Cells[c]!.IsAny && _rules[b].Cells[c]!.IsAny) continue;
            parts.Add($"{Label(c)} {Words(axis, from, to)}");
        }

        return string.Join(" · ", parts);
    }

    private void FindUnreachable()
    {
        for (var later = 1; later < _rules.Count; later++)
        {
            var hider = Enumerable.Range(0, later).FirstOrDefault(earlier => Hides(earlier, later), -1);
            if (hider >= 0)
                notes.Add(_rules[later].Xml, "rules.unreachable", true, $"rule {_rules[later].Number} never fires: rule {_rules[hider].Number} comes first for all that it matches", _rules[later].Number, _rules[hider].Number);
        }
    }

    private bool Hides(int earlier, int later)
    {
        for (var c = 0; c < _columns.Count; c++)
        {
            var cell = _rules[earlier].Cells[c];
            if (cell is { IsAny: true } || _rules[earlier].Texts[c] == _rules[later].Texts[c]) continue;
            if (cell is null || _covers[earlier][c] is not { } outer || _covers[later][c] is not { } inner || !outer.Contains(inner)) return false;
        }

        return true;
    }

    private void FindGaps()
    {
        // A rule with a condition of unknown reach counts as matching nothing; a gap is then not certain.
        var certain = new ulong[(_rules.Count + 63) / 64];
        var all = true;
        for (var r = 0; r < _rules.Count; r++)
        {
            if (Array.TrueForAll(_rules[r].Cells, c => c is not null)) certain[r >> 6] |= 1UL << r;
            else all = false;
        }

        if (!all) return;
        var anyFrom = _rules.ConvertAll(r => Array.FindLastIndex(r.Cells, c => c is not { IsAny: true }) + 1);
        var gaps = new List<string>();
        try
        {
            Sweep(0, certain, [], anyFrom, gaps);
        }
        catch (OperationCanceledException)
        {
            notes.Add(table, "rules.not-all-checked", true, "the table is too varied to look for every gap");
        }

        foreach (var gap in gaps.Take(MostGaps)) notes.Add(table, "rules.gap", true, $"no rule for {gap}", gap);
    }

    private void Sweep(int column, ulong[] active, List<string> path, List<int> anyFrom, List<string> gaps)
    {
        if (gaps.Count >= MostGaps) return;
        if ((_work += active.Length + 1) > MostWork) throw new OperationCanceledException();
        if (Array.TrueForAll(active, w => w == 0))
        {
            gaps.Add(path.Count == 0 ? "-" : string.Join(" · ", path));
            return;
        }

        for (var r = 0; r < _rules.Count; r++)
        {
            if ((active[r >> 6] & (1UL << r)) != 0 && anyFrom[r] <= column) return;
        }

        if (_axes[column] is not { } axis)
        {
            Sweep(column + 1, active, path, anyFrom, gaps); // nothing but "-" in this column
            return;
        }

        for (var place = 0; place < axis.Null;)
        {
            if (!_domains[column]![place])
            {
                place++;
                continue;
            }

            var here = And(active, _masks[column][place]);
            var last = place;
            while (last + 1 < axis.Null && _domains[column]![last + 1] && here.AsSpan().SequenceEqual(And(active, _masks[column][last + 1]))) last++;
            path.Add($"{Label(column)} {Words(axis, place, last)}");
            Sweep(column + 1, here, path, anyFrom, gaps);
            path.RemoveAt(path.Count - 1);
            place = last + 1;
        }
    }

    private ulong[] And(ulong[] a, ulong[] b)
    {
        if ((_work += a.Length) > MostWork) throw new OperationCanceledException();
        var both = new ulong[a.Length];
        for (var i = 0; i < both.Length; i++) both[i] = a[i] & b[i];
        return both;
    }

    private string Label(int column) => _columns[column].Attr("label") is { Length: > 0 } label ? label : RuleDocument.TextOf(_columns[column].Child("inputExpression"));

    private static string Words(ColumnAxis axis, int from, int to)
    {
        if (axis.IsOrdered) return from == axis.Null ? "null" : axis.Describe(from, Math.Min(to, axis.Null - 1));
        if (from == axis.Null) return "null";
        if (to < axis.Null - 1 || axis.Kind == typeof(bool)) return axis.Describe(from, to);
        var rest = axis.Describe(0, from - 1);
        return rest.Length == 0 ? "-" : $"not({rest})";
    }
}
