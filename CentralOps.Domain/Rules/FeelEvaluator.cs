using System.Collections.Concurrent;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules;

/// <summary>FEEL on decimals. Each text is compiled once and kept; safe to share between threads.</summary>
/// <param name="clock">What <c>now()</c> and <c>today()</c> read.</param>
/// <param name="calendars">What working days are counted by; null = Monday to Friday.</param>
public sealed class FeelEvaluator(TimeProvider clock, IWorkingCalendars? calendars = null) : IConditionEvaluator
{
    // Texts come from published models; the bound is against an editor that checks every key stroke.
    private const int MostKept = 20_000;

    private readonly ConcurrentDictionary<string, Compiled> _kept = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public bool IsTrue(string expression, IReadOnlyDictionary<string, object?> variables) => Value(expression, variables) is true;

    /// <inheritdoc />
    public object? Evaluate(string expression, IReadOnlyDictionary<string, object?> variables) => Values.Out(Value(expression, variables));

    /// <inheritdoc />
    public string? Check(string expression) => Compile(expression).Error;

    private object? Value(string expression, IReadOnlyDictionary<string, object?> variables)
    {
        var compiled = Compile(expression);
        if (compiled.Eval is not { } eval) throw new RuleEvaluationFailed($"'{expression}' cannot be read: {compiled.Error}");
        return Guarded.Call($"'{expression}'", () => eval(new Env(new Run(variables, new Budget(clock, calendars)), null, null)));
    }

    private Compiled Compile(string expression)
    {
        if (_kept.TryGetValue(expression, out var kept)) return kept;
        if (_kept.Count >= MostKept) _kept.Clear();
        return _kept[expression] = Compiled.From(expression);
    }

    private sealed record Compiled(Eval? Eval, string? Error)
    {
        public static Compiled From(string expression)
        {
            try
            {
                return new Compiled(Compiler.Compile(Parser.Expression(expression, Builtins.Names)), null);
            }
            catch (FeelSyntaxError error)
            {
                return new Compiled(null, error.Message);
            }
        }
    }
}
