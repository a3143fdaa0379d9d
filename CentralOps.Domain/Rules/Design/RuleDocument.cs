using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules.Dmn;
using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Design;

/// <summary>A DMN document as the editor sees it, and back: what the editor does not show is kept, comments and other tools' extensions included.</summary>
public sealed partial class RuleDocument
{
    /// <summary>Namespace of the product's own elements: the test cases.</summary>
    public static readonly XNamespace Co = "http://centralops.example/dmn";

    private readonly string _text;

    private RuleDocument(string text, RuleSetDraft draft) => (_text, Draft) = (text, draft);

    /// <summary>What can be edited.</summary>
    public RuleSetDraft Draft { get; }

    /// <summary>Reads a document.</summary>
    /// <exception cref="XmlException">It is no XML, or beyond a limit.</exception>
    public static RuleDocument Read(string text) => new(text, DraftOf(SafeXml.Load(text).Root!));

    /// <summary>The document with a changed draft in it; the same text when nothing has changed.</summary>
    /// <param name="draft">What was edited.</param>
    /// <param name="terms">Names that may be connected by themselves when an expression uses them.</param>
    public string Write(RuleSetDraft draft, IReadOnlyList<RuleTerm>? terms = null)
    {
        if (JsonSerializer.Serialize(draft) == JsonSerializer.Serialize(Draft)) return _text;
        var document = SafeXml.LoadWhole(_text);
        new RuleWriter(document.Root!).Write(draft);
        var text = Text(document);
        if (terms is null || RuleNames.Missing(text) is not { Count: > 0 } missing || !new RuleWriter(document.Root!).Connect(missing, terms)) return text;
        return Text(document);
    }

    private string Text(XDocument document)
    {
        var body = document.ToString(SaveOptions.DisableFormatting).TrimStart();
        // White space between attributes is not kept by readers; the root's tag often goes over several lines.
        var (tag, original) = (RootTag().Match(body), RootTag().Match(_text));
        if (tag.Success && original.Success && Spaces().Replace(original.Value, " ") == Spaces().Replace(tag.Value, " ")) body = string.Concat(body.AsSpan(0, tag.Index), original.Value, body.AsSpan(tag.Index + tag.Length));
        return document.Declaration is { } declaration ? $"{declaration}\n{body}" : body;
    }

    [GeneratedRegex(@"<(\w+:)?definitions\b[^>]*>")]
    private static partial Regex RootTag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    /// <summary>Key of an element: its id, else its kind and position.</summary>
    internal static string KeyOf(XElement element, int index) => element.Attr("id") is { Length: > 0 } id ? id : $"@{element.Name.LocalName}-{index}";

    /// <summary>Children of a kind by key, in order; of two with one id the second gets its position as key.</summary>
    internal static List<(string Key, XElement Element)> Keyed(XElement parent, string kind)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. parent.Children(kind).Select((e, i) => (seen.Add(KeyOf(e, i)) ? KeyOf(e, i) : $"@{kind}-{i}", e))];
    }

    internal static string TextOf(XElement? holder) => holder?.Child("text")?.Value ?? "";

    /// <summary>The logic of a decision.</summary>
    internal static XElement? LogicOf(XElement decision) => decision.Elements().FirstOrDefault(e => BoxedCompiler.IsLogic(e.Name.LocalName));

    private static RuleSetDraft DraftOf(XElement root) => new(
        root.Attr("name"),
        [.. Keyed(root, "decision").Select(d => DecisionOf(d.Key, d.Element))],
        [.. Keyed(root, "inputData").Select(i => InputOf(i.Key, i.Element))],
        [.. Keyed(root, "businessKnowledgeModel").Select(k => KnowledgeOf(k.Key, k.Element))],
        [.. TestsOf(root)]) { Shapes = [.. RuleDiagram.ShapesOf(root)] };

    private static DecisionDraft DecisionOf(string key, XElement xml)
    {
        var logic = LogicOf(xml);
        var kind = logic?.Name.LocalName switch { "decisionTable" => "table", "literalExpression" => "literal", null => "none", _ => "other" };
        return new DecisionDraft(key, xml.Attr("name"), kind, [.. NeedsOf(xml)], kind == "table" ? TableOf(logic!) : null, kind == "literal" ? TextOf(logic) : "");
    }

    internal static IEnumerable<string> NeedsOf(XElement xml) =>
        xml.Elements().Where(e => e.Name.LocalName is "informationRequirement" or "knowledgeRequirement").SelectMany(e => e.Elements())
            .Where(e => e.Name.LocalName is "requiredInput" or "requiredDecision" or "requiredKnowledge").Select(e => e.Attr("href")).Select(h => h[(h.IndexOf('#', StringComparison.Ordinal) + 1)..]);

    private static TableDraft TableOf(XElement xml)
    {
        var inputs = Keyed(xml, "input").ConvertAll(c => new InputColumn(
            c.Key, c.Element.Attr("label"), TextOf(c.Element.Child("inputExpression")), c.Element.Child("inputExpression")?.Attr("typeRef") ?? "", TextOf(c.Element.Child("inputValues"))));
        var outputs = Keyed(xml, "output").ConvertAll(c => new OutputColumn(
            c.Key, c.Element.Attr("label"), c.Element.Attr("name"), c.Element.Attr("typeRef"), TextOf(c.Element.Child("outputValues")), TextOf(c.Element.Child("defaultOutputEntry"))));
        var notes = Keyed(xml, "annotation").ConvertAll(c => new NoteColumn(c.Key, c.Element.Attr("name")));
        var rules = Keyed(xml, "rule").ConvertAll(r => new RuleRow(
            r.Key, [.. Cells(r.Element, "inputEntry", inputs.Count), .. Cells(r.Element, "outputEntry", outputs.Count), .. Cells(r.Element, "annotationEntry", notes.Count)]));
        return new TableDraft(xml.Attr("hitPolicy") is { Length: > 0 } policy ? policy : "UNIQUE", xml.Attr("aggregation"), inputs, outputs, notes, rules);
    }

    private static IEnumerable<string> Cells(XElement rule, string kind, int count)
    {
        var cells = rule.Children(kind).Select(TextOf).Take(count).ToList();
        return cells.Concat(Enumerable.Repeat("", count - cells.Count));
    }

    private static InputDraft InputOf(string key, XElement xml)
    {
        var variable = xml.Child("variable");
        var name = variable?.Attr("name") is { Length: > 0 } own ? own : xml.Attr("name");
        return new InputDraft(key, NameScope.Normal(name), xml.Child("description")?.Value.Trim() is { Length: > 0 } label ? label : name, variable?.Attr("typeRef") ?? "");
    }

    private static KnowledgeDraft KnowledgeOf(string key, XElement xml)
    {
        var function = xml.Child("encapsulatedLogic");
        var logic = function is null ? null : LogicOf(function);
        return new KnowledgeDraft(key, xml.Attr("name"), [.. function?.Children("formalParameter").Select(p => p.Attr("name")) ?? []], logic?.Name.LocalName == "literalExpression" ? TextOf(logic) : null) { Needs = [.. NeedsOf(xml)] };
    }

    internal static IEnumerable<TestDraft> TestsOf(XElement root) =>
        root.Child("extensionElements")?.Element(Co + "tests")?.Elements(Co + "test").Select((t, i) => new TestDraft(
            KeyOf(t, i), t.Attr("name"), t.Attr("decision"), Pairs(t, "given"), Pairs(t, "expect"))) ?? [];

    private static Dictionary<string, string> Pairs(XElement test, string kind) =>
        test.Elements(Co + kind).GroupBy(e => e.Attr("name")).ToDictionary(g => g.Key, g => g.First().Value);
}
