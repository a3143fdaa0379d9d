using System.Xml.Linq;

namespace CentralOps.Domain.Processes;

/// <summary>Events and repetition.</summary>
internal sealed partial class ElementReader
{
    private FlowElement? EndEvent(XElement xml, Maker made) => Event(xml) switch
    {
        null => made.Of(ElementKind.End),
        { Name.LocalName: "terminateEventDefinition" } => made.Of(ElementKind.Terminate),
        { Name.LocalName: "errorEventDefinition" } e => made.Of(ElementKind.ErrorEnd, error: ErrorCode(e)),
        { Name.LocalName: "signalEventDefinition" or "compensateEventDefinition" } => ThrowEvent(xml, made),
        _ => Refuse(xml, EventName(xml, "end event")),
    };

    private FlowElement? ThrowEvent(XElement xml, Maker made) => Event(xml) switch
    {
        null => made.Of(ElementKind.Milestone),
        { Name.LocalName: "signalEventDefinition" } e => made.Of(ElementKind.SignalThrow, message: Name(xml, e, "signalRef", "signal"), signal: true),
        { Name.LocalName: "compensateEventDefinition" } e => made.Of(ElementKind.CompensationThrow, undoes: (string?)e.Attribute("activityRef")),
        _ => Refuse(xml, EventName(xml, "throw event")),
    };

    private FlowElement? CatchEvent(XElement xml, Maker made) => Event(xml) switch
    {
        { Name.LocalName: "messageEventDefinition" } e => made.Of(ElementKind.Message, message: Name(xml, e, "messageRef", "message")),
        { Name.LocalName: "signalEventDefinition" } e => made.Of(ElementKind.Message, message: Name(xml, e, "signalRef", "signal"), signal: true),
        { Name.LocalName: "timerEventDefinition" } e => made.Of(ElementKind.Timer, timer: Timer(e)),
        _ => Refuse(xml, EventName(xml, "catch event")),
    };

    private FlowElement? BoundaryEvent(XElement xml, Maker made)
    {
        var host = (string?)xml.Attribute("attachedToRef") ?? "";
        var interrupting = (bool?)xml.Attribute("cancelActivity") ?? true;
        return Event(xml) switch
        {
            { Name.LocalName: "timerEventDefinition" } e => made.Of(ElementKind.BoundaryTimer, timer: Timer(e), host: host, interrupting: interrupting),
            { Name.LocalName: "messageEventDefinition" } e => made.Of(
                ElementKind.BoundaryMessage, message: Name(xml, e, "messageRef", "message"), host: host, interrupting: interrupting),
            { Name.LocalName: "signalEventDefinition" } e => made.Of(
                ElementKind.BoundaryMessage, message: Name(xml, e, "signalRef", "signal"), host: host, interrupting: interrupting, signal: true),
            { Name.LocalName: "compensateEventDefinition" } => made.Of(ElementKind.BoundaryCompensation, host: host),
            { Name.LocalName: "errorEventDefinition" } e => made.Of(ElementKind.BoundaryError, error: ErrorCode(e), host: host, interrupting: interrupting),
            _ => Refuse(xml, EventName(xml, "boundary event")),
        };
    }

    private static XElement? Event(XElement xml) => xml.Elements().FirstOrDefault(e => e.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal));

    private static string EventName(XElement xml, string place) =>
        Event(xml) is { } e ? $"{Words(e.Name.LocalName.Replace("EventDefinition", "", StringComparison.Ordinal))} {place}" : $"{place} without trigger";

    private static string Words(string camel) =>
        string.Concat(camel.Select((c, i) => char.IsUpper(c) && i > 0 ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    private static TimerDefinition? Timer(XElement definition)
    {
        foreach (var (name, kind) in new[] { ("timeDuration", TimerKind.Duration), ("timeDate", TimerKind.Date), ("timeCycle", TimerKind.Cycle) })
        {
            if (((string?)definition.Element(Bpmn + name))?.Trim() is { Length: > 0 } text) return new TimerDefinition(kind, text.TrimStart('=').Trim());
        }

        return null;
    }

    private static LoopDefinition? Loop(XElement xml)
    {
        if (xml.Element(Bpmn + "multiInstanceLoopCharacteristics") is not { } loop) return null;
        return new LoopDefinition(
            (bool?)loop.Attribute("isSequential") == true, Text(loop.Element(Bpmn + "loopCardinality")), Trimmed((string?)loop.Attribute(Co + "collection")),
            Trimmed((string?)loop.Attribute(Co + "item")), Text(loop.Element(Bpmn + "completionCondition")));

        static string? Text(XElement? element) => Trimmed((string?)element);

        static string? Trimmed(string? text) => text?.Trim().TrimStart('=').Trim() is { Length: > 0 } given ? given : null;
    }
}
