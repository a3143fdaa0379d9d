using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules;

namespace CentralOps.Domain.Processes;

/// <summary>
/// Moves tokens through process models. Synchronous and without side effects: every operation changes the given state until all tokens wait
/// and returns what the caller must carry out, in order. See docs/decisions on engine semantics.
/// </summary>
/// <remarks>
/// Variables are everything that conditions may read. Outputs of decisions taken on the way are visible at once to what follows in the same
/// operation; the caller stores them (<see cref="DecisionTaken"/>) so that the next operation sees them too.
/// </remarks>
public sealed class ProcessEngine(IProcessCatalog catalog, IConditionEvaluator conditions, IDecisionService decisions)
{
    /// <summary>Deepest nesting of call activities.</summary>
    public const int MaxCallDepth = 16;

    /// <summary>Starts a process on an empty state and fixes the versions of everything it calls.</summary>
    /// <param name="state">A new state.</param>
    /// <param name="key">Configuration key of the process template.</param>
    /// <param name="version">Its version; null = the one in force.</param>
    /// <param name="variables">What conditions may read.</param>
    /// <exception cref="RuleBroken">The state has been started, or there is no such process.</exception>
    public IReadOnlyList<ProcessEffect> Start(ProcessState state, string key, int? version, IReadOnlyDictionary<string, object?> variables)
    {
        if (state.Scopes.Count > 0 || state.Ended) throw new RuleBroken("a process starts once");
        var graph = catalog.Get(key, version) ?? throw new RuleBroken($"there is no process '{key}' of version {version?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "in force"}");
        (state.Key, state.Version) = (graph.Key, graph.Version);
        PinCalledVersions(state, graph, depth: 0);
        var run = Run(state, variables);
        run.OpenScope(new ProcessScope { Id = Ids.New(), ProcessKey = graph.Key, Version = graph.Version });
        return run.ToRest();
    }

    /// <summary>The step that a token waits for is done.</summary>
    /// <exception cref="RuleBroken">The token has gone or waits for something else: a late or doubled answer.</exception>
    public IReadOnlyList<ProcessEffect> Complete(ProcessState state, Guid tokenId, IReadOnlyDictionary<string, object?> variables)
    {
        var run = Run(state, variables);
        run.CompleteStep(Waiting(state, tokenId));
        return run.ToRest();
    }

    /// <summary>A timer of a token fired.</summary>
    /// <param name="state">The state.</param>
    /// <param name="tokenId">The token that was given with <see cref="TimerArmed"/>.</param>
    /// <param name="elementId">The element that was given with it.</param>
    /// <param name="variables">What conditions may read.</param>
    /// <exception cref="RuleBroken">The timer is not armed any more.</exception>
    public IReadOnlyList<ProcessEffect> TimerFired(ProcessState state, Guid tokenId, string elementId, IReadOnlyDictionary<string, object?> variables)
    {
        var token = Present(state, tokenId);
        var armed = token.Armed.Find(a => a.Message is null && a.ElementId == elementId) ?? throw new RuleBroken($"timer {elementId} of token {tokenId} is not armed");
        var run = Run(state, variables);
        run.Happened(token, armed);
        return run.ToRest();
    }

    /// <summary>A message that a token waits for has arrived.</summary>
    /// <exception cref="RuleBroken">The token does not wait for a message of that name.</exception>
    public IReadOnlyList<ProcessEffect> MessageReceived(ProcessState state, Guid tokenId, string name, IReadOnlyDictionary<string, object?> variables)
    {
        var token = Present(state, tokenId);
        var armed = token.Armed.Find(a => a.Message == name) ?? throw new RuleBroken($"token {tokenId} does not wait for the message {name}");
        var run = Run(state, variables);
        run.Happened(token, armed);
        return run.ToRest();
    }

    /// <summary>
    /// The step of a token throws a business error: the nearest boundary error event that catches it takes the token, on the activity itself or on a call activity or
    /// sub-process around it. An error for which the step has an outcome is part of what goes on inside: around the step it is caught by its code only.
    /// </summary>
    /// <returns>Null = nothing catches it, and nothing has changed.</returns>
    /// <exception cref="RuleBroken">The token has gone.</exception>
    public IReadOnlyList<ProcessEffect>? ErrorThrown(ProcessState state, Guid tokenId, StepError error, IReadOnlyDictionary<string, object?> variables)
    {
        var run = Run(state, variables);
        return run.Throw(Present(state, tokenId), error) ? run.ToRest() : null;
    }

    /// <summary>Tries again what stopped a token at an incident, with the variables of now.</summary>
    /// <exception cref="RuleBroken">The token is at no incident.</exception>
    public IReadOnlyList<ProcessEffect> Retry(ProcessState state, Guid tokenId, IReadOnlyDictionary<string, object?> variables)
    {
        var token = Present(state, tokenId);
        if (token.Status != TokenStatus.Incident) throw new RuleBroken($"token {tokenId} is at no incident");
        var run = Run(state, variables);
        run.EnterAgain(token);
        return run.ToRest();
    }

    /// <summary>Cancels every token and puts one on an element: return to a step or to the branch.</summary>
    /// <param name="state">The state.</param>
    /// <param name="elementPath">
    /// Id of an element of the process; for one inside a call activity or sub-process the ids from outside to inside, separated by <c>/</c>.
    /// </param>
    /// <param name="variables">What conditions may read.</param>
    /// <exception cref="RuleBroken">The process is over, or has no such element.</exception>
    public IReadOnlyList<ProcessEffect> MoveTo(ProcessState state, string elementPath, IReadOnlyDictionary<string, object?> variables)
    {
        if (state.Ended || state.Scopes.Count == 0) throw new RuleBroken("a process that is over or has not begun cannot be moved");
        var run = Run(state, variables);
        run.Relocate(elementPath.Split('/'));
        return run.ToRest();
    }

    /// <summary>Moves a running process, or a process that it calls, to another version. Tokens keep their ids; timers and messages on borders are set as they are there.</summary>
    /// <exception cref="RuleBroken">A token does not map: see <see cref="Migration.MigrationPlan"/>. Nothing has been changed then.</exception>
    public IReadOnlyList<ProcessEffect> Migrate(ProcessState state, Migration.MigrationTarget target, IReadOnlyDictionary<string, object?> variables)
    {
        if (state.Ended || state.Scopes.Count == 0) throw new RuleBroken("a process that is over or has not begun cannot be moved to another version");
        var run = Run(state, variables);
        run.Migrate(target);
        return run.ToRest();
    }

    /// <summary>Cancels every token: the case was rejected or withdrawn.</summary>
    public IReadOnlyList<ProcessEffect> CancelAll(ProcessState state)
    {
        if (state.Ended) return [];
        var run = Run(state, new Dictionary<string, object?>());
        run.TerminateRoot();
        return run.ToRest();
    }

    private ProcessRun Run(ProcessState state, IReadOnlyDictionary<string, object?> variables) => new(catalog, conditions, decisions, state, variables);

    private static ProcessToken Present(ProcessState state, Guid tokenId) =>
        state.Token(tokenId) ?? throw new RuleBroken($"token {tokenId} has gone");

    private static ProcessToken Waiting(ProcessState state, Guid tokenId) =>
        Present(state, tokenId) is { Status: TokenStatus.Waiting } token ? token : throw new RuleBroken($"token {tokenId} waits for no step");

    // A called process that is missing, or calls in a circle, is an incident where it is called; here it is only not pinned.
    private void PinCalledVersions(ProcessState state, ProcessGraph graph, int depth)
    {
        foreach (var call in graph.Elements.Values)
        {
            if (call.CalledProcess is not { } key || state.CalledVersions.ContainsKey(key) || depth >= MaxCallDepth) continue;
            if (catalog.Get(key, call.CalledVersion) is not { } called) continue;
            state.CalledVersions[key] = called.Version;
            PinCalledVersions(state, called, depth + 1);
        }
    }
}
