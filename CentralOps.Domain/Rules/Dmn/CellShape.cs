using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Dmn;

/// <summary>Values from one to another; a null end is open. A single value has itself at both ends.</summary>
internal readonly record struct CellSpan(object? Low, bool LowIncluded, object? High, bool HighIncluded)
{
    public bool IsPoint => Low is not null && ReferenceEquals(Low, High);

    public static CellSpan Point(object value) => new(value, true, value, true);
}

/// <summary>A condition cell that asks for constants only, such as <c>[1..5], &gt;= 100</c>: what it matches can be known without evaluating it.</summary>
/// <param name="Spans">Any of these.</param>
/// <param name="Negated">None of these.</param>
/// <param name="MatchesNull">A missing value matches.</param>
internal sealed record CellShape(IReadOnlyList<CellSpan> Spans, bool Negated, bool MatchesNull)
{
    private static readonly IReadOnlyDictionary<string, object?> Nothing = new Dictionary<string, object?>();

    /// <summary>Everything matches: the cell <c>-</c>.</summary>
    public static CellShape Any { get; } = new([], true, true);

    public bool IsAny => ReferenceEquals(this, Any);

    /// <summary>The shape of a cell; null when it depends on more than the tested value, or cannot be ordered.</summary>
    public static CellShape? Of(UnaryTests? tests)
    {
        if (tests is null || tests.Tests.Count == 0) return Any;
        var spans = new List<CellSpan>();
        var asksNull = false;
        foreach (var test in tests.Tests)
        {
            if (test is Literal { Value: null })
            {
                asksNull = true;
                continue;
            }

            if (SpanOf(test) is not { } span) return null;
            spans.Add(span);
        }

        if (!tests.Negated) return new CellShape(spans, false, asksNull);
        // A comparison with a missing value is neither true nor false, and so is its negation.
        return new CellShape(spans, true, !asksNull && spans.TrueForAll(s => s.IsPoint));
    }

    private static CellSpan? SpanOf(Node test)
    {
        switch (test)
        {
            case ComparisonTest { Operand: var operand, Op: var op }:
                if (ConstantOf(operand) is not { } limit) return null;
                if (op == Op.Equal) return CellSpan.Point(limit);
                if (!IsOrdered(limit)) return null;
                return op switch
                {
                    Op.Less => new CellSpan(null, false, limit, false),
                    Op.LessOrEqual => new CellSpan(null, false, limit, true),
                    Op.Greater => new CellSpan(limit, false, null, false),
                    Op.GreaterOrEqual => new CellSpan(limit, true, null, false),
                    _ => null,
                };
            case RangeNode { Not: false, Start: { } start, End: { } end } range:
                if (ConstantOf(start) is not { } low || ConstantOf(end) is not { } high || !IsOrdered(low) || Operators.Compare(low, high) is not <= 0) return null;
                return new CellSpan(low, range.StartIncluded, high, range.EndIncluded);
            default:
                return ConstantOf(test) is { } value ? CellSpan.Point(value) : null;
        }
    }

    /// <summary>The value of an expression that names nothing but functions; null when it is no simple value.</summary>
    public static object? ConstantOf(Node node)
    {
        var value = node switch
        {
            Literal { Value: var literal } => literal,
            Unary { Operand: Literal { Value: decimal number } } => -number,
            Call { Function: NameRef { Name: "date" or "date and time" or "time" or "duration" }, Arguments: [Literal { Value: string }] } =>
                Compiler.Compile(node)(new Env(new Run(Nothing, new Budget(TimeProvider.System)), null, null)),
            _ => null,
        };
        return value is decimal or string or bool or FeelDate or FeelDateTime or DaysDuration or MonthsDuration ? value : null;
    }

    private static bool IsOrdered(object value) => value is decimal or FeelDate or FeelDateTime or DaysDuration or MonthsDuration;
}
