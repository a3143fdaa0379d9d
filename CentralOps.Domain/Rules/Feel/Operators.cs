namespace CentralOps.Domain.Rules.Feel;

/// <summary>Comparison and arithmetic of FEEL values (DMN 1.3, 10.3.2.12–13). Null is the answer to whatever makes no sense.</summary>
internal static class Operators
{
    /// <summary>Null when the values are of kinds that cannot be equal or unequal.</summary>
    public static bool? Equal(object? a, object? b)
    {
        if (a is null || b is null) return a is null && b is null;
        switch (a)
        {
            case decimal x when b is decimal y: return x == y;
            case string x when b is string y: return string.Equals(x, y, StringComparison.Ordinal);
            case bool x when b is bool y: return x == y;
            case FeelDate x when b is FeelDate y: return x == y;
            case FeelTime x when b is FeelTime y: return SameTime(x, y);
            case FeelDateTime x when b is FeelDateTime y: return x.Time.HasZone == y.Time.HasZone && Millis(x.Instant) == Millis(y.Instant);
            case DaysDuration x when b is DaysDuration y: return x == y;
            case MonthsDuration x when b is MonthsDuration y: return x == y;
            case FeelRange x when b is FeelRange y: return SameRange(x, y);
            case FeelFunction when b is FeelFunction: return ReferenceEquals(a, b);
            case FeelContext x when b is FeelContext y: return SameContext(x, y);
            case IReadOnlyList<object?> x when b is IReadOnlyList<object?> y: return SameList(x, y);
            default: return null;
        }
    }

    /// <summary>Negative, zero or positive; null when the values have no common order.</summary>
    public static int? Compare(object? a, object? b) => a switch
    {
        decimal x when b is decimal y => x.CompareTo(y),
        string x when b is string y => CompareText(x, y),
        FeelDate x when b is FeelDate y => x.CompareTo(y),
        FeelTime x when b is FeelTime y => x.HasZone == y.HasZone ? Utc(x).CompareTo(Utc(y)) : null,
        FeelDateTime x when b is FeelDateTime y => x.Time.HasZone == y.Time.HasZone ? x.Instant.CompareTo(y.Instant) : null,
        DaysDuration x when b is DaysDuration y => x.Seconds.CompareTo(y.Seconds),
        MonthsDuration x when b is MonthsDuration y => x.Months.CompareTo(y.Months),
        _ => null,
    };

    public static object? Add(object? a, object? b, Run run)
    {
        switch (a)
        {
            case decimal x when b is decimal y: return Checked(() => x + y, run);
            case string x when b is string y:
                if (x.Length + y.Length > Run.MostText) throw new RuleEvaluationFailed($"a text grows beyond {Run.MostText} characters");
                run.Spend(1 + (y.Length / 1000));
                return x + y;
            case DaysDuration x when b is DaysDuration y: return Checked(() => new DaysDuration(x.Seconds + y.Seconds), run);
            case MonthsDuration x when b is MonthsDuration y: return Checked(() => new MonthsDuration(checked(x.Months + y.Months)), run);
            case FeelDate or FeelDateTime or FeelTime when b is DaysDuration or MonthsDuration: return Shift(a, b, 1, run);
            case DaysDuration or MonthsDuration when b is FeelDate or FeelDateTime or FeelTime: return Shift(b, a, 1, run);
            default: return NotDefined("+", a, b, run);
        }
    }

    public static object? Subtract(object? a, object? b, Run run)
    {
        switch (a)
        {
            case decimal x when b is decimal y: return Checked(() => x - y, run);
            case DaysDuration x when b is DaysDuration y: return Checked(() => new DaysDuration(x.Seconds - y.Seconds), run);
            case MonthsDuration x when b is MonthsDuration y: return Checked(() => new MonthsDuration(checked(x.Months - y.Months)), run);
            case FeelDate or FeelDateTime or FeelTime when b is DaysDuration or MonthsDuration: return Shift(a, b, -1, run);
            case FeelTime x when b is FeelTime y:
                return x.HasZone == y.HasZone ? new DaysDuration(Utc(x) - Utc(y)) : NotDefined("-", a, b, run);
            case FeelDate or FeelDateTime when b is FeelDate or FeelDateTime: return Between(a, b, run);
            default: return NotDefined("-", a, b, run);
        }
    }

    public static object? Multiply(object? a, object? b, Run run) => (a, b) switch
    {
        (decimal x, decimal y) => Checked(() => x * y, run),
        (DaysDuration x, decimal y) => Checked(() => new DaysDuration(x.Seconds * y), run),
        (decimal x, DaysDuration y) => Checked(() => new DaysDuration(x * y.Seconds), run),
        (MonthsDuration x, decimal y) => Checked(() => new MonthsDuration((long)(x.Months * y)), run),
        (decimal x, MonthsDuration y) => Checked(() => new MonthsDuration((long)(x * y.Months)), run),
        _ => NotDefined("*", a, b, run),
    };

    public static object? Divide(object? a, object? b, Run run) => (a, b) switch
    {
        (_, 0m) or (DaysDuration, DaysDuration { Seconds: 0 }) or (MonthsDuration, MonthsDuration { Months: 0 }) => run.Fail("division by zero"),
        (decimal x, decimal y) => Checked(() => x / y, run),
        (DaysDuration x, decimal y) => Checked(() => new DaysDuration(x.Seconds / y), run),
        (DaysDuration x, DaysDuration y) => Checked(() => x.Seconds / y.Seconds, run),
        (MonthsDuration x, decimal y) => Checked(() => new MonthsDuration((long)(x.Months / y)), run),
        (MonthsDuration x, MonthsDuration y) => (decimal)x.Months / y.Months,
        _ => NotDefined("/", a, b, run),
    };

    /// <summary>Exact for whole exponents; otherwise through binary floating point, 15 significant digits.</summary>
    public static object? Power(object? a, object? b, Run run)
    {
        if (a is not decimal x || b is not decimal y) return NotDefined("**", a, b, run);
        if (y == decimal.Truncate(y) && Math.Abs(y) <= 1000)
        {
            return Checked(
                () =>
                {
                    var power = 1m;
                    for (var i = 0; i < (int)Math.Abs(y); i++) power *= x;
                    return y < 0 ? 1m / power : power;
                },
                run);
        }

        var real = Math.Pow((double)x, (double)y);
        return double.IsFinite(real) && Math.Abs(real) < 7.9e28 ? (decimal)real : run.Fail("a power is no number or too large");
    }

    public static object? Negate(object? a, Run run) => a switch
    {
        decimal x => -x,
        DaysDuration x => new DaysDuration(-x.Seconds),
        MonthsDuration x => new MonthsDuration(-x.Months),
        _ => run.Fail($"'-' is not defined for {FeelType.NameOf(a)}"),
    };

    /// <summary>Time since midnight UTC, in seconds; local where there is no zone.</summary>
    private static decimal Utc(FeelTime t) => t.SecondsOfDay - (t.Zone is null ? t.Offset ?? 0 : 0);

    private static bool SameTime(FeelTime a, FeelTime b) => a.Zone == b.Zone && a.HasZone == b.HasZone && Millis(Utc(a)) == Millis(Utc(b));

    // Equality of times counts milliseconds: what lies below is measurement, not meaning (and the conformance kit asks for it).
    private static decimal Millis(decimal seconds) => decimal.Floor(seconds * 1000);

    private static bool SameRange(FeelRange a, FeelRange b) =>
        a.StartIncluded == b.StartIncluded && a.EndIncluded == b.EndIncluded && a.Not == b.Not && a.Comparison == b.Comparison && Equal(a.Start, b.Start) == true && Equal(a.End, b.End) == true;

    private static bool SameContext(FeelContext a, FeelContext b) =>
        a.Count == b.Count && a.All(e => b.TryGetValue(e.Key, out var other) && Equal(e.Value, other) == true);

    private static bool SameList(IReadOnlyList<object?> a, IReadOnlyList<object?> b)
    {
        if (a.Count != b.Count) return false;
        for (var i = 0; i < a.Count; i++)
        {
            if (Equal(a[i], b[i]) != true) return false;
        }

        return true;
    }

    // By code point, so that characters outside the basic plane sort after all others.
    private static int CompareText(string a, string b)
    {
        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            if (a[i] == b[i]) continue;
            if (char.IsSurrogate(a[i]) != char.IsSurrogate(b[i])) return char.IsSurrogate(a[i]) ? 1 : -1;
            return a[i].CompareTo(b[i]);
        }

        return a.Length.CompareTo(b.Length);
    }

    private static object? Shift(object moment, object by, int sign, Run run) => Checked(
        () => (moment, by) switch
        {
            (FeelDate d, MonthsDuration m) => d.PlusMonths(sign * m.Months),
            (FeelDateTime t, MonthsDuration m) => t.Date.PlusMonths(sign * m.Months) is { } date ? t with { Date = date } : null,
            (FeelDate d, DaysDuration s) => new FeelDateTime(d, new FeelTime(0, 0, null)).PlusSeconds(sign * s.Seconds)?.Date,
            (FeelDateTime t, DaysDuration s) => t.PlusSeconds(sign * s.Seconds),
            (FeelTime t, DaysDuration s) => Turn(t, sign * s.Seconds),
            _ => NotDefined(sign > 0 ? "+" : "-", moment, by, run),
        },
        run);

    private static object Turn(FeelTime time, decimal seconds)
    {
        var nanos = (time.Nanos + (seconds * 1_000_000_000m)) % FeelTime.NanosOfDay;
        return time with { Nanos = (long)(nanos < 0 ? nanos + FeelTime.NanosOfDay : nanos) };
    }

    // A date counts as midnight UTC (DMN 1.3, table 45).
    private static object? Between(object a, object b, Run run)
    {
        var (x, y) = (AtMidnight(a), AtMidnight(b));
        return x.Time.HasZone == y.Time.HasZone ? new DaysDuration(x.Instant - y.Instant) : NotDefined("-", a, b, run);
    }

    private static FeelDateTime AtMidnight(object value) => value is FeelDate d ? new FeelDateTime(d, new FeelTime(0, 0, null)) : (FeelDateTime)value;

    private static object? Checked(Func<object?> compute, Run run)
    {
        try
        {
            return compute();
        }
        catch (OverflowException)
        {
            return run.Fail("a number is too large");
        }
    }

    private static object? NotDefined(string sign, object? a, object? b, Run run) =>
        run.Fail($"'{sign}' is not defined for {FeelType.NameOf(a)} and {FeelType.NameOf(b)}");
}
