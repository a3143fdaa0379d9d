using System.Text.Json;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Rules;

namespace CentralOps.Tests.Processes;

/// <summary>Conditions that are just names of yes/no variables; <c>boom</c> fails.</summary>
internal sealed class NamedConditions : IConditionEvaluator
{
    public bool IsTrue(string expression, IReadOnlyDictionary<string, object?> variables) => Evaluate(expression, variables) is true;

    public object? Evaluate(string expression, IReadOnlyDictionary<string, object?> variables) =>
        expression == "boom" ? throw new RuleEvaluationFailed("boom") : variables.GetValueOrDefault(expression);

    public string? Check(string expression) => expression.Contains('?') ? "row 1, column 1: '?' is no expression" : null;
}

/// <summary>Decides what it was told to.</summary>
internal sealed class FixedDecisions(params (string Name, object? Value)[] outputs) : IDecisionService
{
    public DecisionResult Decide(string ruleSet, string? decision, IReadOnlyDictionary<string, object?> inputs) => ruleSet == "missing"
        ? throw new RuleEvaluationFailed("there is no rule set 'missing'")
        : new DecisionResult(ruleSet, 1, ["r1"], outputs.ToDictionary(o => o.Name, o => o.Value));
}

/// <summary>A catalogue of models written in a short form, and a case that runs on them and survives a restart between any two operations.</summary>
internal sealed class Bench : IProcessCatalog
{
    private readonly Dictionary<string, List<ProcessGraph>> _graphs = [];

    public Bench(IDecisionService? decisions = null, IConditionEvaluator? conditions = null)
    {
        Conditions = conditions ?? new NamedConditions();
        Engine = new ProcessEngine(this, Conditions, decisions ?? new FixedDecisions());
    }

    public IConditionEvaluator Conditions { get; }

    public ProcessEngine Engine { get; }

    public ProcessState State { get; private set; } = new();

    public Dictionary<string, object?> Variables { get; } = [];

    public List<ProcessEffect> Last { get; private set; } = [];

    public List<ProcessEffect> All { get; } = [];

    public ProcessGraph? Get(string key, int? version) =>
        _graphs.GetValueOrDefault(key)?.LastOrDefault(g => version is null || g.Version == version);

    /// <summary>Adds a model; a second one of the same key is its next version.</summary>
    public Bench With(string key, string body)
    {
        var reading = Read(key, body, (_graphs.GetValueOrDefault(key)?.Count ?? 0) + 1, Conditions);
        Assert.Empty(reading.Findings);
        (_graphs.TryGetValue(key, out var list) ? list : _graphs[key] = []).Add(reading.Graph!);
        return this;
    }

    public static ProcessReading Read(string key, string body, int version = 1, IConditionEvaluator? conditions = null) =>
        new BpmnReader(conditions ?? new NamedConditions()).Read(Wrap(key, body), key, version);

    public static string Wrap(string key, string body) =>
        $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:co="http://centralops.example/bpmn" id="d">
        <bpmn:message id="m-docs" name="documents"/><bpmn:error id="e-1" errorCode="E1"/><bpmn:signal id="sg" name="stop"/>
        <bpmn:process id="{key}" name="{key}" isExecutable="true">
        {body}
        </bpmn:process></bpmn:definitions>
        """;

    /// <summary>Sequence flows in the form <c>a-b</c>, <c>a-b:condition</c>.</summary>
    public static string Flows(params string[] flows) => string.Concat(flows.Select(f =>
    {
        var ends = f.Split(':');
        var (from, to) = (ends[0].Split('-')[0], ends[0].Split('-')[1]);
        var condition = ends.Length > 1 ? $"<bpmn:conditionExpression>{ends[1]}</bpmn:conditionExpression>" : "";
        return $"""<bpmn:sequenceFlow id="{from}-{to}" sourceRef="{from}" targetRef="{to}">{condition}</bpmn:sequenceFlow>""";
    }));

    public static string Tasks(params string[] ids) => string.Concat(ids.Select(id => $"""<bpmn:userTask id="{id}" co:step="test.{id}"/>"""));

    public Bench Start(string key = "p")
    {
        Do(() => Engine.Start(State, key, null, Variables));
        return this;
    }

    public Bench Complete(params string[] elements)
    {
        foreach (var element in elements) Do(() => Engine.Complete(State, TokenOn(element), Variables));
        return this;
    }

    public Bench Fire(string element, string timer)
    {
        Do(() => Engine.TimerFired(State, TokenOn(element), timer, Variables));
        return this;
    }

    public Bench Receive(string element, string message)
    {
        Do(() => Engine.MessageReceived(State, TokenOn(element), message, Variables));
        return this;
    }

    public Bench Do(Func<IReadOnlyList<ProcessEffect>> operation)
    {
        State = JsonSerializer.Deserialize<ProcessState>(JsonSerializer.Serialize(State))!;
        Last = [.. operation()];
        All.AddRange(Last);
        return this;
    }

    public Guid TokenOn(string element) => State.Tokens.Single(t => t.ElementId == element && t.Status is not TokenStatus.Joining).Id;

    /// <summary>Where tokens wait, sorted, e.g. <c>a b</c>.</summary>
    public string Waits => string.Join(' ', State.Tokens.Where(t => t.Status == TokenStatus.Waiting).Select(t => t.ElementId).Order(StringComparer.Ordinal));

    public string Incident => State.Tokens.Single(t => t.Status == TokenStatus.Incident).Incident!;

    public static string Steps(IEnumerable<ProcessEffect> effects) => string.Join(' ', effects.OfType<StepEntered>().Select(e => e.Element.Id));
}
