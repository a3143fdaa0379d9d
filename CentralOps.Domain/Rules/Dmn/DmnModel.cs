using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Dmn;

/// <summary>What reading a decision model gave.</summary>
/// <param name="Model">The compiled model; null when nothing of it can be evaluated.</param>
/// <param name="Findings">Everything that keeps it from being published.</param>
public sealed record DmnReading(DmnModel? Model, IReadOnlyList<ModelFinding> Findings);

/// <summary>A compiled decision model; never changes and may be shared between threads.</summary>
public sealed class DmnModel
{
    private readonly Dictionary<string, Decision> _decisions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InputData> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnowledgeModel> _knowledge = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DecisionServiceNode> _services = new(StringComparer.Ordinal);

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Decision?> _found = new(StringComparer.Ordinal);

    internal DmnModel(string name) => Name = name;

    /// <summary>Name of the model.</summary>
    public string Name { get; }

    /// <summary>Names of its decisions, in the order of the document.</summary>
    public IEnumerable<string> Decisions => _decisions.Values.Select(d => d.Name);

    /// <summary>Names of its input data.</summary>
    public IEnumerable<string> Inputs => _inputs.Values.Select(i => i.Name);

    /// <summary>Names of what a decision gives when it is taken; null = only its logic knows, or there is no such decision.</summary>
    public IReadOnlyList<string>? OutputsOf(string? nameOrId) => Find(nameOrId) switch
    {
        { Outputs: { Count: > 1 } outputs } => outputs,
        { Outputs: [{ Length: > 0 } only] } => [only],
        { Outputs.Count: 1 } decision => [decision.Variable],
        { Type: { Entries: null, Name: not ("Any" or "context") } } decision => [decision.Variable],
        _ => null,
    };

    /// <summary>Names of the input data that a decision depends on; null = there is no such decision.</summary>
    public IReadOnlyList<string>? ReadsOf(string? nameOrId) => Find(nameOrId) is { } decision ? ReadsOf(decision) : null;

    internal void Add(object element)
    {
        switch (element)
        {
            case Decision d: _decisions[d.Id] = d; break;
            case InputData i: _inputs[i.Id] = i; break;
            case KnowledgeModel k: _knowledge[k.Id] = k; break;
            case DecisionServiceNode s: _services[s.Id] = s; break;
        }
    }

    internal IEnumerable<Decision> AllDecisions => _decisions.Values;

    internal Decision? Decision(string id) => _decisions.GetValueOrDefault(id);

    internal InputData? Input(string id) => _inputs.GetValueOrDefault(id);

    internal KnowledgeModel? Knowledge(string id) => _knowledge.GetValueOrDefault(id);

    internal DecisionServiceNode? Service(string id) => _services.GetValueOrDefault(id);

    internal DecisionServiceNode? ServiceNamed(string name) => _services.Values.FirstOrDefault(s => s.Name == name);

    internal bool Has(string id) => _decisions.ContainsKey(id) || _inputs.ContainsKey(id) || _knowledge.ContainsKey(id) || _services.ContainsKey(id);

    /// <summary>Names of the input data that a decision depends on, directly or by others.</summary>
    internal IReadOnlyList<string> ReadsOf(Decision decision)
    {
        if (decision.Reads is { } known) return known;
        var (seen, names) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        Collect(decision.Requirements, seen, names);
        return decision.Reads = names;
    }

    /// <summary>The input data that a decision needs, when it needs nothing else and no name twice; else null.</summary>
    internal InputData[]? OnlyInputsOf(Decision decision)
    {
        if (decision.InputsKnown) return decision.OnlyInputs;
        var inputs = decision.Requirements.Select(Input).ToArray();
        if (Array.TrueForAll(inputs, i => i is not null) && inputs.DistinctBy(i => i!.Variable).Count() == inputs.Length) decision.OnlyInputs = inputs!;
        if (decision is { Table: { } table, OnlyInputs: { } only }) decision.Answers = ConstantAnswers.Of(table, only);
        decision.InputsKnown = true;
        return decision.OnlyInputs;
    }

    /// <summary>The answers of a decision table that consists of constants and needs nothing but input data; else null.</summary>
    internal ConstantAnswers? ConstantAnswersOf(Decision decision)
    {
        if (!decision.InputsKnown) OnlyInputsOf(decision);
        return decision.Answers;
    }

    private void Collect(IReadOnlyList<string> requirements, HashSet<string> seen, List<string> names)
    {
        foreach (var id in requirements)
        {
            if (!seen.Add(id)) continue;
            if (Input(id) is { } input) names.Add(input.Variable);
            else Collect(Decision(id)?.Requirements ?? Knowledge(id)?.Requirements ?? Service(id)?.OutputDecisions ?? [], seen, names);
        }
    }

    /// <summary>By name or id; null asks for the only one, or the one that no other needs.</summary>
    internal Decision? Find(string? nameOrId)
    {
        if (nameOrId is not null && _decisions.TryGetValue(nameOrId, out var own)) return own;
        if (_found.TryGetValue(nameOrId ?? "", out var found)) return found;
        var looked = Look(nameOrId);
        // Only what is there is kept: names that are asked for may come from anywhere.
        if (looked is not null) _found[nameOrId ?? ""] = looked;
        return looked;
    }

    private Decision? Look(string? name)
    {
        if (name is not null) return _decisions.Values.FirstOrDefault(d => d.Name == name || d.Variable == NameScope.Normal(name));
        var needed = _decisions.Values.SelectMany(d => d.Requirements).ToHashSet();
        var tops = _decisions.Values.Where(d => !needed.Contains(d.Id)).Take(2).ToList();
        return tops.Count == 1 ? tops[0] : null;
    }
}

internal sealed record InputData(string Id, string Name, string Variable, FeelType? Type);

/// <summary>A decision: its logic reads what its requirements give.</summary>
internal sealed class Decision
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Variable { get; init; }

    public FeelType? Type { get; init; }

    public required IReadOnlyList<string> Requirements { get; init; }

    /// <summary>Null = no logic: the value is null.</summary>
    public Eval? Logic { get; set; }

    /// <summary>See <see cref="DmnModel.ReadsOf"/>.</summary>
    public IReadOnlyList<string>? Reads { get; set; }

    /// <summary>The logic, when it is a decision table.</summary>
    public DecisionTable? Table { get; set; }

    /// <summary>See <see cref="DmnModel.OnlyInputsOf"/>.</summary>
    public InputData[]? OnlyInputs { get; set; }

    /// <summary>See <see cref="DmnModel.ConstantAnswersOf"/>.</summary>
    public ConstantAnswers? Answers { get; set; }

    /// <summary><see cref="OnlyInputs"/> and <see cref="Answers"/> have been found out.</summary>
    public bool InputsKnown { get; set; }

    /// <summary>Names of the outputs when the logic is a decision table.</summary>
    public IReadOnlyList<string> Outputs { get; set; } = [];
}

/// <summary>A business knowledge model: a function with a name.</summary>
internal sealed class KnowledgeModel
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Variable { get; init; }

    public required IReadOnlyList<string> Requirements { get; init; }

    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    public FeelType? ResultType { get; init; }

    /// <summary>Logic with the parameters as local names, the last one innermost.</summary>
    public Eval? Logic { get; set; }
}

internal sealed record DecisionServiceNode(
    string Id, string Name, string Variable, FeelType? Type, IReadOnlyList<string> OutputDecisions, IReadOnlyList<string> InputDecisions, IReadOnlyList<string> InputData);
