using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules;

namespace CentralOps.Domain.Processes;

/// <summary>One operation of the engine on one state: tokens move until all of them wait.</summary>
internal sealed partial class ProcessRun(
    IProcessCatalog catalog, IConditionEvaluator conditions, IDecisionService decisions, ProcessState state, IReadOnlyDictionary<string, object?> given)
{
    /// <summary>Elements passed in one operation before a model counts as running in circles.</summary>
    private const int MostMoves = 10_000;

    private readonly Dictionary<string, object?> _variables = new(given, StringComparer.Ordinal);
    private readonly List<ProcessEffect> _effects = [];
    private readonly Queue<Move> _moves = new();
    private int _moved;

    /// <summary>Instance that the element now being entered is; null = it is not one of several.</summary>
    private int? _instance;

    /// <summary>A token on its way: into an element, by a flow unless it starts there.</summary>
    private readonly record struct Move(ProcessScope Scope, FlowElement Element, SequenceFlow? By, int? Instance = null);

    /// <summary>Runs until every token waits; then all effects.</summary>
    public IReadOnlyList<ProcessEffect> ToRest()
    {
        while (true)
        {
            if (_moves.TryDequeue(out var move))
            {
                Enter(move);
                _instance = null;
            }
            else if (!FireInclusiveJoin() && !CloseEmptyScope()) break;
        }

        if (!state.Ended) ReportDeadlocks();
        return _effects;
    }

    public void OpenScope(ProcessScope scope)
    {
        state.Scopes.Add(scope);
        var start = Graph(scope).Start(scope.SubProcess);
        if (start is not null) _moves.Enqueue(new Move(scope, start, null));
    }

    public void CompleteStep(ProcessToken token)
    {
        var scope = state.Scope(token.ScopeId);
        var element = Element(token);
        if (element.Kind != ElementKind.Step) throw new RuleBroken($"token {token.Id} waits for no step");
        _effects.Add(new StepLeft(token.Id, element.Id));
        Disarm(token);
        state.Tokens.Remove(token);
        Leave(scope, element);
    }

    public void EnterAgain(ProcessToken token)
    {
        var scope = state.Scope(token.ScopeId);
        var element = Element(token);
        var by = element.Incoming.FirstOrDefault(f => f.Id == token.ArrivedBy);
        Cancel(token);
        _moves.Enqueue(new Move(scope, element, by, token.Instance));
    }

    private ProcessGraph Graph(ProcessScope scope) => catalog.Get(scope.ProcessKey, scope.Version)
        ?? throw new InvalidOperationException($"process {scope.ProcessKey} version {scope.Version} is no longer there");

    private FlowElement Element(ProcessToken token) => Graph(state.Scope(token.ScopeId)).Find(token.ElementId)
        ?? throw new InvalidOperationException($"process {state.Scope(token.ScopeId).ProcessKey} has no element {token.ElementId}");

    private void Enter(Move move)
    {
        var (scope, element, by, instance) = move;
        if (!state.Scopes.Contains(scope)) return; // closed by something that moved before
        _instance = instance;
        if (++_moved > MostMoves)
        {
            Stop(scope, element, by, $"the model passed {MostMoves} elements without waiting: it runs in circles");
            return;
        }

        if (element.Loop is not null && instance is null)
        {
            EnterLoop(scope, element, by);
            return;
        }

        switch (element.Kind)
        {
            case ElementKind.Start or ElementKind.Milestone:
                Leave(scope, element);
                break;
            case ElementKind.End:
                Passed(scope, element.Id);
                break;
            case ElementKind.Terminate:
                Passed(scope, element.Id);
                Terminate(scope);
                break;
            case ElementKind.ErrorEnd:
                Passed(scope, element.Id);
                ThrowFrom(scope, element, by);
                break;
            case ElementKind.Step:
                var token = Wait(scope, element, by, TokenStatus.Waiting);
                var one = state.InstanceOf(token);
                _effects.Add(new StepEntered(token.Id, element.Step! with { ProcessKey = scope.ProcessKey, Instance = one?.Number, Item = one?.Item }));
                ArmBoundary(token, element);
                break;
            case ElementKind.Message or ElementKind.Timer:
                var waiting = Wait(scope, element, by, TokenStatus.Waiting);
                if (Arm(waiting, element)) ArmBoundary(waiting, element);
                break;
            case ElementKind.SignalThrow:
                LeaveBy(scope, element, element.Outgoing);
                Signal(element.Message!);
                break;
            case ElementKind.CompensationThrow:
                Undo(scope, element, by);
                break;
            case ElementKind.EventBased:
                EnterEventGateway(scope, element, by);
                break;
            case ElementKind.BusinessRule:
                Decide(scope, element, by);
                break;
            case ElementKind.Call or ElementKind.SubProcess:
                EnterCall(scope, element, by);
                break;
            case ElementKind.Exclusive:
                Choose(scope, element, by);
                break;
            case ElementKind.Inclusive:
                if (element.Incoming.Count > 1) Wait(scope, element, by, TokenStatus.Joining);
                else Split(scope, element, by);
                break;
            case ElementKind.Parallel:
                if (element.Incoming.Count > 1) JoinParallel(scope, element, by);
                else Leave(scope, element);
                break;
            default:
                throw new InvalidOperationException($"a token cannot enter a {element.Kind} by a flow");
        }
    }

    private ProcessToken Wait(ProcessScope scope, FlowElement element, SequenceFlow? by, TokenStatus status)
    {
        var token = new ProcessToken { Id = Ids.New(), ScopeId = scope.Id, ElementId = element.Id, Status = status, ArrivedBy = by?.Id, Instance = _instance };
        state.Tokens.Add(token);
        return token;
    }

    private void Passed(ProcessScope scope, string elementId) => _effects.Add(new ElementPassed(scope.ProcessKey, elementId));

    // Leaving anything but an exclusive or inclusive gateway: every flow without a condition, and those whose condition is true (BPMN 13.3.1).
    private void Leave(ProcessScope scope, FlowElement element)
    {
        if (scope.Loop is not null || scope.Undoing is not null)
        {
            LeaveDriven(scope, element);
            return;
        }

        if (element.UndoneBy is not null)
            state.Done.Add(new DoneActivity { ScopeId = scope.Id, ProcessKey = scope.ProcessKey, Version = scope.Version, ElementId = element.Id, Within = element.Id });
        if (element.Outgoing.Any(f => f.Condition is not null)) Split(scope, element, null);
        else LeaveBy(scope, element, element.Outgoing);
    }

    private void LeaveBy(ProcessScope scope, FlowElement element, IEnumerable<SequenceFlow> flows)
    {
        Passed(scope, element.Id);
        var graph = Graph(scope);
        foreach (var flow in flows)
        {
            Passed(scope, flow.Id);
            _moves.Enqueue(new Move(scope, graph.Elements[flow.TargetId], flow));
        }
    }

    private void Choose(ProcessScope scope, FlowElement gateway, SequenceFlow? by)
    {
        try
        {
            var chosen = gateway.Outgoing.FirstOrDefault(f => f != gateway.Default && (f.Condition is null || conditions.IsTrue(f.Condition, VariablesOf(scope)))) ?? gateway.Default;
            if (chosen is null) Stop(scope, gateway, by, $"no condition of '{gateway.Name}' is true and it has no default flow");
            else LeaveBy(scope, gateway, [chosen]);
        }
        catch (RuleEvaluationFailed error)
        {
            Stop(scope, gateway, by, error.Message);
        }
    }

    private void Split(ProcessScope scope, FlowElement element, SequenceFlow? by)
    {
        try
        {
            var chosen = element.Outgoing.Where(f => f != element.Default && (f.Condition is null || conditions.IsTrue(f.Condition, VariablesOf(scope)))).ToList();
            if (chosen.Count == 0 && element.Default is { } otherwise) chosen.Add(otherwise);
            if (chosen.Count == 0 && element.Outgoing.Count > 0) Stop(scope, element, by, $"no condition of '{element.Name}' is true and it has no default flow");
            else LeaveBy(scope, element, chosen);
        }
        catch (RuleEvaluationFailed error)
        {
            Stop(scope, element, by, error.Message);
        }
    }

    private void Decide(ProcessScope scope, FlowElement task, SequenceFlow? by)
    {
        try
        {
            var variables = VariablesOf(scope);
            var result = decisions.Decide(task.RuleSet!, task.Decision, variables);
            var inputs = result.Reads.ToDictionary(n => n, n => variables.GetValueOrDefault(n));
            foreach (var (name, value) in result.Outputs) _variables[name] = value;
            _effects.Add(new DecisionTaken(task.Id, result, inputs));
            Leave(scope, task);
        }
        catch (RuleEvaluationFailed error)
        {
            Stop(scope, task, by, error.Message);
        }
    }

    private void EnterCall(ProcessScope scope, FlowElement element, SequenceFlow? by)
    {
        if (Depth(scope) >= ProcessEngine.MaxCallDepth)
        {
            Stop(scope, element, by, $"'{element.Name}' is called more than {ProcessEngine.MaxCallDepth} deep: processes call each other in a circle");
            return;
        }

        var inner = InnerScope(scope, element);
        if (inner is null)
        {
            Stop(scope, element, by, $"'{element.Name}' calls the process '{element.CalledProcess}', of which no executable version is in force");
            return;
        }

        var token = Wait(scope, element, by, TokenStatus.Calling);
        inner.ParentToken = token.Id;
        ArmBoundary(token, element);
        OpenScope(inner);
    }

    private ProcessScope? InnerScope(ProcessScope scope, FlowElement element)
    {
        if (element.Kind == ElementKind.SubProcess)
            return new ProcessScope { Id = Ids.New(), ProcessKey = scope.ProcessKey, Version = scope.Version, SubProcess = element.Id };
        int? pinned = state.CalledVersions.TryGetValue(element.CalledProcess!, out var version) ? version : element.CalledVersion;
        if (catalog.Get(element.CalledProcess!, pinned) is not { } graph) return null;
        state.CalledVersions[graph.Key] = graph.Version;
        return new ProcessScope { Id = Ids.New(), ProcessKey = graph.Key, Version = graph.Version };
    }

    private int Depth(ProcessScope scope)
    {
        var depth = 0;
        for (var s = scope; s.ParentToken is { } parent; s = state.Scope(state.Token(parent)!.ScopeId)) depth++;
        return depth;
    }

    // A scope in which nothing stands or moves is finished; the innermost are found first because they were opened last.
    private bool CloseEmptyScope()
    {
        var empty = state.Scopes.FindLast(s => !state.Tokens.Exists(t => t.ScopeId == s.Id));
        if (empty is null) return false;
        Close(empty);
        if (empty.ParentToken is not { } parentId)
        {
            state.Ended = true;
            _effects.Add(new ProcessEnded(false));
            return true;
        }

        var caller = state.Token(parentId)!;
        var scope = state.Scope(caller.ScopeId);
        var element = Element(caller);
        Disarm(caller);
        state.Tokens.Remove(caller);
        Leave(scope, element);
        return true;
    }

    /// <summary>The token stops here with a message; <see cref="ProcessEngine.Retry"/> enters the element again.</summary>
    private void Stop(ProcessScope scope, FlowElement element, SequenceFlow? by, string message) =>
        Stop(Wait(scope, element, by, TokenStatus.Incident), message);

    private void Stop(ProcessToken token, string message)
    {
        token.Status = TokenStatus.Incident;
        token.Incident = message;
        _effects.Add(new ProcessIncident(token.Id, token.ElementId, message));
    }
}
