using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Migration;

namespace CentralOps.Domain.Processes;

/// <summary>Moving a running process to another version.</summary>
internal sealed partial class ProcessRun
{
    public void Migrate(MigrationTarget target)
    {
        var moves = MigrationPlan.Of(state, target, catalog);
        if (moves.FirstOrDefault(m => m.Hindrance is not null) is { } no) throw new RuleBroken($"'{no.ElementName}' cannot move to version {target.Version} of {target.ProcessKey}: {no.Hindrance} {no.Detail}");
        var graph = catalog.Get(target.ProcessKey, target.Version)!;

        if (state.Key == target.ProcessKey) state.Version = target.Version;
        if (state.CalledVersions.ContainsKey(target.ProcessKey)) state.CalledVersions[target.ProcessKey] = target.Version;
        foreach (var call in graph.Elements.Values)
        {
            // What is called for the first time there is fixed now, as at a start.
            if (call.CalledProcess is { } key && !state.CalledVersions.ContainsKey(key) && catalog.Get(key, call.CalledVersion) is { } called) state.CalledVersions[key] = called.Version;
        }

        foreach (var scope in state.Scopes.Where(s => s.ProcessKey == target.ProcessKey && s.Version != target.Version))
        {
            scope.Version = target.Version;
            scope.SubProcess = MigrationPlan.Mapped(target, scope.SubProcess);
            if (scope.Loop is { } loop) loop.ElementId = MigrationPlan.Mapped(target, loop.ElementId)!;
            foreach (var token in state.Tokens.Where(t => t.ScopeId == scope.Id)) Settle(token, graph, target);
        }

        foreach (var done in state.Done.Where(d => d.ProcessKey == target.ProcessKey && d.Version != target.Version))
        {
            if (graph.Find(MigrationPlan.Mapped(target, done.ElementId)!)?.UndoneBy is null) continue; // undone as the version it was done in says
            (done.ElementId, done.Within, done.Version) = (MigrationPlan.Mapped(target, done.ElementId)!, MigrationPlan.Mapped(target, done.Within)!, target.Version);
        }
    }

    // The token keeps its id, so that work in hand goes on; what sits on the border is as the new version has it.
    private void Settle(ProcessToken token, ProcessGraph graph, MigrationTarget target)
    {
        token.ElementId = MigrationPlan.Mapped(target, token.ElementId)!;
        token.ArrivedBy = MigrationPlan.Mapped(target, token.ArrivedBy);
        var element = graph.Elements[token.ElementId];
        foreach (var armed in token.Armed.ToList())
        {
            var id = MigrationPlan.Mapped(target, armed.ElementId)!;
            var there = graph.Find(id);
            var stays = there is not null && there.Message == armed.Message && id == armed.ElementId && (there.AttachedTo is null || there.AttachedTo == element.Id);
            if (stays) continue;
            _effects.Add(armed.Message is { } name ? new MessageForgotten(token.Id, armed.ElementId, name) : new TimerDisarmed(token.Id, armed.ElementId));
            token.Armed.Remove(armed);
            if (there is { AttachedTo: null }) Arm(token, there); // the event that it waits for, under its new id
        }

        if (token.Status is not (TokenStatus.Waiting or TokenStatus.Calling) || token.Instance is not null) return;
        foreach (var border in element.Boundary)
        {
            if (border.Kind is not (ElementKind.BoundaryError or ElementKind.BoundaryCompensation) && !token.Armed.Exists(a => a.ElementId == border.Id) && !Arm(token, border)) return;
        }
    }
}
