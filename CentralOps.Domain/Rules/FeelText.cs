using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules;

/// <summary>Values as FEEL that gives them back: how test cases and stored decisions keep them.</summary>
public static class FeelText
{
    private static readonly IReadOnlyDictionary<string, object?> Nothing = new Dictionary<string, object?>();

    /// <summary>Writes a value, e.g. <c>1200000</c>, <c>"urgent"</c>, <c>date("2026-11-24")</c>, <c>null</c>.</summary>
    public static string Of(object? value) => Values.In(value) switch
    {
        FeelDate date => $"date(\"{date}\")",
        FeelTime time => $"time(\"{time}\")",
        FeelDateTime moment => $"date and time(\"{moment}\")",
        DaysDuration or MonthsDuration => $"duration(\"{Values.In(value)}\")",
        FeelContext context => $"{{{string.Join(", ", context.Select(e => $"{Values.Write(e.Key)}: {Of(e.Value)}"))}}}",
        IReadOnlyList<object?> list => $"[{string.Join(", ", list.Select(Of))}]",
        var simple => Values.Write(simple),
    };

    /// <summary>Reads a value that a person wrote: FEEL without names. An empty text is null.</summary>
    /// <exception cref="RuleEvaluationFailed">It cannot be read; says where and why.</exception>
    public static object? Read(string text, TimeProvider clock)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            var eval = Compiler.Compile(Parser.Expression(text, Builtins.Names));
            var budget = new Budget(clock);
            var value = Guarded.Call($"'{text}'", () => eval(new Env(new Run(Nothing, budget), null, null)));
            if (value is null && budget.Warnings.Count > 0) throw new RuleEvaluationFailed(budget.Warnings[0]);
            return value;
        }
        catch (FeelSyntaxError error)
        {
            throw new RuleEvaluationFailed(error.Message, error);
        }
    }

    /// <summary>Are two values equal as FEEL sees it?</summary>
    public static bool Same(object? a, object? b) => Operators.Equal(Values.In(a), Values.In(b)) == true;
}
