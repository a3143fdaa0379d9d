using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules;

namespace CentralOps.Domain.Processes;

internal sealed partial class ProcessRun
{
    /// <summary>A timer or message that a token listened for has come.</summary>
    public void Happened(ProcessToken token, ArmedEvent armed)
    {
        var scope = state.Scope(token.ScopeId);
        var happened = Graph(scope).Elements[armed.ElementId];
        if (happened.AttachedTo is not null) BoundaryHappened(scope, token, happened, armed);
        else
        {
            token.Armed.Remove(armed);
            Disarm(token);
            state.Tokens.Remove(token);
            if (token.ElementId != happened.Id)
            {
                var gateway = Element(token);
                Passed(scope, gateway.Id);
                if (gateway.Outgoing.FirstOrDefault(f => f.TargetId == happened.Id) is { } flow) Passed(scope, flow.Id);
            }

            Leave(scope, happened);
        }
    }

    /// <summary>A business error at a token; false = caught nowhere.</summary>
    public bool Throw(ProcessToken token, StepError error)
    {
        if (Catcher(token, error.Code, error.Outcome is not null) is not { } caught) return false;
        Interrupt(caught.Token, caught.Event);
        return true;
    }

    /// <summary>Cancels everything and starts again at the element at the end of the path.</summary>
    public void Relocate(string[] path)
    {
        var root = state.Scopes.Find(s => s.ParentToken is null)!;
        foreach (var token in state.Tokens.Where(t => t.ScopeId == root.Id).ToList()) Cancel(token);
        DropMoves(root);
        var scope = root;
        foreach (var outer in path[..^1])
        {
            var activity = Target(scope, outer);
            if (activity.Loop is not null)
            {
                _moves.Enqueue(new Move(scope, activity, null)); // an instance is no place of its own: all of them are done again
                return;
            }

            var inner = activity.Kind is ElementKind.Call or ElementKind.SubProcess ? InnerScope(scope, activity) : null;
            if (inner is null) throw new RuleBroken($"'{outer}' of process {scope.ProcessKey} has nothing inside to move to");
            var token = Wait(scope, activity, null, TokenStatus.Calling);
            inner.ParentToken = token.Id;
            ArmBoundary(token, activity);
            state.Scopes.Add(inner);
            scope = inner;
        }

        var target = Target(scope, path[^1]);
        if (target.AttachedTo is not null || target.ForCompensation) throw new RuleBroken($"{target.Id} is entered by no path and is no place to move to");
        _moves.Enqueue(new Move(scope, target, null));
    }

    /// <summary>Cancels everything for good.</summary>
    public void TerminateRoot()
    {
        if (state.Scopes.Find(s => s.ParentToken is null) is { } root) Terminate(root);
        else state.Ended = true;
    }

    private FlowElement Target(ProcessScope scope, string elementId) =>
        Graph(scope).Find(elementId) is { } e && e.ParentId == scope.SubProcess
            ? e
            : throw new RuleBroken($"process {scope.ProcessKey} has no element '{elementId}' to move to");

    private void Terminate(ProcessScope scope)
    {
        foreach (var token in state.Tokens.Where(t => t.ScopeId == scope.Id).ToList()) Cancel(token);
        DropMoves(scope);
        if (scope.ParentToken is not null) return; // the empty scope is closed like any other and its caller goes on
        state.Scopes.Remove(scope);
        state.Ended = true;
        _effects.Add(new ProcessEnded(true));
    }

    private void DropMoves(ProcessScope scope)
    {
        for (var n = _moves.Count; n > 0; n--)
        {
            var move = _moves.Dequeue();
            if (move.Scope != scope) _moves.Enqueue(move);
        }
    }

    // The token, and everything that was opened under it.
    private void Cancel(ProcessToken token)
    {
        foreach (var inner in state.Scopes.Where(s => s.ParentToken == token.Id).ToList())
        {
            foreach (var child in state.Tokens.Where(t => t.ScopeId == inner.Id).ToList()) Cancel(child);
            DropMoves(inner);
            state.Scopes.Remove(inner);
            state.Done.RemoveAll(d => d.ScopeId == inner.Id); // what was inside did not complete as a whole
        }

        // The activity as a whole, when it is done several times, never was a step of its own.
        if (Element(token).Kind == ElementKind.Step && token.Status != TokenStatus.Calling) _effects.Add(new StepCancelled(token.Id, token.ElementId));
        Disarm(token);
        state.Tokens.Remove(token);
    }

    private void BoundaryHappened(ProcessScope scope, ProcessToken token, FlowElement happened, ArmedEvent armed)
    {
        if (happened.Interrupting)
        {
            token.Armed.Remove(armed);
            Interrupt(token, happened);
            return;
        }

        // The message may come again while the activity lasts; a timer only as often as it says.
        if (armed.Message is null)
        {
            token.Armed.Remove(armed);
            if (armed.Repeats != 0) Arm(token, happened, armed.Repeats > 0 ? armed.Repeats - 1 : -1);
        }

        Leave(scope, happened);
    }

    private void Interrupt(ProcessToken token, FlowElement by)
    {
        var scope = state.Scope(token.ScopeId);
        Cancel(token);
        Leave(scope, by);
    }

    private void ThrowFrom(ProcessScope scope, FlowElement end, SequenceFlow? by)
    {
        var code = end.ErrorCode ?? "";
        if (scope.ParentToken is { } parent && Catcher(state.Token(parent)!, code) is { } caught) Interrupt(caught.Token, caught.Event);
        else Stop(scope, end, by, $"the error '{code}' of '{end.Name}' is caught nowhere");
    }

    // The nearest one, from inside to outside; on one activity a code is preferred to "any error".
    private (ProcessToken Token, FlowElement Event)? Catcher(ProcessToken token, string code, bool byCodeAround = false)
    {
        var around = false;
        for (var at = token; ; )
        {
            // What sits on the border of a multi-instance activity belongs to all of it, not to one instance.
            var caught = at.Instance is not null ? null : Element(at).Boundary
                .Where(b => b.Kind == ElementKind.BoundaryError && (b.ErrorCode == code || (b.ErrorCode is null && !(byCodeAround && around))))
                .OrderBy(b => b.ErrorCode is null).FirstOrDefault();
            if (caught is not null) return (at, caught);
            var scope = state.Scope(at.ScopeId);
            if (scope.ParentToken is not { } parent) return null;
            around |= scope.Loop is null;
            at = state.Token(parent)!;
        }
    }

    private void EnterEventGateway(ProcessScope scope, FlowElement gateway, SequenceFlow? by)
    {
        var graph = Graph(scope);
        var token = Wait(scope, gateway, by, TokenStatus.Waiting);
        foreach (var flow in gateway.Outgoing)
        {
            if (!Arm(token, graph.Elements[flow.TargetId])) return;
        }
    }

    private void ArmBoundary(ProcessToken token, FlowElement activity)
    {
        if (token.Instance is not null) return;
        foreach (var border in activity.Boundary)
        {
            if (border.Kind is not (ElementKind.BoundaryError or ElementKind.BoundaryCompensation) && !Arm(token, border)) return;
        }
    }

    private bool Arm(ProcessToken token, FlowElement listener, int? repeats = null)
    {
        if (listener.Message is { } name)
        {
            token.Armed.Add(new ArmedEvent { ElementId = listener.Id, Message = name, IsSignal = listener.IsSignal });
            _effects.Add(new MessageAwaited(token.Id, listener.Id, name));
            return true;
        }

        try
        {
            var time = TimeOf(token, listener);
            token.Armed.Add(new ArmedEvent { ElementId = listener.Id, Repeats = listener.Interrupting && listener.AttachedTo is not null ? 0 : repeats ?? time.Repeats });
            _effects.Add(new TimerArmed(token.Id, listener.Id, listener.AttachedTo is not null, time.After, time.At));
            return true;
        }
        catch (RuleEvaluationFailed error)
        {
            Stop(token, error.Message);
            return false;
        }
    }

    private TimerValue TimeOf(ProcessToken token, FlowElement timer)
    {
        var definition = timer.Timer!;
        var value = TimerValue.IsLiteral(definition) ? definition.Text : conditions.Evaluate(definition.Text, VariablesOf(state.Scope(token.ScopeId), token.Instance));
        return value switch
        {
            TimeSpan after when after >= TimeSpan.Zero => new TimerValue(after, null),
            DateTimeOffset at => new TimerValue(null, at),
            string text when TimerValue.TryRead(definition.Kind, text, out var read) => read,
            _ => throw new RuleEvaluationFailed($"the time of '{timer.Name}' ({definition.Text}) is no time: {value ?? "null"}"),
        };
    }

    private void Disarm(ProcessToken token)
    {
        foreach (var armed in token.Armed)
            _effects.Add(armed.Message is { } name ? new MessageForgotten(token.Id, armed.ElementId, name) : new TimerDisarmed(token.Id, armed.ElementId));
        token.Armed.Clear();
    }
}
