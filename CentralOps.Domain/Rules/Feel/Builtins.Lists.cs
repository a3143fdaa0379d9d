namespace CentralOps.Domain.Rules.Feel;

internal static partial class Builtins
{
    private static void AddLists()
    {
        Add("list contains(list:l, element:o)", (a, _) => L(a[0]).Any(i => Operators.Equal(i, a[1]) == true));
        Add("count(list:l*)", (a, _) => (decimal)L(a[0]).Count);
        Add("min(list:l*)", (a, run) => Extreme(L(a[0]), -1, run));
        Add("max(list:l*)", (a, run) => Extreme(L(a[0]), 1, run));
        Add("sum(list:l*)", (a, run) => Fold(L(a[0]), (x, y) => Operators.Add(x, y, run), run));
        Add("product(list:l*)", (a, run) => Numbers(L(a[0]), run) is { Count: > 0 } n ? n.Aggregate(1m, (x, y) => x * y) : null);
        Add("mean(list:l*)", (a, run) => L(a[0]).Count == 0 ? null : Operators.Divide(Fold(L(a[0]), (x, y) => Operators.Add(x, y, run), run), (decimal)L(a[0]).Count, run));
        Add("median(list:l*)", (a, run) => Numbers(L(a[0]), run) is { Count: > 0 } n ? Median([.. n.Order()]) : null);
        Add("stddev(list:l*)", (a, run) => Numbers(L(a[0]), run) is { Count: > 1 } n ? Deviation(n, run) : null);
        Add("mode(list:l*)", (a, run) => Numbers(L(a[0]), run) is { } n ? Mode(n) : null);
        Add("all(list:l*)", (a, _) => Junction(L(a[0]), false));
        Add("any(list:l*)", (a, _) => Junction(L(a[0]), true));
        Add("sublist(list:l, start position:n, length:n?)", Sublist);
        Add("append(list:l, item:o*)", (a, run) => Spent([.. L(a[0]), .. L(a[1])], run));
        Add("concatenate(list:l*)", (a, run) => Spent([.. L(a[0]).SelectMany(i => i as IReadOnlyList<object?> ?? [i])], run));
        Add("insert before(list:l, position:n, newItem:o)", (a, run) => Place(a, run) is { } i ? L(a[0]).Take(i).Append(a[2]).Concat(L(a[0]).Skip(i)).ToArray() : null);
        Add("remove(list:l, position:n)", (a, run) => Place(a, run) is { } i ? L(a[0]).Where((_, n) => n != i).ToArray() : null);
        Add("list replace(list:l, position:n, newItem:o)", (a, run) => Place(a, run) is { } i ? L(a[0]).Select((item, n) => n == i ? a[2] : item).ToArray() : null);
        Add("list replace(list:l, match:f, newItem:o)", ReplaceMatching);
        Add("reverse(list:l)", (a, _) => L(a[0]).Reverse().ToArray());
        Add("index of(list:l, match:o)", (a, _) => L(a[0]).Select((item, n) => (item, n)).Where(e => Operators.Equal(e.item, a[1]) == true).Select(e => (object?)(e.n + 1m)).ToArray());
        Add("union(list:l*)", (a, run) => Distinct(L(a[0]).SelectMany(i => i as IReadOnlyList<object?> ?? [i]), run));
        Add("distinct values(list:l)", (a, run) => Distinct(L(a[0]), run));
        Add("flatten(list:l)", (a, run) => Flat(L(a[0]), run).ToArray());
        Add("sort(list:l, precedes:f?)", Sort);
    }

    private static object?[] Spent(object?[] list, Run run)
    {
        run.Spend(list.Length);
        return list;
    }

    private static object? Extreme(IReadOnlyList<object?> list, int sign, Run run)
    {
        if (list.Count == 0) return null;
        var best = list[0];
        if (best is null || Operators.Compare(best, best) is null) return run.Fail("min and max take values that can be compared");
        foreach (var item in list.Skip(1))
        {
            if (Operators.Compare(item, best) is not { } order) return run.Fail("min and max take values of one kind");
            if (order * sign > 0) best = item;
        }

        return best;
    }

    private static object? Fold(IReadOnlyList<object?> list, Func<object?, object?, object?> add, Run run)
    {
        if (list.Count == 0) return null;
        if (list.Any(i => i is not (decimal or DaysDuration or MonthsDuration))) return run.Fail("sum and mean take numbers or durations");
        return list.Aggregate(add);
    }

    private static List<decimal>? Numbers(IReadOnlyList<object?> list, Run run)
    {
        if (list.All(i => i is decimal)) return [.. list.Cast<decimal>()];
        run.Fail("a list of numbers was expected");
        return null;
    }

    private static decimal Median(List<decimal> sorted) =>
        sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;

    private static object? Deviation(List<decimal> numbers, Run run)
    {
        var mean = numbers.Sum() / numbers.Count;
        return Root(numbers.Sum(n => (n - mean) * (n - mean)) / (numbers.Count - 1), run);
    }

    private static object?[] Mode(List<decimal> numbers)
    {
        var counts = numbers.GroupBy(n => n).Select(g => (g.Key, Count: g.Count())).ToList();
        return [.. counts.Where(c => c.Count == counts.Max(m => m.Count)).Select(c => c.Key).Order().Select(n => (object?)n)];
    }

    private static bool? Junction(IReadOnlyList<object?> list, bool decisive)
    {
        if (list.Any(i => i is bool b && b == decisive)) return decisive;
        return list.Any(i => i is not bool) ? null : !decisive;
    }

    private static object? Sublist(object?[] a, Run run)
    {
        var list = L(a[0]);
        if (Whole(a[1]) is not { } start || start == 0 || Math.Abs(start) > list.Count) return run.Fail("sublist starts outside the list");
        var from = start > 0 ? start - 1 : list.Count + start;
        var length = a[2] is null ? list.Count - from : Whole(a[2]) ?? -1;
        return length < 0 || from + length > list.Count ? run.Fail("sublist ends outside the list") : list.Skip(from).Take(length).ToArray();
    }

    /// <summary>Position in a list, 0-based; null when outside.</summary>
    private static int? Place(object?[] a, Run run)
    {
        var count = L(a[0]).Count;
        run.Spend(count);
        if (Whole(decimal.Truncate(N(a[1]))) is { } p && p != 0 && Math.Abs(p) <= count) return p > 0 ? p - 1 : count + p;
        run.Fail("the position is outside the list");
        return null;
    }

    private static object? ReplaceMatching(object?[] a, Run run)
    {
        var match = (FeelFunction)a[1]!;
        if (match.Parameters.Count != 2) return run.Fail("the match function of list replace takes two arguments");
        var result = new List<object?>();
        foreach (var item in L(a[0]))
        {
            if (match.Invoke([item, a[2]], run) is not bool yes) return run.Fail("the match function of list replace gave no yes or no");
            result.Add(yes ? a[2] : item);
        }

        return result.ToArray();
    }

    private static object?[] Distinct(IEnumerable<object?> items, Run run)
    {
        var kept = new List<object?>();
        foreach (var item in items)
        {
            run.Spend(1 + (kept.Count / 16));
            if (!kept.Exists(k => Operators.Equal(k, item) == true)) kept.Add(item);
        }

        return [.. kept];
    }

    private static IEnumerable<object?> Flat(IReadOnlyList<object?> list, Run run)
    {
        run.Spend(list.Count);
        return list.SelectMany(i => i is IReadOnlyList<object?> inner ? Flat(inner, run) : [i]);
    }

    private static object? Sort(object?[] a, Run run)
    {
        var list = L(a[0]).ToArray();
        if (a[1] is not FeelFunction precedes)
            return Array.TrueForAll(list, i => Operators.Compare(i, list[0]) is not null) ? list.Order(Comparer<object?>.Create((x, y) => Operators.Compare(x, y)!.Value)).ToArray() : null;
        return precedes.Parameters.Count == 2 || precedes.Overloaded is not null ? Merge(list, (x, y) => Access.Call(precedes, [x, y], null, run) is true) : run.Fail("sort takes a function of two arguments");
    }

    // Stable merge sort: the order function is the user's and may be inconsistent, so that no library sort may be trusted with it.
    private static object?[] Merge(object?[] list, Func<object?, object?, bool> precedes)
    {
        if (list.Length < 2) return list;
        var (left, right) = (Merge(list[..(list.Length / 2)], precedes), Merge(list[(list.Length / 2)..], precedes));
        var merged = new object?[list.Length];
        for (int i = 0, l = 0, r = 0; i < merged.Length; i++)
            merged[i] = r >= right.Length || (l < left.Length && !precedes(right[r], left[l])) ? left[l++] : right[r++];
        return merged;
    }
}
