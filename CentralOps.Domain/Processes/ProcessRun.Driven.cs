using System.Text.Json;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules;

namespace CentralOps.Domain.Processes;

/// <summary>Scopes whose activities are begun one by one and not by flows: the instances of a multi-instance activity, and compensation.</summary>
internal sealed partial class ProcessRun
{
    /// <summary>Instances of one activity; more is taken for a mistake.</summary>
    private const int MostInstances = 1_000;

    // BPMN 2.0.2, 13.3.6: the activity as a whole is one token with what sits on its border; the instances are in a scope of their own under it.
    private void EnterLoop(ProcessScope scope, FlowElement element, SequenceFlow? by)
    {
        var loop = element.Loop!;
        List<string>? items;
        int count;
        try
        {
            (count, items) = Instances(scope, element, loop);
        }
        catch (RuleEvaluationFailed error)
        {
            Stop(scope, element, by, error.Message);
            return;
        }

        var token = Wait(scope, element, by, TokenStatus.Calling);
        ArmBoundary(token, element);
        if (token.Status == TokenStatus.Incident) return;
        var inner = new ProcessScope
        {
            Id = Ids.New(), ParentToken = token.Id, ProcessKey = scope.ProcessKey, Version = scope.Version, SubProcess = scope.SubProcess,
            Loop = new LoopState { ElementId = element.Id, Count = count, Items = items, Item = loop.Item },
        };
        state.Scopes.Add(inner);
        for (var i = 0; i < (loop.Sequential ? Math.Min(1, count) : count); i++) BeginInstance(inner, element);
    }

    private (int Count, List<string>? Items) Instances(ProcessScope scope, FlowElement element, LoopDefinition loop)
    {
        var value = conditions.Evaluate(loop.Collection ?? loop.Cardinality!, VariablesOf(scope));
        if (loop.Collection is not null)
        {
            if (value is string or not System.Collections.IEnumerable) throw new RuleEvaluationFailed($"'{element.Name}' is done for each of '{loop.Collection}', which is no list: {value ?? "null"}");
            var items = ((System.Collections.IEnumerable)value).Cast<object?>().Take(MostInstances + 1).Select(x => JsonSerializer.Serialize(x)).ToList();
            return items.Count <= MostInstances ? (items.Count, items) : throw new RuleEvaluationFailed($"'{element.Name}' would be done more than {MostInstances} times");
        }

        return value is decimal number && number >= 0 && number <= MostInstances && number == decimal.Truncate(number)
            ? ((int)number, null)
            : throw new RuleEvaluationFailed($"'{element.Name}' is to be done '{loop.Cardinality}' times, which is no whole number from 0 to {MostInstances}: {value ?? "null"}");
    }

    private void BeginInstance(ProcessScope scope, FlowElement element) => _moves.Enqueue(new Move(scope, element, null, ++scope.Loop!.Begun));

    private void LeaveDriven(ProcessScope scope, FlowElement element)
    {
        if (scope.Loop is { } loop) InstanceDone(scope, element, loop);
        else NextToUndo(scope);
    }

    private void InstanceDone(ProcessScope scope, FlowElement element, LoopState loop)
    {
        loop.Done++;
        try
        {
            if (element.Loop?.Completion is { } enough && conditions.IsTrue(enough, VariablesOf(scope)))
            {
                foreach (var token in state.Tokens.Where(t => t.ScopeId == scope.Id).ToList()) Cancel(token);
                DropMoves(scope);
                return;
            }
        }
        catch (RuleEvaluationFailed error)
        {
            // Entering again would do the instance twice: it is the activity as a whole that stops, and is done again from its first instance on.
            var whole = state.Token(scope.ParentToken!.Value)!;
            foreach (var token in state.Tokens.Where(t => t.ScopeId == scope.Id).ToList()) Cancel(token);
            DropMoves(scope);
            state.Scopes.Remove(scope);
            Stop(whole, error.Message);
            return;
        }

        if (element.Loop!.Sequential && loop.Begun < loop.Count) BeginInstance(scope, element);
    }

    /// <summary>What conditions of a scope read: the variables, and item and number of the instances that it is in.</summary>
    private Dictionary<string, object?> VariablesOf(ProcessScope scope, int? instance = null)
    {
        if (!state.Scopes.Exists(s => s.Loop is not null)) return _variables;
        var all = new Dictionary<string, object?>(_variables, StringComparer.Ordinal);
        var within = new List<(LoopState Loop, int? Number)>();
        for (var (at, number) = (scope, instance ?? _instance); ;)
        {
            if (at.Loop is { } loop) within.Add((loop, number));
            if (at.ParentToken is not { } parentId || state.Token(parentId) is not { } parent) break;
            (at, number) = (state.Scope(parent.ScopeId), parent.Instance);
        }

        for (var i = within.Count - 1; i >= 0; i--) // the innermost last: its names hide those outside
        {
            var (loop, number) = within[i];
            (all["loop_count"], all["loop_done"]) = ((decimal)loop.Count, (decimal)loop.Done);
            if (number is not { } its) continue;
            all["loop_number"] = (decimal)its;
            if (loop.Item is { } name && loop.Items is { } items) all[name] = ItemOf(items[its - 1]);
        }

        return all;
    }

    private static object? ItemOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind switch
        {
            JsonValueKind.Number => document.RootElement.GetDecimal(),
            JsonValueKind.String => document.RootElement.GetString(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
    }

    // Everything in the case that listens at this moment; what begins to listen because of it does not hear it.
    private void Signal(string name)
    {
        foreach (var (token, armed) in state.Tokens.SelectMany(t => t.Armed.Where(a => a.IsSignal && a.Message == name).Select(a => (t, a))).ToList())
        {
            if (state.Tokens.Contains(token) && token.Armed.Contains(armed)) Happened(token, armed);
        }
    }

    // BPMN 2.0.2, 13.5.5: what was completed in the scope is undone in reverse order; the event waits until that is done.
    private void Undo(ProcessScope scope, FlowElement by, SequenceFlow? flow)
    {
        var wanted = state.Done.Where(d => d.ScopeId == scope.Id && (by.Undoes is null || d.Within == by.Undoes)).Reverse().ToList();
        state.Done.RemoveAll(wanted.Contains);
        var token = Wait(scope, by, flow, TokenStatus.Calling);
        var inner = new ProcessScope { Id = Ids.New(), ParentToken = token.Id, ProcessKey = scope.ProcessKey, Version = scope.Version, SubProcess = scope.SubProcess, Undoing = wanted };
        state.Scopes.Add(inner);
        NextToUndo(inner);
    }

    private void NextToUndo(ProcessScope scope)
    {
        while (scope.Undoing is [var next, ..])
        {
            scope.Undoing.RemoveAt(0);
            if (catalog.Get(next.ProcessKey, next.Version) is not { } graph || graph.Find(next.ElementId)?.UndoneBy is not { } undoneBy) continue;
            // What undoes it may stand in a process that was called: its scope has closed long ago, so it runs here.
            (scope.ProcessKey, scope.Version, scope.SubProcess) = (graph.Key, graph.Version, graph.Elements[undoneBy].ParentId);
            _moves.Enqueue(new Move(scope, graph.Elements[undoneBy], null));
            return;
        }
    }

    // What was done inside can be undone from outside once it is complete.
    private void Close(ProcessScope scope)
    {
        state.Scopes.Remove(scope);
        if (scope.ParentToken is not { } parentId || state.Token(parentId) is not { } caller) return;
        foreach (var done in state.Done.Where(d => d.ScopeId == scope.Id)) (done.ScopeId, done.Within) = (caller.ScopeId, caller.ElementId);
    }
}
