namespace CentralOps.Domain.Rules.Feel;

/// <summary>A type of FEEL or of a model's item definitions: tests values and adapts them where the standard says so (DMN 1.3, 10.3.2.9).</summary>
internal sealed class FeelType
{
    private readonly Func<object, bool> _accepts;

    private FeelType(string name, Func<object, bool> accepts) => (Name, _accepts) = (name, accepts);

    public static FeelType Any { get; } = new("Any", _ => true);

    public static FeelType Number { get; } = new("number", v => v is decimal);

    public static FeelType Text { get; } = new("string", v => v is string);

    public static FeelType Boolean { get; } = new("boolean", v => v is bool);

    public static FeelType Date { get; } = new("date", v => v is FeelDate);

    public static FeelType Time { get; } = new("time", v => v is FeelTime);

    public static FeelType DateTime { get; } = new("date and time", v => v is FeelDateTime);

    public static FeelType Days { get; } = new("days and time duration", v => v is DaysDuration);

    public static FeelType Months { get; } = new("years and months duration", v => v is MonthsDuration);

    public static FeelType AnyContext { get; } = new("context", v => v is FeelContext);

    public static FeelType AnyFunction { get; } = new("function", v => v is FeelFunction);

    public static FeelType Null { get; } = new("Null", _ => false);

    public string Name { get; }

    /// <summary>Item type of a list.</summary>
    public FeelType? Item { get; private init; }

    /// <summary>Entry types of a context.</summary>
    public IReadOnlyDictionary<string, FeelType>? Entries { get; private init; }

    /// <summary>Values allowed by an item definition, as a test; null = all.</summary>
    public Func<object?, bool>? Allowed { get; private init; }

    public bool IsList => Item is not null;

    public static FeelType ListOf(FeelType item) =>
        new($"list<{item.Name}>", v => v is IReadOnlyList<object?> list && list.All(i => item.Accepts(i))) { Item = item };

    public static FeelType ContextOf(string name, IReadOnlyDictionary<string, FeelType> entries) =>
        new(name, v => v is FeelContext c && entries.All(e => c.TryGetValue(e.Key, out var entry) && (entry is null || e.Value.Accepts(entry)))) { Entries = entries };

    public static FeelType RangeOf(FeelType item) =>
        new($"range<{item.Name}>", v => v is FeelRange r && (r.Start is null || item.Accepts(r.Start)) && (r.End is null || item.Accepts(r.End)));

    public static FeelType FunctionOf(IReadOnlyList<FeelType> parameters, FeelType result) =>
        new($"function<{string.Join(", ", parameters)}> -> {result}", v => v is FeelFunction f && FunctionFits(f, parameters, result));

    /// <summary>Any of the types of a function's overloads fits; unknown ones fit all.</summary>
    private static bool FunctionFits(FeelFunction f, IReadOnlyList<FeelType> parameters, FeelType result)
    {
        if (f.Parameters.Count != parameters.Count) return false;
        for (var i = 0; i < parameters.Count; i++)
        {
            if (f.ParameterTypes is { } own && own[i] is { } type && type.Name != parameters[i].Name) return false;
        }

        return f.ResultType is null || result == Any || f.ResultType.Name == result.Name;
    }

    /// <summary>The type by another name, with its allowed values.</summary>
    public FeelType Named(string name, Func<object?, bool>? allowed) =>
        new(name, v => Accepts(v) && (allowed is null || allowed(v))) { Item = Item, Entries = Entries, Allowed = allowed };

    public static FeelType? Simple(string name) => name switch
    {
        "number" => Number,
        "string" => Text,
        "boolean" => Boolean,
        "date" => Date,
        "time" => Time,
        "date and time" or "dateTime" => DateTime,
        "days and time duration" or "dayTimeDuration" => Days,
        "years and months duration" or "yearMonthDuration" => Months,
        "context" => AnyContext,
        "function" => AnyFunction,
        "list" => ListOf(Any),
        "range" => RangeOf(Any),
        "Any" => Any,
        "Null" => Null,
        _ => null,
    };

    /// <summary>Does the value conform? Null conforms to <c>Any</c> and, as an absent value, to every item.</summary>
    public bool Accepts(object? value) => value is null ? this == Any || this == Null : _accepts(value);

    /// <summary>The value as this type: itself, the only item of a list, a list of itself; null when it does not conform.</summary>
    public object? Coerce(object? value)
    {
        if (value is null || this == Any || (value is decimal ? this == Number : value is string && this == Text)) return value;
        if (IsListWithNulls(value) || _accepts(value)) return value;
        if (Item is not null && value is not IReadOnlyList<object?> && Item.Accepts(value))
        {
            object?[] single = [value];
            return Allowed is null || _accepts(single) ? single : null;
        }

        if (value is IReadOnlyList<object?> { Count: 1 } list && Item is null && Accepts(list[0])) return list[0];
        if (this == DateTime && value is FeelDate date) return new FeelDateTime(date, new FeelTime(0, 0, null));
        return null;
    }

    private bool IsListWithNulls(object value) =>
        Item is not null && Allowed is null && value is IReadOnlyList<object?> list && list.All(i => i is null || Item.Accepts(i));

    public static string NameOf(object? value) => value switch
    {
        null => "null",
        decimal => "number",
        string => "string",
        bool => "boolean",
        FeelDate => "date",
        FeelTime => "time",
        FeelDateTime => "date and time",
        DaysDuration => "days and time duration",
        MonthsDuration => "years and months duration",
        FeelContext => "context",
        FeelFunction => "function",
        FeelRange => "range",
        _ => "list",
    };

    public override string ToString() => Name;
}
