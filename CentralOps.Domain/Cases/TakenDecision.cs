using CentralOps.Domain.Processes;
using CentralOps.Domain.Rules;

namespace CentralOps.Domain.Cases;

/// <summary>A decision that a rule set has taken for a case: which version, on what, by which rules, and what came out. Values are FEEL.</summary>
public sealed record TakenDecision
{
    /// <summary>Element of the process model.</summary>
    public required string Element { get; init; }

    /// <summary>Configuration key of the rule set.</summary>
    public required string RuleSet { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }

    /// <summary>Name of the decision.</summary>
    public required string Decision { get; init; }

    /// <summary>Ids of the rules that matched.</summary>
    public IReadOnlyList<string> Fired { get; init; } = [];

    /// <summary>What it read, by FEEL name.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>What came out, by output name.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Taken at (UTC).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>As the engine reported it.</summary>
    public static TakenDecision Of(DecisionTaken taken, DateTimeOffset at) => new()
    {
        Element = taken.ElementId,
        RuleSet = taken.Result.RuleSet,
        Version = taken.Result.Version,
        Decision = taken.Result.Decision,
        Fired = taken.Result.FiredRules,
        Inputs = taken.Inputs.ToDictionary(i => i.Key, i => FeelText.Of(i.Value)),
        Outputs = taken.Result.Outputs.ToDictionary(o => o.Key, o => FeelText.Of(o.Value)),
        At = at,
    };
}
