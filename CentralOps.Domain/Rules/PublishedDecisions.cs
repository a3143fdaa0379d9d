using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules.Dmn;
using CentralOps.Domain.Rules.Feel;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Rules;

/// <summary>Takes decisions by the rule sets of the published configuration, each compiled once per version.</summary>
public sealed class PublishedDecisions(IPublishedConfiguration configuration, TimeProvider clock, IWorkingCalendars? calendars = null) : IDecisionService
{
    /// <inheritdoc />
    public DecisionResult Decide(string ruleSet, string? decision, IReadOnlyDictionary<string, object?> inputs)
    {
        var version = configuration.Current(ConfigurationKind.RuleSet, ruleSet)
            ?? throw new RuleEvaluationFailed($"no rule set '{ruleSet}' is in force");
        var reading = configuration.Parsed(version, v => DmnReader.Read(v.Content));
        if (reading.Model is not { } model)
            throw new RuleEvaluationFailed($"rule set '{ruleSet}' version {version.Version} cannot be read: {reading.Findings[0]}");
        return Decisions.Decide(model, ruleSet, version.Version, decision, inputs, clock, calendars);
    }
}

/// <summary>Evaluates one decision of a compiled model.</summary>
public static class Decisions
{
    /// <summary>Evaluates; a table whose rules contradict each other is a failure here, where the standard would answer null.</summary>
    /// <param name="model">The compiled model.</param>
    /// <param name="ruleSet">Configuration key, for the result.</param>
    /// <param name="version">Configuration version, for the result.</param>
    /// <param name="decision">Name or id; null when the model has just one that no other needs.</param>
    /// <param name="inputs">Input data by FEEL name.</param>
    /// <param name="clock">What <c>now()</c> and <c>today()</c> read.</param>
    /// <param name="calendars">What working days are counted by; null = Monday to Friday.</param>
    /// <exception cref="RuleEvaluationFailed">No such decision, or it cannot be evaluated.</exception>
    public static DecisionResult Decide(DmnModel model, string ruleSet, int version, string? decision, IReadOnlyDictionary<string, object?> inputs, TimeProvider clock, IWorkingCalendars? calendars = null)
    {
        var found = model.Find(decision)
            ?? throw new RuleEvaluationFailed($"rule set '{ruleSet}' has no decision '{decision}'");
        var answers = model.ConstantAnswersOf(found);
        var hit = answers?.Hit(inputs) ?? -1;
        if (hit >= 0 && answers!.Outputs[hit] is { } known) return Result(answers.Rules[hit].Alone, known);

        var budget = new Budget(clock, calendars);
        var value = Evaluated(model, found, inputs, budget);
        if (budget.Violation is { } violation) throw new RuleEvaluationFailed(violation);
        var outputs = OutputsOf(found, value, inputs, budget);
        if (hit >= 0) answers!.Outputs[hit] = outputs;
        return Result(budget.FiredRules, outputs);

        DecisionResult Result(IReadOnlyList<string> fired, IReadOnlyDictionary<string, object?> values) =>
            new(ruleSet, version, fired, values) { Decision = found.Name, Reads = model.ReadsOf(found) };
    }

    private static object? Evaluated(DmnModel model, Decision decision, IReadOnlyDictionary<string, object?> inputs, Budget budget)
    {
        try
        {
            return new DrgRun(model, inputs, budget).Evaluate(decision);
        }
        catch (Exception error) when (Guarded.IsDefect(error))
        {
            throw new RuleEvaluationFailed($"the decision '{decision.Name}' cannot be evaluated: {error.Message}", error);
        }
    }

    private static IReadOnlyDictionary<string, object?> OutputsOf(Decision decision, object? value, IReadOnlyDictionary<string, object?> inputs, Budget budget)
    {
        if (decision.Outputs.Count > 1)
        {
            var run = new Run(inputs, budget);
            // No rule fired: every output is known and null, so that an earlier value does not linger. Several hits: a list for each output.
            return decision.Outputs.ToDictionary(o => o, o => value is null ? null : Values.Out(Access.Path(value, NameScope.Normal(o), run)));
        }

        if (decision.Outputs.Count == 0 && value is FeelContext context) return context.ToDictionary(e => e.Key, e => Values.Out(e.Value));
        var name = decision.Outputs is [{ Length: > 0 } own] ? own : decision.Variable;
        return new OneOutput(name, Values.Out(value));
    }
}
