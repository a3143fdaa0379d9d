using System.Runtime.CompilerServices;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Rules.Feel;

/// <summary>What one evaluation may still spend, and what went wrong on the way.</summary>
internal sealed class Budget(TimeProvider clock, IWorkingCalendars? calendars = null)
{
    private const int MostWarnings = 20;

    private int _steps;
    private int _depth;
    private List<string>? _warnings;
    private IReadOnlyList<string>? _firstFired;
    private List<string>? _fired;

    public TimeProvider Clock => clock;

    /// <summary>Calendars that working days are counted by.</summary>
    public IWorkingCalendars Calendars => calendars ?? WorkingDays.Weekdays;

    public IReadOnlyList<string> Warnings => _warnings ?? [];

    public void Warn(string reason)
    {
        if ((_warnings ??= []).Count < MostWarnings) _warnings.Add(reason);
    }

    /// <summary>Ids of the decision-table rules that matched, in order.</summary>
    public IReadOnlyList<string> FiredRules => _fired ?? _firstFired ?? [];

    /// <summary>A rule matched.</summary>
    /// <param name="rule">Its id, alone in a list that is kept with the rule: most decisions fire one rule.</param>
    public void Fired(IReadOnlyList<string> rule)
    {
        if (_firstFired is null) _firstFired = rule;
        else if ((_fired ??= [.. _firstFired]).Count < 1000) _fired.Add(rule[0]);
    }

    /// <summary>The first hit policy that was broken: a defect of the table, which the standard answers with null. Null = none.</summary>
    public string? Violation { get; private set; }

    public void Violated(string reason)
    {
        Violation ??= reason;
        Warn(reason);
    }

    public void Spend(int steps)
    {
        if (steps > Run.MostSteps || (_steps += steps) > Run.MostSteps)
            throw new RuleEvaluationFailed($"the evaluation takes more than {Run.MostSteps} steps: a loop or list in it is too large");
    }

    public void Enter(string function)
    {
        Spend(1);
        // The outermost call stands where its caller stood; there is no use in asking.
        if (_depth >= Run.MostDepth || (_depth > 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack()))
            throw new RuleEvaluationFailed($"function calls are nested deeper than {Run.MostDepth} (in {function}): it calls itself without end");
        _depth++;
    }

    public void Leave() => _depth--;
}

/// <summary>One evaluation of one expression: the names it can read, and the budget it shares with those that asked for it.</summary>
internal sealed class Run(IReadOnlyDictionary<string, object?> inputs, Budget budget)
{
    /// <summary>Iterations, function calls and list items of one evaluation.</summary>
    public const int MostSteps = 1_000_000;

    /// <summary>Nesting of function calls.</summary>
    public const int MostDepth = 400;

    /// <summary>Longest text, characters.</summary>
    public const int MostText = 1_000_000;

    public IReadOnlyDictionary<string, object?> Inputs => inputs;

    public Budget Budget => budget;

    /// <summary>Null with a recorded reason; FEEL has no exceptions.</summary>
    public object? Fail(string reason)
    {
        budget.Warn(reason);
        return null;
    }

    /// <summary>Counts work done.</summary>
    /// <exception cref="RuleEvaluationFailed">More than an evaluation may do.</exception>
    public void Spend(int steps = 1) => budget.Spend(steps);

    public void Enter(string function) => budget.Enter(function);

    public void Leave() => budget.Leave();
}

/// <summary>Values of local names, innermost first; the compiler knows how far out each name is.</summary>
internal sealed class Env(Run run, Env? outer, object? value)
{
    public Run Run => run;

    public Env? Outer => outer;

    public object? Value => value;

    public Env With(object? inner) => new(run, this, inner);
}

/// <summary>A compiled expression.</summary>
internal delegate object? Eval(Env env);
