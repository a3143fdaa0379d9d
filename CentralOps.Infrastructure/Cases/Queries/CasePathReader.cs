using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Versioning;

namespace CentralOps.Infrastructure.Cases.Queries;

/// <summary>The way of a case from what it has passed and from its timeline.</summary>
internal sealed class CasePathReader(ICaseReader cases, IStaffDirectory staff, IPublishedConfiguration configuration, IProcessCatalog processes, TimeProvider clock) : ICasePaths
{
    public async Task<IReadOnlyList<ProcessPath>> FindAsync(Guid userId, Guid caseId, CancellationToken cancel = default)
    {
        if (await staff.FindAsync(userId, cancel) is not { } person || await cases.ReadAsync(caseId, cancel) is not { } @case) return [];
        if (!person.May(Permissions.CaseViewAll) && !(person.May(Permissions.CaseView) && person.BranchCode == @case.BranchCode)) return [];
        var events = (await cases.EventsAsync(caseId, cancel)).Where(e => e.Element is not null).ToLookup(e => e.Element!);
        var names = new Dictionary<Guid, string>();
        foreach (var id in events.SelectMany(g => g).Select(e => e.UserId).OfType<Guid>().Distinct()) names[id] = (await staff.FindAsync(id, cancel))?.DisplayName ?? "";

        var state = @case.Process;
        var standing = state.Tokens.Select(t => (state.Scopes.First(s => s.Id == t.ScopeId).ProcessKey, t.ElementId, t.Status)).ToList();
        var paths = new List<ProcessPath>();
        foreach (var key in new[] { state.Key }.Concat(@case.Body.Passed.Keys).Concat(standing.Select(s => s.ProcessKey)).Distinct())
        {
            var version = key == state.Key ? state.Version : state.CalledVersions.GetValueOrDefault(key);
            if (configuration.Exact(ConfigurationKind.Process, key, version) is not { } document || processes.Get(key, version) is not { } graph) continue;
            var passed = @case.Body.Passed.GetValueOrDefault(key) ?? [];
            var here = standing.Where(s => s.ProcessKey == key).ToList();
            var seen = passed.Concat(here.Select(s => s.ElementId)).ToHashSet(StringComparer.Ordinal);
            paths.Add(new ProcessPath
            {
                Key = key,
                Version = version,
                Name = graph.Name,
                Xml = document.Content,
                Passed = passed,
                Standing = [.. here.Where(s => s.Status != TokenStatus.Incident).Select(s => s.ElementId).Distinct()],
                Stopped = [.. here.Where(s => s.Status == TokenStatus.Incident || @case.Status == CaseStatus.Incident && IsStopped(events[s.ElementId])).Select(s => s.ElementId).Distinct()],
                Visits = [.. graph.Elements.Values.Where(e => e.Step is not null && seen.Contains(e.Id) && events.Contains(e.Id)).Select(e => Visit(e, events[e.Id], names)).OfType<StepVisit>().OrderBy(v => v.EnteredAt)],
            });
        }

        return paths;
    }

    private static bool IsStopped(IEnumerable<CaseEvent> events) => events.LastOrDefault(e => e.Code is "incident" or "step-entered" or "step-left")?.Code == "incident";

    private StepVisit? Visit(FlowElement element, IEnumerable<CaseEvent> events, Dictionary<Guid, string> names)
    {
        var (times, spent) = (0, TimeSpan.Zero);
        DateTimeOffset? first = null, open = null, left = null;
        var people = new List<string>();
        foreach (var e in events)
        {
            if (e.UserId is { } id && names.TryGetValue(id, out var name) && name.Length > 0 && !people.Contains(name)) people.Add(name);
            if (e.Code == "step-entered")
            {
                if (open is { } unfinished) spent += e.At - unfinished; // called off by a return
                (times, first, open, left) = (times + 1, first ?? e.At, e.At, null);
            }
            else if (e.Code == "step-left" && open is { } since)
            {
                (spent, open, left) = (spent + (e.At - since), null, e.At);
            }
        }

        return first is { } entered ? new StepVisit(element.Id, element.Name, times, entered, left, open is { } at ? spent + (clock.GetUtcNow() - at) : spent, people) : null;
    }
}
