using System.Xml.Linq;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Processes.Design;

/// <summary>An element that differs between two versions.</summary>
/// <param name="Id">Id in the model.</param>
/// <param name="Name">Name that people read, of the newer version where it has the element.</param>
/// <param name="Type">BPMN name of the element, e.g. <c>userTask</c>.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Properties">What differs; empty unless changed. What people call an attribute is the text <c>ProcessProperty.{Name}</c> where there is one.</param>
public sealed record ElementChange(string Id, string Name, string Type, ChangeKind Change, IReadOnlyList<PropertyChange> Properties);

/// <summary>Compares two versions of a process model element by element.</summary>
public static class ProcessDifference
{
    private static readonly HashSet<string> Connections = ["incoming", "outgoing"];

    /// <summary>Everything that differs: added, removed, changed, moved, in this order.</summary>
    /// <exception cref="System.Xml.XmlException">One of them is no XML.</exception>
    public static IReadOnlyList<ElementChange> Between(string older, string newer)
    {
        var (before, after) = (Read(older), Read(newer));
        var changes = new List<ElementChange>();
        foreach (var (id, element) in after)
        {
            if (!before.TryGetValue(id, out var was)) changes.Add(new(id, element.Name, element.Type, ChangeKind.Added, []));
            else if (Differences(was.Properties, element.Properties) is { Count: > 0 } different) changes.Add(new(id, element.Name, element.Type, ChangeKind.Changed, different));
            else if (was.Place != element.Place) changes.Add(new(id, element.Name, element.Type, ChangeKind.Moved, []));
        }

        changes.AddRange(before.Where(e => !after.ContainsKey(e.Key)).Select(e => new ElementChange(e.Key, e.Value.Name, e.Value.Type, ChangeKind.Removed, [])));
        return [.. changes.OrderBy(c => c.Change)];
    }

    private static List<PropertyChange> Differences(Dictionary<string, string> before, Dictionary<string, string> after) =>
    [
        .. before.Keys.Union(after.Keys).Where(k => before.GetValueOrDefault(k) != after.GetValueOrDefault(k))
            .Select(k => new PropertyChange(k, before.GetValueOrDefault(k), after.GetValueOrDefault(k))),
    ];

    private static Dictionary<string, Drawn> Read(string xml)
    {
        var root = SafeXml.Load(xml).Root!;
        var globals = root.Elements(BpmnReader.Bpmn + "message").Concat(root.Elements(BpmnReader.Bpmn + "error")).Concat(root.Elements(BpmnReader.Bpmn + "signal"))
            .Where(e => e.Attribute("id") is not null).GroupBy(e => e.Attribute("id")!.Value)
            .ToDictionary(g => g.Key, g => (string?)g.First().Attribute("errorCode") ?? (string?)g.First().Attribute("name") ?? g.Key);
        var places = root.Descendants().Where(e => e.Attribute("bpmnElement") is not null).GroupBy(e => e.Attribute("bpmnElement")!.Value)
            .ToDictionary(g => g.Key, g => string.Join(' ', g.First().Elements().Where(e => e.Name.LocalName is "Bounds" or "waypoint").Attributes().Select(a => a.Value)));
        var all = new Dictionary<string, Drawn>();
        foreach (var process in root.Elements(BpmnReader.Bpmn + "process"))
        {
            var properties = new Dictionary<string, string>();
            Collect(process, "", globals, properties);
            all[(string?)process.Attribute("id") ?? ""] = new Drawn(FindingList.NameOf(process), "process", properties, "");
            ReadScope(process, "", globals, places, all);
        }

        return all;
    }

    private static void ReadScope(XElement scope, string parent, Dictionary<string, string> globals, Dictionary<string, string> places, Dictionary<string, Drawn> all)
    {
        foreach (var xml in scope.Elements().Where(e => e.Name.Namespace == BpmnReader.Bpmn && IsFlowElement(e)))
        {
            var id = xml.Attribute("id")!.Value;
            var properties = new Dictionary<string, string> { ["type"] = xml.Name.LocalName };
            if (parent.Length > 0) properties["parent"] = parent;
            Collect(xml, "", globals, properties);
            all[id] = new Drawn(FindingList.NameOf(xml), xml.Name.LocalName, properties, places.GetValueOrDefault(id) ?? "");
            ReadScope(xml, id, globals, places, all);
        }
    }

    private static bool IsFlowElement(XElement xml) =>
        xml.Attribute("id") is not null && (xml.Name.LocalName is "sequenceFlow" or "task" or "callActivity" or "subProcess" or "transaction" || xml.Name.LocalName.EndsWith("Task", StringComparison.Ordinal)
            || xml.Name.LocalName.EndsWith("Event", StringComparison.Ordinal) || xml.Name.LocalName.EndsWith("Gateway", StringComparison.Ordinal));

    // Attributes and children in the words of the model; ids of helpers say nothing, and what they refer to is named.
    private static void Collect(XElement xml, string prefix, Dictionary<string, string> globals, Dictionary<string, string> properties)
    {
        foreach (var attribute in xml.Attributes().Where(a => !a.IsNamespaceDeclaration && a.Name.LocalName is not "id" && a.Name.Namespace != "http://www.w3.org/2001/XMLSchema-instance"))
            properties[prefix + attribute.Name.LocalName] = globals.GetValueOrDefault(attribute.Value) ?? attribute.Value;
        foreach (var child in xml.Elements().Where(c => !Connections.Contains(c.Name.LocalName) && !IsFlowElement(c)))
        {
            var name = child.Name.LocalName;
            if (name == "param") properties[$"param {(string?)child.Attribute("name")}"] = (string?)child.Attribute("value") ?? "";
            else if (name == "extensionElements") Collect(child, prefix, globals, properties);
            else if (child.HasElements) Collect(child, name + " ", globals, properties);
            else if (child.Value.Trim() is { Length: > 0 } text) properties[prefix + name] = text;
            else
            {
                properties[name] = "✓";
                Collect(child, name + " ", globals, properties);
            }
        }
    }

    private sealed record Drawn(string Name, string Type, Dictionary<string, string> Properties, string Place);
}
