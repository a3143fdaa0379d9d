namespace CentralOps.Domain.Rules;

/// <summary>Evaluates FEEL conditions of process models. Numbers are <see cref="decimal"/>.</summary>
public interface IConditionEvaluator
{
    /// <summary>True when the FEEL expression is true for the variables; null and false are both "no".</summary>
    /// <param name="expression">FEEL, e.g. <c>amount &gt;= 500000 and urgency = "urgent"</c>.</param>
    /// <param name="variables">Names as FEEL sees them: a field code's dots are underscores (<c>payer_account</c>, <c>amount_words</c>).</param>
    /// <exception cref="RuleEvaluationFailed">The expression cannot be parsed or evaluated.</exception>
    bool IsTrue(string expression, IReadOnlyDictionary<string, object?> variables);

    /// <summary>The value of a FEEL expression (decimal, string, bool, DateOnly, DateTimeOffset, TimeSpan, list, context or null).</summary>
    /// <exception cref="RuleEvaluationFailed">The expression cannot be parsed or evaluated.</exception>
    object? Evaluate(string expression, IReadOnlyDictionary<string, object?> variables);

    /// <summary>Compiles the expression and keeps it; null when it is well formed, else what is wrong, with row and column.</summary>
    string? Check(string expression);
}

/// <summary>Takes decisions of published rule sets.</summary>
public interface IDecisionService
{
    /// <summary>Evaluates a decision of the rule set's version in force.</summary>
    /// <param name="ruleSet">Configuration key of the DMN model.</param>
    /// <param name="decision">Name or id of the decision in it; null when the model has just one.</param>
    /// <param name="inputs">Input data by FEEL name.</param>
    /// <exception cref="RuleEvaluationFailed">No such rule set or decision, or it cannot be evaluated.</exception>
    DecisionResult Decide(string ruleSet, string? decision, IReadOnlyDictionary<string, object?> inputs);
}

/// <summary>What was decided, by which version, and why.</summary>
/// <param name="RuleSet">Configuration key.</param>
/// <param name="Version">Version that decided.</param>
/// <param name="FiredRules">Ids of the rules that matched, in table order.</param>
/// <param name="Outputs">Output values by output name; a single-output table has one entry, named after its output or decision.</param>
public sealed record DecisionResult(string RuleSet, int Version, IReadOnlyList<string> FiredRules, IReadOnlyDictionary<string, object?> Outputs)
{
    /// <summary>Name of the decision.</summary>
    public string Decision { get; init; } = "";

    /// <summary>Names of the input data that the decision depends on.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>The output, or null when no rule fired.</summary>
    public object? this[string output] => Outputs.GetValueOrDefault(output);
}

/// <summary>A rule could not be evaluated; the case stops at an incident with this message.</summary>
public sealed class RuleEvaluationFailed(string message, Exception? inner = null) : Exception(message, inner);
