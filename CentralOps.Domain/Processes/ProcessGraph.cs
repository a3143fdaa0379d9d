namespace CentralOps.Domain.Processes;

/// <summary>What an element does to a token.</summary>
public enum ElementKind
{
    /// <summary>Start event without trigger.</summary>
    Start,

    /// <summary>End event; swallows the token.</summary>
    End,

    /// <summary>End event that also cancels everything else in its process or sub-process.</summary>
    Terminate,

    /// <summary>End event that throws an error.</summary>
    ErrorEnd,

    /// <summary>Intermediate event without trigger: a milestone.</summary>
    Milestone,

    /// <summary>Task with an atomic step.</summary>
    Step,

    /// <summary>Intermediate message event or receive task.</summary>
    Message,

    /// <summary>Intermediate timer event.</summary>
    Timer,

    /// <summary>Business-rule task.</summary>
    BusinessRule,

    /// <summary>Call activity.</summary>
    Call,

    /// <summary>Embedded sub-process.</summary>
    SubProcess,

    /// <summary>Exclusive gateway.</summary>
    Exclusive,

    /// <summary>Inclusive gateway.</summary>
    Inclusive,

    /// <summary>Parallel gateway.</summary>
    Parallel,

    /// <summary>Event-based gateway.</summary>
    EventBased,

    /// <summary>Timer on the border of an activity.</summary>
    BoundaryTimer,

    /// <summary>Message on the border of an activity.</summary>
    BoundaryMessage,

    /// <summary>Error on the border of an activity.</summary>
    BoundaryError,

    /// <summary>Compensation on the border of an activity: names what undoes it, and takes no token itself.</summary>
    BoundaryCompensation,

    /// <summary>Intermediate or end event that sends a signal to everything in the case that waits for it.</summary>
    SignalThrow,

    /// <summary>Intermediate or end event that undoes what has been done, last first.</summary>
    CompensationThrow,
}

/// <summary>How a timer event says when.</summary>
public enum TimerKind
{
    /// <summary>ISO 8601 duration.</summary>
    Duration,

    /// <summary>ISO 8601 date and time.</summary>
    Date,

    /// <summary>ISO 8601 repetition, e.g. <c>R3/PT10M</c>.</summary>
    Cycle,
}

/// <summary>When a timer event fires.</summary>
/// <param name="Kind">How <paramref name="Text"/> is to be read.</param>
/// <param name="Text">ISO 8601 literal, or a FEEL expression that gives one.</param>
public sealed record TimerDefinition(TimerKind Kind, string Text);

/// <summary>An activity that is done several times (BPMN multi-instance).</summary>
/// <param name="Sequential">One after the other, not side by side.</param>
/// <param name="Cardinality">FEEL expression of how often; null = once for each item.</param>
/// <param name="Collection">FEEL expression of the list of items; null = counted only.</param>
/// <param name="Item">Name of the variable that holds the item; null = none.</param>
/// <param name="Completion">FEEL condition that ends it early, asked after each; may read <c>loop_done</c> and <c>loop_count</c>; null = none.</param>
public sealed record LoopDefinition(bool Sequential, string? Cardinality, string? Collection, string? Item, string? Completion);

/// <summary>A sequence flow.</summary>
/// <param name="Id">Id in the model.</param>
/// <param name="Name">Label; may be empty.</param>
/// <param name="SourceId">Element it leaves.</param>
/// <param name="TargetId">Element it enters.</param>
/// <param name="Condition">FEEL condition; null = none.</param>
public sealed record SequenceFlow(string Id, string Name, string SourceId, string TargetId, string? Condition);

/// <summary>An element of a process model with its connections.</summary>
public sealed class FlowElement
{
    /// <summary>Id in the model.</summary>
    public required string Id { get; init; }

    /// <summary>Name that people read; the id where there is none.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public required ElementKind Kind { get; init; }

    /// <summary>Embedded sub-process it lies in; null = the process.</summary>
    public string? ParentId { get; init; }

    /// <summary>Line in the document.</summary>
    public int Line { get; init; }

    /// <summary>Flows that enter it.</summary>
    public IReadOnlyList<SequenceFlow> Incoming { get; internal set; } = [];

    /// <summary>Flows that leave it, in document order.</summary>
    public IReadOnlyList<SequenceFlow> Outgoing { get; internal set; } = [];

    /// <summary>Flow that is taken when no condition is true; null = none.</summary>
    public SequenceFlow? Default { get; internal set; }

    /// <summary>Events on its border.</summary>
    public IReadOnlyList<FlowElement> Boundary { get; internal set; } = [];

    /// <summary>The step of a task, and its parameters.</summary>
    public StepElement? Step { get; init; }

    /// <summary>When a timer event fires.</summary>
    public TimerDefinition? Timer { get; init; }

    /// <summary>Name of the message or signal that is waited for or sent.</summary>
    public string? Message { get; init; }

    /// <summary><see cref="Message"/> is a signal.</summary>
    public bool IsSignal { get; init; }

    /// <summary>Done several times; null = once.</summary>
    public LoopDefinition? Loop { get; init; }

    /// <summary>What undoes this activity: id of the activity that its compensation event names; null = nothing.</summary>
    public string? UndoneBy { get; internal set; }

    /// <summary>Undoes another activity; no path leads to it.</summary>
    public bool ForCompensation { get; init; }

    /// <summary>Activity whose work a compensation event undoes; null = everything in its scope.</summary>
    public string? Undoes { get; init; }

    /// <summary>Error code thrown or caught; null catches any.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Key of the called process.</summary>
    public string? CalledProcess { get; init; }

    /// <summary>Version of the called process that the model asks for; null = in force when the case starts.</summary>
    public int? CalledVersion { get; init; }

    /// <summary>Rule set of a business-rule task.</summary>
    public string? RuleSet { get; init; }

    /// <summary>Decision in it; null = its only one.</summary>
    public string? Decision { get; init; }

    /// <summary>Activity that a boundary event sits on.</summary>
    public string? AttachedTo { get; init; }

    /// <summary>A boundary event that ends its activity.</summary>
    public bool Interrupting { get; init; } = true;

    /// <summary>Reached only by moving a case there (a return), never by a flow.</summary>
    public bool ReachedByReturn { get; init; }
}

/// <summary>An executable process model, read and checked once per version; never changes.</summary>
public sealed class ProcessGraph
{
    private readonly Dictionary<string, FlowElement> _elements;
    private readonly Dictionary<string, FlowElement> _starts = [];
    private readonly Dictionary<string, HashSet<string>> _reach = [];

    internal ProcessGraph(string key, int version, string name, IEnumerable<FlowElement> elements)
    {
        (Key, Version, Name) = (key, version, name);
        _elements = elements.ToDictionary(e => e.Id, StringComparer.Ordinal);
        foreach (var start in _elements.Values.Where(e => e.Kind == ElementKind.Start)) _starts[start.ParentId ?? ""] = start;
        foreach (var join in _elements.Values.Where(e => e.Kind == ElementKind.Inclusive && e.Incoming.Count > 1))
        {
            foreach (var flow in join.Incoming) _reach[flow.Id] = ElementsThatReach(flow, join.Id);
        }
    }

    /// <summary>Configuration key.</summary>
    public string Key { get; }

    /// <summary>Configuration version.</summary>
    public int Version { get; }

    /// <summary>Name of the process.</summary>
    public string Name { get; }

    /// <summary>All elements, by id, those of embedded sub-processes included.</summary>
    public IReadOnlyDictionary<string, FlowElement> Elements => _elements;

    /// <summary>The element, or null.</summary>
    public FlowElement? Find(string elementId) => _elements.GetValueOrDefault(elementId);

    /// <summary>First element with the step, or null, e.g. the target of a return to the branch.</summary>
    public FlowElement? WithStep(string step) => _elements.Values.FirstOrDefault(e => e.Step?.Step == step);

    /// <summary>Start event of the process (null) or of an embedded sub-process.</summary>
    internal FlowElement? Start(string? subProcess) => _starts.GetValueOrDefault(subProcess ?? "");

    /// <summary>Can a token on the element still arrive by this incoming flow of an inclusive join, without passing the join?</summary>
    internal bool Reaches(string elementId, SequenceFlow incoming) => _reach[incoming.Id].Contains(elementId);

    // Backwards from the flow: everything from which it can be reached, boundary events counting as a way out of their activity.
    private HashSet<string> ElementsThatReach(SequenceFlow flow, string join)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>();
        open.Push(flow.SourceId);
        while (open.TryPop(out var id))
        {
            if (id == join || !found.Add(id)) continue;
            var element = _elements[id];
            foreach (var incoming in element.Incoming) open.Push(incoming.SourceId);
            if (element.AttachedTo is { } host) open.Push(host);
        }

        return found;
    }
}
