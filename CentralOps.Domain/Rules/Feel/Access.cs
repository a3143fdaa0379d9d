namespace CentralOps.Domain.Rules.Feel;

/// <summary>Paths, items, loops and calls on values.</summary>
internal static class Access
{
    public static object? Path(object? source, string name, Run run)
    {
        switch (source)
        {
            case null: return null;
            case FeelContext context: return context.TryGetValue(name, out var value) ? value : run.Fail($"there is no entry '{name}'");
            case IReadOnlyList<object?> list:
                run.Spend(list.Count);
                return list.Select(i => Path(i, name, run)).ToArray();
            case FeelDate d: return OfDate(d, name) ?? Unknown(source, name, run);
            case FeelTime t: return OfTime(t, name, null) ?? Unknown(source, name, run);
            case FeelDateTime t: return OfDate(t.Date, name) ?? OfTime(t.Time, name, t.Date) ?? Unknown(source, name, run);
            case DaysDuration d: return OfDays(d, name) ?? Unknown(source, name, run);
            case MonthsDuration m: return name switch
            {
                "years" => (decimal)(m.Months / 12),
                "months" => (decimal)(m.Months % 12),
                _ => Unknown(source, name, run),
            };
            case FeelRange r: return name switch
            {
                "start" => r.Start,
                "end" => r.End,
                "start included" => Compiler.Box(r.StartIncluded),
                "end included" => Compiler.Box(r.EndIncluded),
                _ => Unknown(source, name, run),
            };
            default: return Unknown(source, name, run);
        }
    }

    /// <summary>1-based; negative counts from the end.</summary>
    public static object? Item(IReadOnlyList<object?> items, decimal index, Run run)
    {
        if (index != decimal.Truncate(index) || Math.Abs(index) > items.Count || index == 0) return run.Fail($"there is no item {Values.Number(index)}");
        return items[(int)index > 0 ? (int)index - 1 : items.Count + (int)index];
    }

    public static IEnumerable<object?>? Items(object? source, Run run) => source switch
    {
        null => Nothing(run),
        IReadOnlyList<object?> list => list,
        FeelRange { Start: not null, End: not null } r => InRange(r, run),
        _ => [source],
    };

    public static IEnumerable<object?>? Count(object? from, object? to, Run run)
    {
        switch (from, to)
        {
            case (decimal a, decimal b) when a == decimal.Truncate(a) && b == decimal.Truncate(b):
                return Steps(a, b);
            case (FeelDate a, FeelDate b):
                return Days(a, b);
            default:
                run.Fail("a loop counts whole numbers or dates");
                return null;
        }
    }

    public static object? Call(FeelFunction target, object?[] arguments, IReadOnlyList<string>? names, Run run)
    {
        if (target.Overloaded is { } overloaded) return overloaded(arguments, names, run);
        if (names is null)
        {
            return arguments.Length == target.Parameters.Count
                ? target.Invoke(arguments, run)
                : run.Fail($"{target.Name} takes {target.Parameters.Count} arguments, not {arguments.Length}");
        }

        var ordered = new object?[target.Parameters.Count];
        for (var i = 0; i < names.Count; i++)
        {
            var at = target.Parameters.ToList().IndexOf(names[i]);
            if (at < 0) return run.Fail($"{target.Name} has no parameter '{names[i]}'");
            ordered[at] = arguments[i];
        }

        return target.Parameters.All(names.Contains) ? target.Invoke(ordered, run) : run.Fail($"{target.Name} misses arguments");
    }

    private static IEnumerable<object?> Steps(decimal from, decimal to)
    {
        for (var i = from; from <= to ? i <= to : i >= to; i += from <= to ? 1 : -1) yield return i;
    }

    private static IEnumerable<object?> Days(FeelDate from, FeelDate to)
    {
        var (a, b) = (from.DayNumber, to.DayNumber);
        for (var i = a; a <= b ? i <= b : i >= b; i += a <= b ? 1 : -1) yield return FeelDate.FromDayNumber(i);
    }

    private static IEnumerable<object?>? InRange(FeelRange r, Run run) =>
        Operators.Compare(r.Start, r.End) > 0 ? null : Count(r.Start, r.End, run)?.Where(v => (r.StartIncluded || Operators.Equal(v, r.Start) != true) && (r.EndIncluded || Operators.Equal(v, r.End) != true));

    private static IEnumerable<object?>? Nothing(Run run)
    {
        run.Fail("null cannot be looped over");
        return null;
    }

    private static object? OfDate(FeelDate d, string name) => name switch
    {
        "year" => (decimal)d.Year,
        "month" => (decimal)d.Month,
        "day" => (decimal)d.Day,
        "weekday" => (decimal)d.Weekday,
        _ => null,
    };

    private static object? OfTime(FeelTime t, string name, FeelDate? date) => name switch
    {
        "hour" => (decimal)t.Hour,
        "minute" => (decimal)t.Minute,
        "second" => t.Second,
        "time offset" => (date is { } d ? t.OffsetOn(d) : t.Offset) is { } seconds ? new DaysDuration(seconds) : null,
        "timezone" => t.Zone,
        _ => null,
    };

    private static object? OfDays(DaysDuration d, string name) => name switch
    {
        "days" => decimal.Truncate(d.Seconds / 86400),
        "hours" => decimal.Truncate(d.Seconds / 3600) % 24,
        "minutes" => decimal.Truncate(d.Seconds / 60) % 60,
        "seconds" => d.Seconds % 60,
        _ => null,
    };

    private static object? Unknown(object source, string name, Run run) => run.Fail($"a {FeelType.NameOf(source)} has no '{name}'");
}
