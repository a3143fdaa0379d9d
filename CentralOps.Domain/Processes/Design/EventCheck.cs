using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Processes.Design;

/// <summary>Finds events that never come: errors that nothing throws, messages and signals that nobody sends, compensation of what nothing undoes.</summary>
internal sealed class EventCheck(ProcessGraph graph, ProcessFamily family, ErrorFlow errors, IStepCatalogue steps, FindingList findings)
{
    public void Run()
    {
        foreach (var element in graph.Elements.Values)
        {
            switch (element.Kind)
            {
                case ElementKind.BoundaryError: CheckError(element, graph.Elements[element.AttachedTo!]); break;
                case ElementKind.Message or ElementKind.BoundaryMessage when element.IsSignal: CheckSignal(element); break;
                case ElementKind.Message or ElementKind.BoundaryMessage: CheckMessage(element); break;
                case ElementKind.SignalThrow when !Listeners.Any(e => e.Message == element.Message): Warn(element, "process.signal-unheard", $"nothing waits for the signal '{element.Message}' of '{element.Name}'", element.Message); break;
                case ElementKind.CompensationThrow when !CanUndo(element): At(element, "process.nothing-to-undo", $"'{element.Name}' undoes what nothing can undo: connect a step for compensation to the event on the border"); break;
                default: break;
            }

            if (element.Kind is ElementKind.BoundaryTimer or ElementKind.BoundaryMessage && graph.Elements[element.AttachedTo!] is { Kind: ElementKind.BusinessRule, Loop: null } rule)
                At(element, "process.border-never", $"'{element.Name}' sits on '{rule.Name}', which never waits", rule.Name);
            CheckUncaught(element);
        }
    }

    private IEnumerable<FlowElement> Listeners => family.Elements.Where(e => e is { IsSignal: true, Kind: ElementKind.Message or ElementKind.BoundaryMessage });

    private void CheckError(FlowElement border, FlowElement host)
    {
        if (!border.Interrupting)
            At(border, "process.error-interrupts", $"'{border.Name}' catches an error and is said not to interrupt: what threw it is over");
        if (host.Boundary.First(b => b.Kind == ElementKind.BoundaryError && b.ErrorCode == border.ErrorCode) is var first && first != border)
            At(border, "process.error-twice", $"'{border.Name}' catches the same error as '{first.Name}', which takes it", first.Name);
        if (errors.At(graph, host) is not { } arriving || arriving.Any(a => ErrorFlow.Catches(border, a))) return;
        var codes = arriving.Select(a => a.Code).Where(c => c.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
        if (border.ErrorCode is not { } code || codes.Count == 0)
            At(border, "process.error-never", $"'{border.Name}' waits for an error of '{host.Name}', which throws none that it would catch", host.Name);
        else At(border, "process.unknown-error", $"'{border.Name}' waits for the error '{code}', which '{host.Name}' cannot throw; it can throw {string.Join(", ", codes)}", host.Name, code, string.Join(", ", codes));
    }

    private void CheckMessage(FlowElement element)
    {
        if (family.Shapes.Any(s => s.Messages.Contains(element.Message))) return;
        var known = string.Join(", ", steps.All.SelectMany(s => s.Messages).Distinct());
        At(element, "process.unknown-message", $"'{element.Name}' waits for the message '{element.Message}', which no step of this process brings; there are {known}", element.Message, known);
    }

    private void CheckSignal(FlowElement element)
    {
        if (!family.Elements.Any(e => e.Kind == ElementKind.SignalThrow && e.Message == element.Message))
            At(element, "process.unknown-signal", $"'{element.Name}' waits for the signal '{element.Message}', which nothing in this process sends", element.Message);
    }

    // What is done in the scope of the event, or inside of something that is.
    private bool CanUndo(FlowElement by) => graph.Elements.Values.Any(e => e.ParentId == by.ParentId && (by.Undoes is null || e.Id == by.Undoes) && Undoable(graph, e, 0));

    private bool Undoable(ProcessGraph within, FlowElement element, int depth)
    {
        if (element.UndoneBy is not null || depth > ProcessEngine.MaxCallDepth) return true;
        var inner = element.Kind switch
        {
            ElementKind.SubProcess => within,
            ElementKind.Call => family.Everything.FirstOrDefault(p => p.Key == element.CalledProcess),
            _ => null,
        };
        var scope = element.Kind == ElementKind.SubProcess ? element.Id : null;
        return inner is not null && inner.Elements.Values.Any(e => e.ParentId == scope && Undoable(inner, e, depth + 1));
    }

    // Of a process that others call, they catch it.
    private void CheckUncaught(FlowElement element)
    {
        if (family.IsCalled || element.ParentId is not null) return;
        IEnumerable<string> uncaught = element.Kind == ElementKind.ErrorEnd
            ? [element.ErrorCode ?? ""]
            : (errors.At(graph, element) ?? []).Where(a => a.FromEnd && !element.Boundary.Any(b => ErrorFlow.Catches(b, a))).Select(a => a.Code);
        foreach (var code in uncaught) Warn(element, "process.error-uncaught", $"nothing catches the error '{code}' of '{element.Name}': the case stops there", code);
    }

    private void At(FlowElement element, string code, string text, params object?[] more) => findings.Add(code, element.Id, element.Name, element.Line, text, [element.Name, .. more]);

    private void Warn(FlowElement element, string code, string text, params object?[] more) =>
        findings.All.Add(new ModelFinding(code, element.Id, element.Name, element.Line, text, [element.Name, .. more]) { IsWarning = true });
}
