namespace CentralOps.Domain.Processes;

internal sealed partial class ProcessRun
{
    private void JoinParallel(ProcessScope scope, FlowElement join, SequenceFlow? by)
    {
        // A token put here by a return counts for all flows: there is nobody else to wait for.
        if (by is null)
        {
            Leave(scope, join);
            return;
        }

        Wait(scope, join, by, TokenStatus.Joining);
        var arrived = FirstOfEachFlow(scope, join);
        if (arrived.Count < join.Incoming.Count) return;
        foreach (var token in arrived) state.Tokens.Remove(token);
        Leave(scope, join);
    }

    /// <summary>Only when nothing moves: fires one inclusive join whose missing tokens can no longer come (BPMN 2.0.2, 13.4.3).</summary>
    private bool FireInclusiveJoin()
    {
        foreach (var waiting in state.Tokens.Where(t => t.Status == TokenStatus.Joining).ToList())
        {
            var join = Element(waiting);
            if (join.Kind != ElementKind.Inclusive) continue;
            var scope = state.Scope(waiting.ScopeId);
            if (waiting.ArrivedBy is null)
            {
                state.Tokens.Remove(waiting);
                Split(scope, join, null);
                return true;
            }

            var arrived = FirstOfEachFlow(scope, join);
            if (MoreCanCome(scope, join, arrived)) continue;
            foreach (var token in arrived) state.Tokens.Remove(token);
            Split(scope, join, null);
            return true;
        }

        return false;
    }

    private List<ProcessToken> FirstOfEachFlow(ProcessScope scope, FlowElement join) =>
        state.Tokens.Where(t => t.ScopeId == scope.Id && t.ElementId == join.Id && t.Status == TokenStatus.Joining).DistinctBy(t => t.ArrivedBy).ToList();

    // A token elsewhere holds the join up when it can reach a flow that has none yet, unless it can also reach one that has:
    // that token would come too late anyway and makes the join fire a second time.
    private bool MoreCanCome(ProcessScope scope, FlowElement join, List<ProcessToken> arrived)
    {
        var marked = arrived.Select(t => t.ArrivedBy).ToHashSet();
        if (marked.Count == join.Incoming.Count) return false;
        var graph = Graph(scope);
        foreach (var other in state.Tokens)
        {
            if (other.ScopeId != scope.Id || other.ElementId == join.Id) continue;
            var reachesUnmarked = join.Incoming.Any(f => !marked.Contains(f.Id) && graph.Reaches(other.ElementId, f));
            if (reachesUnmarked && !join.Incoming.Any(f => marked.Contains(f.Id) && graph.Reaches(other.ElementId, f))) return true;
        }

        return false;
    }

    // All tokens of a scope wait at joins and none will fire: the model is unsound. Said at once rather than never.
    private void ReportDeadlocks()
    {
        foreach (var scope in state.Scopes)
        {
            var tokens = state.Tokens.Where(t => t.ScopeId == scope.Id).ToList();
            if (!tokens.TrueForAll(t => t.Status == TokenStatus.Joining)) continue;
            foreach (var token in tokens) Stop(token, $"the join '{Element(token).Name}' waits for tokens that cannot come");
        }
    }
}
