namespace CentralOps.Domain.Processes.Design;

/// <summary>An error that arrives at the border of an activity.</summary>
/// <param name="Code">Its code; empty = an end event throws one without.</param>
/// <param name="ByCode">Only an event that names the code catches it here: inside, a step has an outcome for it.</param>
/// <param name="FromEnd">An end event throws it; caught nowhere, the case stops.</param>
internal sealed record ArrivingError(string Code, bool ByCode, bool FromEnd);

/// <summary>Errors that leave a process in force: what an event on the border of its call may catch.</summary>
public static class ErrorsOfProcess
{
    /// <summary>Their codes.</summary>
    public static IReadOnlyList<string> Of(string key, IStepCatalogue steps, IProcessCatalog processes) => processes.Get(key, null) is { } graph
        ? [.. (new ErrorFlow(steps, called => processes.Get(called, null)).Leaving(graph, null) ?? []).Select(e => e.Code).Where(c => c.Length > 0).Distinct().Order(StringComparer.Ordinal)]
        : [];
}

/// <summary>Which errors can arrive where: those of steps and of end events, from inside to outside, less those that are caught on the way.</summary>
internal sealed class ErrorFlow(IStepCatalogue steps, Func<string, ProcessGraph?> called)
{
    private readonly HashSet<string> _within = [];

    /// <summary>Errors that can arrive at the border of an activity; null = what is inside is not known.</summary>
    public IReadOnlyList<ArrivingError>? At(ProcessGraph graph, FlowElement activity) => activity.Kind switch
    {
        ElementKind.Step => steps.Find(activity.Step!.Step)?.Errors.Select(e => new ArrivingError(e.Code, false, false)).ToList(),
        ElementKind.SubProcess => Leaving(graph, activity.Id),
        ElementKind.Call => called(activity.CalledProcess!) is { } inner ? Leaving(inner, null) : null,
        _ => [],
    };

    /// <summary>Errors that leave a process (null) or an embedded sub-process; null = what is inside is not known.</summary>
    public IReadOnlyList<ArrivingError>? Leaving(ProcessGraph graph, string? subProcess)
    {
        var place = $"{graph.Key}/{subProcess}";
        if (!_within.Add(place)) return null; // processes that call each other in a circle are refused anyway
        var all = new List<ArrivingError>();
        foreach (var element in graph.Elements.Values.Where(e => e.ParentId == subProcess))
        {
            if (element.Kind == ElementKind.ErrorEnd) all.Add(new ArrivingError(element.ErrorCode ?? "", false, true));
            else if (At(graph, element) is not { } arriving)
            {
                _within.Remove(place);
                return null;
            }
            else all.AddRange(arriving.Where(a => !element.Boundary.Any(b => Catches(b, a))).Select(a => Outside(element, a)));
        }

        _within.Remove(place);
        return [.. all.Distinct()];
    }

    /// <summary>True when the event takes the error.</summary>
    public static bool Catches(FlowElement border, ArrivingError error) =>
        border.Kind == ElementKind.BoundaryError && (border.ErrorCode == error.Code || (border.ErrorCode is null && !error.ByCode));

    private ArrivingError Outside(FlowElement element, ArrivingError error) =>
        element.Step is { } step && steps.Find(step.Step)?.Errors.FirstOrDefault(e => e.Code == error.Code)?.Outcome is not null ? error with { ByCode = true } : error;
}
