using System.Globalization;
using System.Xml.Linq;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Processes;

/// <summary>Turns the XML elements of a process into flow elements and connects them.</summary>
internal sealed partial class ElementReader(XDocument document, FindingList findings)
{
    private static readonly XNamespace Bpmn = BpmnReader.Bpmn;
    private static readonly XNamespace Co = BpmnReader.Co;

    // Data, texts and pictures: they say nothing about execution.
    private static readonly HashSet<string> Silent =
    [
        "documentation", "extensionElements", "laneSet", "dataObject", "dataObjectReference", "dataStoreReference", "ioSpecification",
        "property", "textAnnotation", "association", "group", "auditing", "monitoring", "incoming", "outgoing", "dataInputAssociation",
        "dataOutputAssociation", "supportedInterfaceRef", "resourceRole", "performer", "humanPerformer", "potentialOwner",
        "correlationSubscription", "rendering", "multiInstanceLoopCharacteristics",
    ];

    private readonly Dictionary<string, XElement> _global = document.Root!.Elements()
        .Where(e => e.Attribute("id") is not null)
        .GroupBy(e => e.Attribute("id")!.Value)
        .ToDictionary(g => g.Key, g => g.First());

    private readonly Dictionary<string, FlowElement> _byId = [];
    private readonly List<(XElement Xml, SequenceFlow Flow, string? Parent)> _flows = [];
    private readonly List<(XElement Xml, string Default)> _defaults = [];

    private readonly List<(string From, string To)> _associations = [];

    public List<FlowElement> Elements { get; } = [];

    /// <summary>Ends of flows whose other end was refused: what is missing there has its finding already.</summary>
    public HashSet<string> Torn { get; } = [];

    public void ReadScope(XElement scope, string? parentId)
    {
        foreach (var xml in scope.Elements())
        {
            if (xml.Name == Bpmn + "association") _associations.Add(((string?)xml.Attribute("sourceRef") ?? "", (string?)xml.Attribute("targetRef") ?? ""));
            if (xml.Name.Namespace != Bpmn || Silent.Contains(xml.Name.LocalName)) continue;
            if (xml.Name.LocalName == "sequenceFlow") ReadFlow(xml, parentId);
            else ReadElement(xml, parentId);
        }
    }

    public void Connect()
    {
        var incoming = new Dictionary<string, List<SequenceFlow>>();
        var outgoing = new Dictionary<string, List<SequenceFlow>>();
        foreach (var (xml, flow, parent) in _flows)
        {
            var source = End(xml, flow.SourceId, parent);
            var target = End(xml, flow.TargetId, parent);
            if (source is null || target is null)
            {
                Torn.UnionWith([flow.SourceId, flow.TargetId]);
                continue;
            }

            Of(outgoing, flow.SourceId).Add(flow);
            Of(incoming, flow.TargetId).Add(flow);
        }

        foreach (var element in Elements)
        {
            element.Incoming = incoming.GetValueOrDefault(element.Id) ?? [];
            element.Outgoing = outgoing.GetValueOrDefault(element.Id) ?? [];
            element.Boundary = Elements.Where(b => b.AttachedTo == element.Id).ToList();
        }

        foreach (var undo in Elements.Where(e => e.Kind == ElementKind.BoundaryCompensation))
        {
            var by = _associations.Where(a => a.From == undo.Id).Select(a => a.To).Concat(_associations.Where(a => a.To == undo.Id).Select(a => a.From)).FirstOrDefault(_byId.ContainsKey);
            if (by is not null && _byId.GetValueOrDefault(undo.AttachedTo!) is { } host) host.UndoneBy = by;
        }

        foreach (var (xml, flowId) in _defaults)
        {
            var element = _byId.GetValueOrDefault((string?)xml.Attribute("id") ?? "");
            if (element is null) continue;
            element.Default = element.Outgoing.FirstOrDefault(f => f.Id == flowId);
            if (element.Default is null && !Torn.Contains(element.Id))
                findings.At(xml, "process.default-flow-missing", name => $"the default flow '{flowId}' of '{name}' does not leave it", flowId);
        }

        static List<SequenceFlow> Of(Dictionary<string, List<SequenceFlow>> lists, string id) =>
            lists.TryGetValue(id, out var list) ? list : lists[id] = [];
    }

    private FlowElement? End(XElement xml, string id, string? parent)
    {
        if (!_byId.TryGetValue(id, out var element))
        {
            // An element that was refused has its own finding already.
            if (!_refused.Contains(id))
                findings.At(xml, "process.flow-end-missing", name => $"the flow '{name}' is connected to '{id}', which the model does not have", id);
            return null;
        }

        if (element.ParentId == parent) return element;
        findings.At(xml, "process.flow-crosses-border", name => $"the flow '{name}' crosses the border of a sub-process");
        return null;
    }

    private readonly HashSet<string> _refused = [];

    private void ReadFlow(XElement xml, string? parent)
    {
        var condition = ((string?)xml.Element(Bpmn + "conditionExpression"))?.Trim();
        var flow = new SequenceFlow(
            (string?)xml.Attribute("id") ?? "", (string?)xml.Attribute("name") ?? "", (string?)xml.Attribute("sourceRef") ?? "",
            (string?)xml.Attribute("targetRef") ?? "", string.IsNullOrEmpty(condition) ? null : condition.TrimStart('=').Trim());
        _flows.Add((xml, flow, parent));
    }

    private void ReadElement(XElement xml, string? parentId)
    {
        var id = (string?)xml.Attribute("id");
        if (string.IsNullOrEmpty(id))
        {
            findings.At(xml, "process.no-id", name => $"the element '{name}' has no id");
            return;
        }

        if (_byId.ContainsKey(id))
        {
            findings.At(xml, "process.id-twice", name => $"the id '{id}' of '{name}' is used twice", id);
            return;
        }

        var element = Endless(xml) ? null : Make(xml, id, parentId);
        if (element is null)
        {
            _refused.Add(id);
            return;
        }

        _byId.Add(id, element);
        Elements.Add(element);
        if ((string?)xml.Attribute("default") is { Length: > 0 } flow) _defaults.Add((xml, flow));
        if (element.Kind == ElementKind.SubProcess) ReadScope(xml, id);
    }

    private bool Endless(XElement xml)
    {
        if (xml.Element(Bpmn + "standardLoopCharacteristics") is null) return false;
        Refuse(xml, "loop");
        return true;
    }

    private FlowElement? Make(XElement xml, string id, string? parentId)
    {
        var made = new Maker(xml, id, FindingList.NameOf(xml), parentId);
        switch (xml.Name.LocalName)
        {
            case "startEvent": return Event(xml) is null ? made.Of(ElementKind.Start) : Refuse(xml, EventName(xml, "start event"));
            case "endEvent": return EndEvent(xml, made);
            case "intermediateCatchEvent": return CatchEvent(xml, made);
            case "intermediateThrowEvent": return ThrowEvent(xml, made);
            case "boundaryEvent": return BoundaryEvent(xml, made);
            case "exclusiveGateway": return made.Of(ElementKind.Exclusive);
            case "inclusiveGateway": return made.Of(ElementKind.Inclusive);
            case "parallelGateway": return made.Of(ElementKind.Parallel);
            case "eventBasedGateway":
                return (bool?)xml.Attribute("instantiate") == true ? Refuse(xml, "instantiating event-based gateway") : made.Of(ElementKind.EventBased);
            case "userTask": return Task(xml, made, "user");
            case "serviceTask": return Task(xml, made, "service");
            case "sendTask": return Task(xml, made, "send");
            case "task" or "manualTask" when xml.Attribute(Co + "step") is not null: return Task(xml, made, "user");
            case "receiveTask":
                return xml.Attribute(Co + "step") is not null ? Task(xml, made, "receive") : made.Of(ElementKind.Message, message: Name(xml, xml, "messageRef", "message"));
            case "businessRuleTask": return BusinessRule(xml, made);
            case "callActivity": return Call(xml, made);
            case "subProcess":
                return (bool?)xml.Attribute("triggeredByEvent") == true ? Refuse(xml, "event sub-process") : made.Of(ElementKind.SubProcess);
            default: return Refuse(xml, Words(xml.Name.LocalName));
        }
    }

    private FlowElement? Refuse(XElement xml, string what)
    {
        findings.At(xml, "process.unsupported-element", name => $"'{name}' is a {what}, which cannot be executed here", what);
        return null;
    }

    private static FlowElement Task(XElement xml, Maker made, string kind) =>
        made.Of(ElementKind.Step, step: new StepElement(made.Id, made.Name, (string?)xml.Attribute(Co + "step") ?? kind, Parameters(xml)));

    private FlowElement? BusinessRule(XElement xml, Maker made)
    {
        if ((string?)xml.Attribute(Co + "ruleset") is { Length: > 0 } ruleSet)
            return made.Of(ElementKind.BusinessRule, ruleSet: ruleSet, decision: (string?)xml.Attribute(Co + "decision"));
        findings.At(xml, "process.no-rule-set", name => $"the business-rule task '{name}' names no rule set");
        return null;
    }

    private FlowElement? Call(XElement xml, Maker made)
    {
        if ((string?)xml.Attribute("calledElement") is { Length: > 0 } called)
            return made.Of(ElementKind.Call, called: called[(called.IndexOf(':', StringComparison.Ordinal) + 1)..], calledVersion: Version(xml));
        findings.At(xml, "process.no-called-process", name => $"the call activity '{name}' names no process");
        return null;
    }

    private int? Version(XElement xml)
    {
        if ((string?)xml.Attribute(Co + "version") is not { Length: > 0 } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return version;
        findings.At(xml, "process.bad-version", name => $"the version '{text}' of the process that '{name}' calls is not a number", text);
        return null;
    }

    private string? Name(XElement owner, XElement referrer, string attribute, string kind)
    {
        if ((string?)referrer.Attribute(attribute) is not { Length: > 0 } reference) return null;
        if (Target(reference, kind) is { } target) return (string?)target.Attribute("name") ?? reference;
        findings.At(owner, "process.reference-missing", name => $"'{name}' refers to the {kind} '{reference}', which the model does not have", reference);
        return null;
    }

    private string? ErrorCode(XElement definition) =>
        (string?)definition.Attribute("errorRef") is { Length: > 0 } reference
            ? (string?)Target(reference, "error")?.Attribute("errorCode") ?? reference
            : null;

    private XElement? Target(string reference, string kind) =>
        _global.GetValueOrDefault(reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..]) is { } e && e.Name == Bpmn + kind ? e : null;

    private static Dictionary<string, string> Parameters(XElement xml)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var p in xml.Elements(Bpmn + "extensionElements").Elements(Co + "param"))
            parameters[(string?)p.Attribute("name") ?? ""] = (string?)p.Attribute("value") ?? "";
        return parameters;
    }

    private sealed record Maker(XElement Xml, string Id, string Name, string? ParentId)
    {
        public FlowElement Of(
            ElementKind kind, StepElement? step = null, TimerDefinition? timer = null, string? message = null, string? error = null, string? called = null,
            int? calledVersion = null, string? ruleSet = null, string? decision = null, string? host = null, bool interrupting = true,
            bool signal = false, string? undoes = null) => new()
        {
            Id = Id, Name = Name, Kind = kind, ParentId = ParentId, Line = FindingList.LineOf(Xml), Step = step, Timer = timer, Message = message,
            ErrorCode = error, CalledProcess = called, CalledVersion = calledVersion, RuleSet = ruleSet, Decision = decision, AttachedTo = host,
            IsSignal = signal, Undoes = string.IsNullOrEmpty(undoes) ? null : undoes, Loop = Loop(Xml), ForCompensation = (bool?)Xml.Attribute("isForCompensation") == true,
            Interrupting = interrupting, ReachedByReturn = step?.Step == BpmnReader.ReworkStep || (bool?)Xml.Attribute(Co + "return-target") == true,
        };
    }
}
