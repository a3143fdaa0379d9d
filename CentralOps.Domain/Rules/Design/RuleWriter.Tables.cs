using System.Xml.Linq;
using CentralOps.Domain.Rules.Dmn;

namespace CentralOps.Domain.Rules.Design;

internal sealed partial class RuleWriter
{
    private void WriteTable(XElement table, TableDraft draft)
    {
        if (table.Attr("hitPolicy") != draft.HitPolicy && !(table.Attribute("hitPolicy") is null && draft.HitPolicy == "UNIQUE")) table.SetAttributeValue("hitPolicy", draft.HitPolicy);
        if (table.Attr("aggregation") != draft.Aggregation) table.SetAttributeValue("aggregation", draft.Aggregation.Length == 0 ? null : draft.Aggregation);
        var inputs = Columns(table, "input", draft.Inputs, c => c.Key, WriteInput);
        var outputs = Columns(table, "output", draft.Outputs, c => c.Key, WriteOutput);
        var notes = Columns(table, "annotation", draft.Notes, c => c.Key, (xml, c) => Set(xml, "name", c.Name));
        var rules = RuleDocument.Keyed(table, "rule").ToDictionary(r => r.Key, r => r.Element);
        var indent = Indent(table);
        var wanted = new List<XElement>(draft.Rules.Count);
        foreach (var row in draft.Rules)
        {
            var rule = rules.GetValueOrDefault(row.Key) ?? Made("rule", new XAttribute("id", row.Key));
            var at = 0;
            WriteCells(rule, "inputEntry", inputs, row.Cells, ref at, indent);
            WriteCells(rule, "outputEntry", outputs, row.Cells, ref at, indent);
            WriteCells(rule, "annotationEntry", notes, row.Cells, ref at, indent);
            wanted.Add(rule);
        }

        Arrange(table, "input", inputs.Wanted, "description", "extensionElements");
        Arrange(table, "output", outputs.Wanted, "description", "extensionElements", "input");
        Arrange(table, "annotation", notes.Wanted, "description", "extensionElements", "input", "output");
        Arrange(table, "rule", wanted, "description", "extensionElements", "input", "output", "annotation");
    }

    // The columns as they shall be, and where each stood before; -1 = it is new.
    private sealed record ColumnSet(List<XElement> Wanted, int[] Before);

    private ColumnSet Columns<T>(XElement table, string kind, IReadOnlyList<T> drafts, Func<T, string> keyOf, Action<XElement, T> write)
    {
        var known = RuleDocument.Keyed(table, kind);
        var wanted = new List<XElement>();
        var before = new int[drafts.Count];
        for (var i = 0; i < drafts.Count; i++)
        {
            before[i] = known.FindIndex(k => k.Key == keyOf(drafts[i]));
            var element = before[i] >= 0 ? known[before[i]].Element : kind == "annotation" ? Made(kind) : Made(kind, new XAttribute("id", keyOf(drafts[i])));
            write(element, drafts[i]);
            wanted.Add(element);
        }

        return new ColumnSet(wanted, before);
    }

    private void WriteInput(XElement xml, InputColumn column)
    {
        Set(xml, "label", column.Label);
        var expression = xml.Child("inputExpression");
        if (expression is null) xml.AddFirst(expression = Made("inputExpression", new XAttribute("id", $"expression-{column.Key}")));
        Set(expression, "typeRef", column.Type);
        SetText(expression, column.Expression);
        SetHolder(xml, "inputValues", column.Values);
    }

    private void WriteOutput(XElement xml, OutputColumn column)
    {
        Set(xml, "label", column.Label);
        Set(xml, "name", column.Name);
        Set(xml, "typeRef", column.Type);
        SetHolder(xml, "outputValues", column.Values);
        SetHolder(xml, "defaultOutputEntry", column.Default);
    }

    private void SetHolder(XElement parent, string kind, string text)
    {
        var holder = parent.Child(kind);
        if (text.Trim().Length == 0)
        {
            if (holder is not null && RuleDocument.TextOf(holder).Trim().Length > 0) Drop(holder);
            return;
        }

        if (holder is null) parent.Add(holder = Made(kind));
        SetText(holder, text);
    }

    private void WriteCells(XElement rule, string kind, ColumnSet columns, IReadOnlyList<string> cells, ref int at, string indent)
    {
        var present = rule.Children(kind).ToList();
        var wanted = new List<XElement>(columns.Before.Length);
        foreach (var before in columns.Before)
        {
            var text = at < cells.Count ? cells[at] : "";
            at++;
            var cell = before >= 0 && before < present.Count ? present[before] : null;
            if (cell is null && kind == "annotationEntry" && text.Length == 0 && present.Count <= wanted.Count) continue;
            cell ??= kind == "annotationEntry" ? Made(kind, Made("text", "")) : Made(kind, new XAttribute("id", Fresh($"{rule.Attr("id")}-{(kind == "inputEntry" ? "if" : "then")}")), Made("text", kind == "inputEntry" ? "-" : ""));
            if (!(kind == "inputEntry" && text.Trim().Length == 0 && RuleDocument.TextOf(cell).Trim() is "" or "-")) SetText(cell, text.Trim().Length == 0 && kind == "inputEntry" ? "-" : text);
            wanted.Add(cell);
        }

        ArrangeWithin(rule, kind, wanted, indent.Length == 0 ? null : indent + "  ", "description", "extensionElements", "inputEntry", "outputEntry", "annotationEntry");
    }

    private HashSet<string>? _ids;

    private string Fresh(string stem)
    {
        _ids ??= [.. root.DescendantsAndSelf().Select(e => e.Attr("id"))];
        var number = 1;
        while (!_ids.Add($"{stem}-{number}")) number++;
        return $"{stem}-{number}";
    }

    private XElement Made(string kind, params object[] content) => new(_dmn + kind, content);

    private static void Set(XElement element, string name, string value)
    {
        if (element.Attr(name) != value) element.SetAttributeValue(name, value.Length == 0 ? null : value);
    }

    private void SetText(XElement holder, string value)
    {
        var text = holder.Child("text");
        if (text is null) holder.Add(text = Made("text"));
        if (text.Value != value) text.Value = value;
    }

    private static void Drop(XElement element)
    {
        if (element.PreviousNode is XText blank && string.IsNullOrWhiteSpace(blank.Value)) blank.Remove();
        element.Remove();
    }

    private static string Indent(XElement parent) => parent.Elements().FirstOrDefault()?.PreviousNode is XText { Value: var space } && string.IsNullOrWhiteSpace(space) ? space : "";

    /// <summary>Makes the children of a kind these, in this order, behind those kinds that come before it.</summary>
    private static void Arrange(XElement parent, string kind, IReadOnlyList<XElement> wanted, params string[] after) => ArrangeWithin(parent, kind, wanted, null, after);

    private static void ArrangeWithin(XElement parent, string kind, IReadOnlyList<XElement> wanted, string? indent, params string[] after)
    {
        var present = parent.Children(kind).ToList();
        if (present.SequenceEqual(wanted)) return;
        var space = Indent(parent) is { Length: > 0 } own ? own : indent ?? (parent.Parent is { } above && Indent(above) is { Length: > 0 } outer ? outer + "  " : "");
        var first = present.Count > 0 ? present[0] : null;
        var anchor = first is not null ? Before(first) : parent.Elements().LastOrDefault(e => after.Contains(e.Name.LocalName));
        foreach (var element in present) Drop(element);
        var last = (XNode?)anchor;
        foreach (var element in wanted)
        {
            if (space.Length > 0)
            {
                Lay(element, space);
                var blank = new XText(space);
                Put(blank);
            }

            Put(element);
        }

        // The closing tag of what was empty before goes on a line of its own.
        if (space.Length > 2 && parent.LastNode is XElement) parent.Add(new XText(space[..^2]));

        void Put(XNode node)
        {
            if (last is null) parent.AddFirst(node);
            else last.AddAfterSelf(node);
            last = node;
        }
    }

    private static XNode? Before(XElement element) => element.PreviousNode is XText blank && string.IsNullOrWhiteSpace(blank.Value) ? blank.PreviousNode : element.PreviousNode;

    // A new element gets its children on lines of their own; one that only holds a text stays on its line.
    private static void Lay(XElement element, string space)
    {
        if (element.Nodes().OfType<XText>().Any() || !element.HasElements || (element.Elements().Count() == 1 && element.Elements().Single().Name.LocalName is "text" or "requiredInput" or "requiredDecision" or "requiredKnowledge")) return;
        foreach (var child in element.Elements().ToList())
        {
            Lay(child, space + "  ");
            child.AddBeforeSelf(new XText(space + "  "));
        }

        element.Add(new XText(space));
    }
}
