using System.Collections;
using System.Globalization;
using System.Text;

namespace CentralOps.Domain.Rules.Feel;

/// <summary>A FEEL context: names to values, in the order written.</summary>
internal sealed class FeelContext : IReadOnlyDictionary<string, object?>
{
    private readonly Dictionary<string, object?> _entries;

    public FeelContext() => _entries = new Dictionary<string, object?>(StringComparer.Ordinal);

    public FeelContext(IEnumerable<KeyValuePair<string, object?>> entries) => _entries = new Dictionary<string, object?>(entries, StringComparer.Ordinal);

    public object? this[string key]
    {
        get => _entries[key];
        set => _entries[key] = value;
    }

    public IEnumerable<string> Keys => _entries.Keys;

    public IEnumerable<object?> Values => _entries.Values;

    public int Count => _entries.Count;

    public bool ContainsKey(string key) => _entries.ContainsKey(key);

    public bool TryGetValue(string key, out object? value) => _entries.TryGetValue(key, out value);

    public bool TryAdd(string key, object? value) => _entries.TryAdd(key, value);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A range of comparable values; a null end is open on that side.</summary>
internal sealed record FeelRange(object? Start, bool StartIncluded, object? End, bool EndIncluded)
{
    /// <summary><c>(!= x)</c>: everything but one value.</summary>
    public bool Not { get; init; }

    /// <summary>Written as a comparison, <c>(&lt; 5)</c>: equal only to another of that form.</summary>
    public bool Comparison { get; init; }

    /// <summary>Is the value inside? Null when it cannot be compared with the ends.</summary>
    public bool? Includes(object? value)
    {
        if (value is null) return null;
        if (Not) return Operators.Equal(value, Start) is { } same ? !same : null;
        if (Start is not null)
        {
            if (Operators.Compare(value, Start) is not { } low) return null;
            if (low < 0 || (low == 0 && !StartIncluded)) return false;
        }

        if (End is null) return Start is null ? null : true;
        if (Operators.Compare(value, End) is not { } high) return null;
        return high < 0 || (high == 0 && EndIncluded);
    }
}

/// <summary>A function value: built in, written in FEEL, a business knowledge model or a decision service.</summary>
internal sealed class FeelFunction(string name, IReadOnlyList<string> parameters, Func<object?[], Run, object?> invoke)
{
    public string Name => name;

    public IReadOnlyList<string> Parameters => parameters;

    /// <summary>Declared types of the parameters; null = any.</summary>
    public IReadOnlyList<FeelType?>? ParameterTypes { get; init; }

    /// <summary>Declared type of the result; null = any.</summary>
    public FeelType? ResultType { get; init; }

    /// <summary>Takes any number of arguments, so that the number given is not checked here.</summary>
    public Func<object?[], IReadOnlyList<string>?, Run, object?>? Overloaded { get; init; }

    public object? Invoke(object?[] arguments, Run run)
    {
        run.Enter(name);
        try
        {
            if (ParameterTypes is { } types)
            {
                for (var i = 0; i < arguments.Length && i < types.Count; i++)
                {
                    if (types[i] is not { } type) continue;
                    var given = arguments[i];
                    arguments[i] = type.Coerce(given);
                    if (arguments[i] is null && given is not null) return run.Fail($"argument '{parameters[i]}' of {name} is not of type {type}");
                }
            }

            var result = invoke(arguments, run);
            return ResultType is { } expected ? expected.Coerce(result) : result;
        }
        finally
        {
            run.Leave();
        }
    }
}

/// <summary>Texts of values, and values that come in from or go out to C#.</summary>
internal static class Values
{
    /// <summary>Text as the function <c>string()</c> gives it.</summary>
    public static string? Text(object? value) => value is null ? null : value is string s ? s : Write(value);

    public static string Write(object? value)
    {
        switch (value)
        {
            case null: return "null";
            case string s: return "\"" + s.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
            case bool b: return b ? "true" : "false";
            case decimal d: return Number(d);
            case FeelContext c:
                return new StringBuilder("{").AppendJoin(", ", c.Select(e => $"{Key(e.Key)}: {Write(e.Value)}")).Append('}').ToString();
            case IReadOnlyList<object?> list: return new StringBuilder("[").AppendJoin(", ", list.Select(Write)).Append(']').ToString();
            case FeelRange r: return Range(r);
            case FeelFunction f: return $"function {f.Name}({string.Join(", ", f.Parameters)})";
            default: return value.ToString() ?? "";
        }
    }

    private static string Key(string key) => key.All(c => char.IsLetterOrDigit(c) || c is '_' or ' ') && key.Length > 0 ? key : Write(key);

    private static string Range(FeelRange r)
    {
        if (r.Not) return $"(!={Write(r.Start)})";
        if (r.Start is null && r.End is not null) return $"{(r.EndIncluded ? "<=" : "<")}{Write(r.End)}";
        if (r.End is null && r.Start is not null) return $"{(r.StartIncluded ? ">=" : ">")}{Write(r.Start)}";
        return $"{(r.StartIncluded ? '[' : '(')}{Write(r.Start)}..{Write(r.End)}{(r.EndIncluded ? ']' : ')')}";
    }

    public static string Number(decimal d) => d.ToString("0.#############################", CultureInfo.InvariantCulture);

    /// <summary>A value from outside as FEEL sees it.</summary>
    public static object? In(object? value) => value switch
    {
        null or decimal or string or bool or FeelContext or FeelRange or FeelFunction or FeelDate or FeelTime or FeelDateTime or DaysDuration or MonthsDuration or object?[] => value,
        int or long or short or byte or uint or ushort or sbyte or ulong => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        double d => double.IsFinite(d) && Math.Abs(d) < 7.9e28 ? (decimal)d : null,
        float f => float.IsFinite(f) && Math.Abs(f) < 7.9e28f ? (decimal)f : null,
        DateOnly date => FeelDate.From(date),
        DateTimeOffset moment => FeelDateTime.From(moment),
        DateTime local => FeelDateTime.From(local),
        TimeOnly time => new FeelTime(time.Ticks * 100, null, null),
        TimeSpan span => new DaysDuration(span.Ticks / 10_000_000m),
        IEnumerable<KeyValuePair<string, object?>> context => new FeelContext(context.Select(e => KeyValuePair.Create(e.Key, In(e.Value)))),
        IEnumerable list => list.Cast<object?>().Select(In).ToArray(),
        _ => value.ToString(),
    };

    /// <summary>A FEEL value as C# sees it: dates, times and durations of the framework where they fit, else their text.</summary>
    public static object? Out(object? value) => value switch
    {
        null or decimal or string or bool => value,
        FeelDate d => d.Year is >= 1 and <= 9999 ? new DateOnly(d.Year, d.Month, d.Day) : d.ToString(),
        FeelDateTime t => Moment(t),
        FeelTime t => t.HasZone ? t.ToString() : new TimeOnly(t.Nanos / 100),
        DaysDuration d => Math.Abs(d.Seconds) < 9e11m ? new TimeSpan((long)(d.Seconds * 10_000_000m)) : d.ToString(),
        MonthsDuration m => m.ToString(),
        FeelContext c => new FeelContext(c.Select(e => KeyValuePair.Create(e.Key, Out(e.Value)))),
        IReadOnlyList<object?> list => list.Select(Out).ToArray(),
        FeelRange or FeelFunction => Write(value),
        _ => value,
    };

    // A local time of nowhere counts as UTC: all times of the product are.
    private static object Moment(FeelDateTime t)
    {
        if (t.Date.Year is < 2 or > 9998) return t.ToString();
        var offset = TimeSpan.FromSeconds(t.Time.OffsetOn(t.Date) ?? 0);
        return offset.Seconds != 0 || offset.Duration() > TimeSpan.FromHours(14)
            ? t.ToString()
            : new DateTimeOffset(new DateTime(t.Date.Year, t.Date.Month, t.Date.Day).AddTicks(t.Time.Nanos / 100), offset);
    }
}
