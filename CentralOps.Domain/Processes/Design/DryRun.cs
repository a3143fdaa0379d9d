using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules;

namespace CentralOps.Domain.Processes.Design;

/// <summary>What happened in a dry run.</summary>
public enum DryRunEventKind
{
    /// <summary>The process was started.</summary>
    Started,

    /// <summary>A step waits for its work.</summary>
    StepEntered,

    /// <summary>A step ended with an outcome.</summary>
    StepLeft,

    /// <summary>A step threw an error that is caught.</summary>
    StepFailed,

    /// <summary>A step was cancelled.</summary>
    StepCancelled,

    /// <summary>A rule set decided.</summary>
    Decided,

    /// <summary>A timer or message was awaited.</summary>
    Awaited,

    /// <summary>A timer or message came.</summary>
    Came,

    /// <summary>The case would stand still until somebody looks at it.</summary>
    Incident,

    /// <summary>The process is over.</summary>
    Ended,
}

/// <summary>A line of a dry run.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="ProcessKey">Process that holds the element.</param>
/// <param name="ElementId">The element; empty for the process itself.</param>
/// <param name="Name">Its name.</param>
/// <param name="Step">The step's shape, for steps.</param>
/// <param name="Text">Outcome, message, or what was decided.</param>
/// <param name="FiredRules">Rules that fired, with their rule set and version in <paramref name="Text"/>.</param>
public sealed record DryRunEvent(DryRunEventKind Kind, string ProcessKey, string ElementId, string Name, StepShape? Step, string Text, IReadOnlyList<string> FiredRules);

/// <summary>A place where a dry run waits for its person.</summary>
/// <param name="TokenId">The token.</param>
/// <param name="ProcessKey">Process that holds the element.</param>
/// <param name="ElementId">The element to answer with.</param>
/// <param name="Name">Its name.</param>
/// <param name="Step">The step; null = a timer, a message or an incident.</param>
/// <param name="Event">Timer or message that can come instead, or on the border; null = none.</param>
/// <param name="Incident">Why it stands still; null = it does not.</param>
public sealed record DryRunWait(Guid TokenId, string ProcessKey, string ElementId, string Name, StepShape? Step, string? Event, string? Incident);

/// <summary>
/// A process tried out on paper: the real engine, rules and conditions, but no case, no work and no posting. The person says how each step ends.
/// </summary>
public sealed class DryRun
{
    private const int MostSteps = 500;
    private readonly WithDraft _catalog;
    private readonly IStepCatalogue _steps;
    private readonly ProcessEngine _engine;
    private readonly ProcessState _state = new();
    private readonly List<DryRunEvent> _events = [];
    private readonly Dictionary<string, HashSet<string>> _passed = [];

    /// <summary>Starts it.</summary>
    /// <param name="draft">The model to try; whatever it calls is the version in force.</param>
    /// <param name="published">Processes in force.</param>
    /// <param name="conditions">Conditions.</param>
    /// <param name="decisions">Rule sets.</param>
    /// <param name="steps">Steps.</param>
    /// <param name="variables">The sample case as FEEL sees it.</param>
    public DryRun(ProcessGraph draft, IProcessCatalog published, IConditionEvaluator conditions, IDecisionService decisions, IStepCatalogue steps, IReadOnlyDictionary<string, object?> variables)
    {
        _catalog = new WithDraft(draft, published);
        _steps = steps;
        _engine = new ProcessEngine(_catalog, conditions, decisions);
        Variables = new Dictionary<string, object?>(variables, StringComparer.Ordinal);
        _events.Add(new(DryRunEventKind.Started, draft.Key, "", draft.Name, null, "", []));
        Carry(_engine.Start(_state, draft.Key, draft.Version, Variables));
    }

    /// <summary>The sample case as FEEL sees it now.</summary>
    public Dictionary<string, object?> Variables { get; }

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<DryRunEvent> Events => _events;

    /// <summary>Elements and flows that a token has passed, by process.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> Passed => _passed;

    /// <summary>True when it is over.</summary>
    public bool Ended => _state.Ended;

    /// <summary>Elements on which tokens stand, by process; call activities included.</summary>
    public IEnumerable<(string ProcessKey, string ElementId)> Standing =>
        _state.Tokens.Select(t => (_state.Scopes.First(s => s.Id == t.ScopeId).ProcessKey, t.ElementId)).Distinct();

    /// <summary>Where it waits.</summary>
    public IReadOnlyList<DryRunWait> Waits => [.. _state.Tokens.SelectMany(WaitsOf)];

    /// <summary>A step ends with an outcome.</summary>
    public void Answer(Guid tokenId, string outcome)
    {
        var token = _state.Token(tokenId) ?? throw new RuleBroken($"token {tokenId} has gone");
        var element = Element(token);
        Add(DryRunEventKind.StepLeft, token, outcome);
        Variables[StepVariables.Outcome] = outcome;
        Variables[StepVariables.OutcomeOf.Replace("*", element.Id, StringComparison.Ordinal)] = outcome;
        if (!StepVariables.IsGood(outcome)) (Variables[StepVariables.FailedStep], Variables[StepVariables.FailedOutcome]) = (element.Step?.Step, outcome);
        Carry(_engine.Complete(_state, tokenId, Variables));
    }

    /// <summary>A step throws an error.</summary>
    public void Throw(Guid tokenId, StepError error)
    {
        var token = _state.Token(tokenId) ?? throw new RuleBroken($"token {tokenId} has gone");
        var (scope, element) = (Scope(token), Element(token));
        var variables = new Dictionary<string, object?>(Variables, StringComparer.Ordinal) { [StepVariables.FailedStep] = element.Step?.Step, [StepVariables.FailedOutcome] = error.Code };
        if (_engine.ErrorThrown(_state, tokenId, error, variables) is not { } effects)
        {
            if (error.Outcome is { } outcome) Answer(tokenId, outcome);
            else Add(DryRunEventKind.Incident, token, error.Code);
            return;
        }

        (Variables[StepVariables.FailedStep], Variables[StepVariables.FailedOutcome]) = (element.Step?.Step, error.Code);
        _events.Add(new(DryRunEventKind.StepFailed, scope.ProcessKey, element.Id, element.Name, element.Step is { } s ? ShapeOf(s) : null, error.Code, []));
        Carry(effects);
    }

    /// <summary>A timer or message comes.</summary>
    public void Come(Guid tokenId, string elementId)
    {
        var token = _state.Token(tokenId) ?? throw new RuleBroken($"token {tokenId} has gone");
        var armed = token.Armed.Find(a => a.ElementId == elementId) ?? throw new RuleBroken($"nothing waits for {elementId}");
        var happened = _catalog.Get(Scope(token).ProcessKey, Scope(token).Version)!.Elements[elementId];
        _events.Add(new(DryRunEventKind.Came, Scope(token).ProcessKey, elementId, happened.Name, null, armed.Message ?? "", []));
        Carry(armed.Message is { } name ? _engine.MessageReceived(_state, tokenId, name, Variables) : _engine.TimerFired(_state, tokenId, elementId, Variables));
    }

    /// <summary>Tries again what stands still, with the variables of now.</summary>
    public void Retry(Guid tokenId) => Carry(_engine.Retry(_state, tokenId, Variables));

    /// <summary>Every step ends with its first outcome until the end, an incident, or something else that must come.</summary>
    public void ToEnd()
    {
        for (var i = 0; i < MostSteps && Waits.FirstOrDefault(w => w.Step is not null && w.Incident is null) is { } wait; i++)
            Answer(wait.TokenId, wait.Step!.Outcomes[0]);
    }

    private IEnumerable<DryRunWait> WaitsOf(ProcessToken token)
    {
        var (scope, element) = (Scope(token), Element(token));
        if (token.Status == TokenStatus.Incident)
        {
            yield return new(token.Id, scope.ProcessKey, element.Id, element.Name, null, null, token.Incident ?? "");
            yield break;
        }

        if (element.Step is { } step && token.Status == TokenStatus.Waiting)
            yield return new(token.Id, scope.ProcessKey, element.Id, element.Name, ShapeOf(step), null, null);
        var graph = _catalog.Get(scope.ProcessKey, scope.Version)!;
        foreach (var armed in token.Armed)
            yield return new(token.Id, scope.ProcessKey, armed.ElementId, graph.Elements[armed.ElementId].Name, null, armed.Message ?? graph.Elements[armed.ElementId].Timer?.Text ?? "", null);
    }

    private StepShape ShapeOf(StepElement step) => _steps.Find(step.Step) ?? new StepShape(step.Step, StepGroup.Check, StepPhase.Checks, StepActor.Machine, ["ok"]);

    private void Carry(IReadOnlyList<ProcessEffect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case ElementPassed passed:
                    (_passed.TryGetValue(passed.ProcessKey, out var set) ? set : _passed[passed.ProcessKey] = []).Add(passed.ElementId);
                    break;
                case StepEntered entered:
                    _events.Add(new(DryRunEventKind.StepEntered, entered.Element.ProcessKey, entered.Element.Id, entered.Element.Name, ShapeOf(entered.Element), "", []));
                    break;
                case StepCancelled cancelled:
                    _events.Add(new(DryRunEventKind.StepCancelled, "", cancelled.ElementId, cancelled.ElementId, null, "", []));
                    break;
                case DecisionTaken taken:
                    foreach (var (name, value) in taken.Result.Outputs) Variables[name] = value;
                    var outputs = string.Join(", ", taken.Result.Outputs.Select(o => $"{o.Key} = {Shown(o.Value)}"));
                    _events.Add(new(DryRunEventKind.Decided, "", taken.ElementId, $"{taken.Result.RuleSet} v{taken.Result.Version}", null, outputs, taken.Result.FiredRules));
                    break;
                case ProcessIncident incident when _state.Token(incident.TokenId) is { } token:
                    Add(DryRunEventKind.Incident, token, incident.Message);
                    break;
                case ProcessEnded:
                    _events.Add(new(DryRunEventKind.Ended, "", "", "", null, "", []));
                    break;
            }
        }
    }

    private static string Shown(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool yes => yes ? "true" : "false",
        IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        System.Collections.IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Shown))}]",
        _ => value.ToString() ?? "",
    };

    private void Add(DryRunEventKind kind, ProcessToken token, string text) =>
        _events.Add(new(kind, Scope(token).ProcessKey, token.ElementId, Element(token).Name, Element(token).Step is { } s ? ShapeOf(s) : null, text, []));

    private ProcessScope Scope(ProcessToken token) => _state.Scopes.First(s => s.Id == token.ScopeId);

    private FlowElement Element(ProcessToken token) => _catalog.Get(Scope(token).ProcessKey, Scope(token).Version)!.Elements[token.ElementId];

    private sealed class WithDraft(ProcessGraph draft, IProcessCatalog published) : IProcessCatalog
    {
        public ProcessGraph? Get(string key, int? version) => key == draft.Key && (version is null || version == draft.Version) ? draft : published.Get(key, version);
    }
}
