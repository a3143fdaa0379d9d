using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Processes.Design;

/// <summary>
/// Finds parts of a model that cannot work whatever the data: a parallel join behind an exclusive choice waits for ever, and two tokens that meet in
/// an exclusive join run everything behind it twice. Plays tokens over the model with every choice open, within a bound; what it does not reach it does not judge.
/// </summary>
internal static class Soundness
{
    private const int MostStates = 4_000;

    public static IEnumerable<ModelFinding> Of(ProcessGraph graph)
    {
        var stuck = new Dictionary<string, FlowElement>();
        var doubled = new Dictionary<string, FlowElement>();
        foreach (var scope in graph.Elements.Values.Select(e => e.ParentId).Distinct()) new Play(graph, scope, stuck, doubled).Run();
        foreach (var element in stuck.Values)
            yield return Finding(element, "process.join-waits", $"the join '{element.Name}' waits for tokens that cannot come: the paths into it part at a gateway that takes only one of them");
        foreach (var element in doubled.Values.Where(e => !stuck.ContainsKey(e.Id)))
            yield return Finding(element, "process.runs-twice", $"two paths arrive at '{element.Name}' together, so it runs twice: join them with a parallel gateway") with { IsWarning = true };
    }

    private static ModelFinding Finding(FlowElement element, string code, string text) => new(code, element.Id, element.Name, element.Line, text, element.Name);

    // A state is the multiset of flows that carry a token; boundary events are choices of their activity.
    private sealed class Play(ProcessGraph graph, string? scope, Dictionary<string, FlowElement> stuck, Dictionary<string, FlowElement> doubled)
    {
        private readonly HashSet<string> _seen = [];
        private readonly Stack<List<string>> _open = new();
        private readonly Dictionary<string, SequenceFlow> _flows = graph.Elements.Values.Where(e => e.ParentId == scope).SelectMany(e => e.Outgoing).DistinctBy(f => f.Id).ToDictionary(f => f.Id);

        public void Run()
        {
            if (graph.Start(scope) is { } start) Push([.. start.Outgoing.Select(f => f.Id)]);
            while (_open.TryPop(out var state) && _seen.Count < MostStates) Step(state);
        }

        private void Step(List<string> state)
        {
            var moved = false;
            foreach (var id in state.Distinct())
            {
                var element = Target(id);
                if (state.Count(f => f == id) > 1) doubled[element.Id] = element;
                if (element.Kind == ElementKind.Parallel && element.Incoming.Count > 1)
                {
                    if (!element.Incoming.All(f => state.Contains(f.Id))) continue;
                    moved = true;
                    Push(Without(state, element.Incoming.Select(f => f.Id)).Concat(element.Outgoing.Select(f => f.Id)));
                }
                else if (!IsInclusiveJoin(element))
                {
                    moved = true;
                    foreach (var chosen in Exits(element)) Push(element.Kind is ElementKind.Terminate or ElementKind.ErrorEnd ? [] : Without(state, [id]).Concat(chosen));
                }
            }

            // As in the engine: an inclusive join is judged when nothing else can move.
            foreach (var join in moved ? [] : state.Select(Target).Where(IsInclusiveJoin).Distinct())
            {
                moved = true;
                foreach (var chosen in Exits(join)) Push(Without(state, join.Incoming.Select(f => f.Id)).Concat(chosen));
            }

            if (moved || state.Count == 0) return;
            foreach (var element in state.Select(Target)) stuck[element.Id] = element;
        }

        private FlowElement Target(string flow) => graph.Elements[_flows[flow].TargetId];

        private static bool IsInclusiveJoin(FlowElement element) => element.Kind == ElementKind.Inclusive && element.Incoming.Count > 1;

        private static IEnumerable<IEnumerable<string>> Exits(FlowElement element)
        {
            var all = element.Outgoing.Select(f => f.Id).ToList();
            if (element.Kind is ElementKind.Exclusive or ElementKind.EventBased)
            {
                foreach (var flow in all) yield return [flow];
            }
            else if (element.Kind == ElementKind.Inclusive || element.Outgoing.Any(f => f.Condition is not null))
            {
                yield return all;
                foreach (var flow in all) yield return [flow];
            }
            else
            {
                yield return all;
            }

            foreach (var border in element.Boundary.Where(b => b.Kind != ElementKind.BoundaryCompensation))
            {
                var aside = border.Outgoing.Select(f => f.Id);
                yield return border.Interrupting ? aside : all.Concat(aside);
            }
        }

        private static List<string> Without(List<string> state, IEnumerable<string> taken)
        {
            var rest = new List<string>(state);
            foreach (var flow in taken) rest.Remove(flow);
            return rest;
        }

        private void Push(IEnumerable<string> state)
        {
            var next = state.Order(StringComparer.Ordinal).ToList();
            if (next.Count < 60 && _seen.Add(string.Join('|', next))) _open.Push(next);
        }
    }
}
