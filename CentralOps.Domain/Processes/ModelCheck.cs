using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules;

namespace CentralOps.Domain.Processes;

/// <summary>Checks that a connected model can be executed: starts, ends, conditions, events, no dead parts.</summary>
internal sealed class ModelCheck(IReadOnlyList<FlowElement> elements, IReadOnlySet<string> torn, IConditionEvaluator conditions, FindingList findings)
{
    private readonly Dictionary<string, FlowElement> _byId = elements.ToDictionary(e => e.Id, StringComparer.Ordinal);

    public void Run()
    {
        CheckStarts();
        foreach (var element in elements)
        {
            CheckFlows(element);
            CheckConditions(element);
            CheckEvent(element);
            CheckLoop(element);
            CheckCompensation(element);
            if (element.Kind == ElementKind.EventBased) CheckEventGateway(element);
        }

        // Connections are incomplete while elements are refused; "unreachable" would then only repeat that.
        if (findings.All.Count == 0) CheckReachable();
    }

    private void CheckStarts()
    {
        var starts = elements.Where(e => e.Kind == ElementKind.Start).GroupBy(e => e.ParentId ?? "").ToDictionary(g => g.Key, g => g.ToList());
        foreach (var extra in starts.Values.SelectMany(s => s.Skip(1)))
            At(extra, "process.many-starts", name => $"'{name}' is a second start event; there can be one");
        if (!starts.ContainsKey("") && findings.All.Count == 0)
            findings.Add("process.no-start", "", "", 0, "the process has no start event");
        foreach (var sub in elements.Where(e => e.Kind == ElementKind.SubProcess && !starts.ContainsKey(e.Id)))
            At(sub, "process.no-start-in-sub-process", name => $"the sub-process '{name}' has no start event");
    }

    private void CheckFlows(FlowElement element)
    {
        var swallows = element.Kind is ElementKind.End or ElementKind.Terminate or ElementKind.ErrorEnd;
        if (swallows && element.Outgoing.Count > 0)
            At(element, "process.end-with-outgoing", name => $"the end event '{name}' has an outgoing flow");
        if (element.Kind == ElementKind.Start && element.Incoming.Count > 0)
            At(element, "process.start-with-incoming", name => $"the start event '{name}' has an incoming flow");
        if (element.Outgoing.Count == 0 && IsGateway(element) && !torn.Contains(element.Id))
            At(element, "process.gateway-without-outgoing", name => $"nothing leaves the gateway '{name}'");
        if (element.AttachedTo is not { } host) return;
        if (!_byId.TryGetValue(host, out var activity) || activity.ParentId != element.ParentId || !IsActivity(activity))
            At(element, "process.boundary-without-activity", name => $"the boundary event '{name}' is attached to '{host}', which is no activity here", host);
        if (element.Incoming.Count > 0)
            At(element, "process.boundary-with-incoming", name => $"the boundary event '{name}' has an incoming flow");
    }

    private void CheckConditions(FlowElement element)
    {
        foreach (var flow in element.Outgoing)
        {
            if (flow.Condition is { } condition && conditions.Check(condition) is { } error)
            {
                At(
                    element, "process.bad-condition", name => $"the condition of the flow '{Label(flow)}' from '{name}' cannot be read: {error}", Label(flow), error, condition);
            }

            var decides = element.Kind is ElementKind.Exclusive or ElementKind.Inclusive && element.Outgoing.Count > 1;
            if (decides && flow.Condition is null && flow != element.Default)
            {
                At(
                    element, "process.flow-without-condition", name => $"the flow '{Label(flow)}' from '{name}' has no condition and is not the default", Label(flow));
            }
        }
    }

    private void CheckEvent(FlowElement element)
    {
        if (element.Kind is ElementKind.Message or ElementKind.BoundaryMessage or ElementKind.SignalThrow && element.Message is null)
            At(element, "process.no-message", name => $"'{name}' names no message to wait for");
        if (element.Kind is not (ElementKind.Timer or ElementKind.BoundaryTimer)) return;
        if (element.Timer is not { } timer)
            At(element, "process.no-time", name => $"the timer '{name}' has no time");
        else if (TimerValue.IsLiteral(timer))
        {
            if (!TimerValue.TryRead(timer.Kind, timer.Text, out _))
                At(element, "process.bad-time", name => $"the timer '{name}' has '{timer.Text}', which is no ISO 8601 time", timer.Text);
        }
        else if (conditions.Check(timer.Text) is { } error)
        {
            At(element, "process.bad-time", name => $"the time of '{name}' cannot be read: {error}", timer.Text, error);
        }
    }

    private void CheckLoop(FlowElement element)
    {
        if (element.Loop is not { } loop) return;
        if (!IsActivity(element))
            At(element, "process.loop-without-activity", name => $"'{name}' is no activity and cannot be done several times");
        if ((loop.Cardinality is null) == (loop.Collection is null))
            At(element, "process.no-loop-count", name => $"'{name}' is done several times, but says neither how often nor for which list, or both");
        foreach (var text in new[] { loop.Cardinality, loop.Collection, loop.Completion })
        {
            if (text is not null && conditions.Check(text) is { } error)
                At(element, "process.bad-loop", name => $"how often '{name}' is done cannot be read: {error}", text, error);
        }
    }

    private void CheckCompensation(FlowElement element)
    {
        if (element.Kind == ElementKind.BoundaryCompensation)
        {
            var by = _byId.GetValueOrDefault(element.AttachedTo ?? "")?.UndoneBy;
            if (by is null || _byId[by] is not { ForCompensation: true } undo || !IsActivity(undo) || undo.ParentId != element.ParentId)
                At(element, "process.no-compensation", name => $"the compensation event '{name}' names no activity for compensation: connect one by an association");
            if (element.Outgoing.Count > 0)
                At(element, "process.compensation-with-outgoing", name => $"a flow leaves the compensation event '{name}'; what undoes is connected by an association");
        }

        if (element.ForCompensation && (element.Incoming.Count > 0 || element.Outgoing.Count > 0))
            At(element, "process.compensation-with-flow", name => $"'{name}' undoes another activity and is connected by a flow");
        if (element.Undoes is { } undoes && !_byId.ContainsKey(undoes))
            At(element, "process.reference-missing", name => $"'{name}' refers to the activity '{undoes}', which the model does not have", "activity", undoes);
    }

    private void CheckEventGateway(FlowElement gateway)
    {
        foreach (var flow in gateway.Outgoing)
        {
            var target = _byId[flow.TargetId];
            if (target.Kind is not (ElementKind.Message or ElementKind.Timer))
                At(target, "process.event-gateway-target", name => $"'{name}' follows the event-based gateway '{gateway.Name}' but waits for no event", gateway.Name);
            else if (target.Incoming.Count > 1)
                At(target, "process.event-gateway-shared", name => $"'{name}' follows the event-based gateway '{gateway.Name}' and something else", gateway.Name);
        }
    }

    private void CheckReachable()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<FlowElement>(elements.Where(e => e.Kind == ElementKind.Start || e.ReachedByReturn));
        while (open.TryPop(out var element))
        {
            if (!reached.Add(element.Id)) continue;
            foreach (var flow in element.Outgoing) open.Push(_byId[flow.TargetId]);
            foreach (var border in element.Boundary) open.Push(border);
            if (element.UndoneBy is { } undo) open.Push(_byId[undo]);
        }

        foreach (var element in elements.Where(e => !reached.Contains(e.Id)))
            At(element, "process.unreachable", name => $"no path leads to '{name}'");
    }

    private void At(FlowElement element, string code, Func<string, string> text, params object?[] more) =>
        findings.Add(code, element.Id, element.Name, element.Line, text(element.Name), [element.Name, .. more]);

    private static string Label(SequenceFlow flow) => flow.Name.Length > 0 ? flow.Name : flow.Id;

    private static bool IsGateway(FlowElement e) =>
        e.Kind is ElementKind.Exclusive or ElementKind.Inclusive or ElementKind.Parallel or ElementKind.EventBased;

    private static bool IsActivity(FlowElement e) =>
        e.Kind is ElementKind.Step or ElementKind.Message or ElementKind.BusinessRule or ElementKind.Call or ElementKind.SubProcess;
}
