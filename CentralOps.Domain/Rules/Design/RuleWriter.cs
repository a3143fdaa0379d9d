using System.Xml.Linq;
using CentralOps.Domain.Rules.Dmn;

namespace CentralOps.Domain.Rules.Design;

/// <summary>Puts a changed draft into a DMN document, touching only what differs.</summary>
internal sealed partial class RuleWriter(XElement root)
{
    private readonly XNamespace _dmn = root.Name.Namespace;

    public void Write(RuleSetDraft draft)
    {
        Set(root, "name", draft.Name);
        var inputs = Merge("inputData", draft.Inputs, i => i.Key, NewInput, (_, _) => { });
        var decisions = Merge("decision", draft.Decisions, d => d.Key, NewDecision, WriteDecision);
        var knowledge = Merge("businessKnowledgeModel", draft.Knowledge, k => k.Key, NewKnowledge, WriteKnowledge);
        List<XElement> all = [.. inputs, .. decisions, .. knowledge];
        foreach (var (decision, element) in draft.Decisions.Zip(decisions)) WriteNeeds(element, decision.Needs, all);
        foreach (var (model, element) in draft.Knowledge.Zip(knowledge)) WriteNeeds(element, model.Needs, [.. knowledge]);
        WriteTests(draft.Tests);
        RuleDiagram.Write(root, draft.Shapes);
    }

    private List<XElement> Merge<T>(string kind, IReadOnlyList<T> drafts, Func<T, string> keyOf, Func<T, XElement> create, Action<XElement, T> write)
    {
        var known = RuleDocument.Keyed(root, kind).ToDictionary(k => k.Key, k => k.Element);
        var wanted = new List<XElement>();
        foreach (var draft in drafts)
        {
            var element = known.GetValueOrDefault(keyOf(draft)) ?? create(draft);
            write(element, draft);
            wanted.Add(element);
        }

        foreach (var gone in known.Values.Except(wanted))
        {
            foreach (var requirement in gone.Elements().Where(e => e.Name.LocalName is "informationRequirement" or "knowledgeRequirement" or "authorityRequirement")) Forget(requirement.Attr("id"));
            Forget(gone.Attr("id"));
        }

        Arrange(root, kind, wanted, "description", "extensionElements", "import", "itemDefinition", "inputData", "businessKnowledgeModel", "decision");
        return wanted;
    }

    // Takes shapes, edges and requirements of a removed element out as well.
    private void Forget(string id)
    {
        if (id.Length == 0) return;
        foreach (var shown in root.Descendants().Where(e => e.Attr("dmnElementRef") == id).ToList()) Drop(shown);
        foreach (var reference in root.Descendants().Where(e => e.Name.LocalName is "requiredInput" or "requiredDecision" or "requiredKnowledge" && e.Attr("href") == $"#{id}").ToList())
        {
            if (reference.Parent is not { } requirement) continue;
            Forget(requirement.Attr("id"));
            Drop(requirement);
        }
    }

    private XElement NewInput(InputDraft input) => Made(
        "inputData", new XAttribute("id", input.Key), new XAttribute("name", input.Name), Made("description", input.Label), NewVariable($"variable-{input.Key}", input.Name, input.Type));

    private XElement NewVariable(string id, string name, string type)
    {
        var variable = Made("variable", new XAttribute("id", id), new XAttribute("name", name));
        if (type.Length > 0) variable.SetAttributeValue("typeRef", type);
        return variable;
    }

    private XElement NewDecision(DecisionDraft decision)
    {
        var made = Made("decision", new XAttribute("id", decision.Key), new XAttribute("name", decision.Name), NewVariable($"variable-{decision.Key}", decision.Name, ""));
        made.Add(decision.Kind == "table"
            ? Made("decisionTable", new XAttribute("id", $"table-{decision.Key}"))
            : Made("literalExpression", new XAttribute("id", $"expression-{decision.Key}"), Made("text", "")));
        return made;
    }

    private void WriteDecision(XElement xml, DecisionDraft draft)
    {
        if (xml.Attr("name") != draft.Name && xml.Child("variable") is { } variable) Set(variable, "name", draft.Name);
        Set(xml, "name", draft.Name);
        if (RuleDocument.LogicOf(xml) is not { } logic) return;
        if (draft.Kind == "literal") SetText(logic, draft.Text);
        else if (draft.Table is { } table) WriteTable(logic, table);
    }

    private XElement NewKnowledge(KnowledgeDraft model) => Made(
        "businessKnowledgeModel", new XAttribute("id", model.Key), new XAttribute("name", model.Name), NewVariable($"variable-{model.Key}", model.Name, ""),
        Made("encapsulatedLogic", new XAttribute("id", $"function-{model.Key}"), Made("literalExpression", new XAttribute("id", $"expression-{model.Key}"), Made("text", ""))));

    private void WriteKnowledge(XElement xml, KnowledgeDraft draft)
    {
        if (xml.Attr("name") != draft.Name && xml.Child("variable") is { } variable) Set(variable, "name", draft.Name);
        Set(xml, "name", draft.Name);
        if (xml.Child("encapsulatedLogic") is not { } function) return;
        var parameters = function.Children("formalParameter").ToList();
        if (!parameters.Select(p => p.Attr("name")).SequenceEqual(draft.Parameters))
        {
            Arrange(function, "formalParameter", [.. draft.Parameters.Select((name, i) => parameters.Find(p => p.Attr("name") == name)
                ?? Made("formalParameter", new XAttribute("id", Fresh($"parameter-{draft.Key}")), new XAttribute("name", name)))], "description", "extensionElements");
        }

        if (draft.Text is { } text && RuleDocument.LogicOf(function) is { } logic) SetText(logic, text);
    }

    private void WriteNeeds(XElement element, IReadOnlyList<string> needs, List<XElement> all)
    {
        var present = RuleDocument.NeedsOf(element).ToHashSet(StringComparer.Ordinal);
        foreach (var reference in element.Descendants().Where(e => e.Name.LocalName is "requiredInput" or "requiredDecision" or "requiredKnowledge" && !needs.Contains(Target(e))).ToList())
        {
            Forget(reference.Parent!.Attr("id"));
            Drop(reference.Parent!);
        }

        foreach (var need in needs.Where(n => !present.Contains(n)))
        {
            if (all.Find(e => e.Attr("id") == need) is { } needed) Require(element, need, Required(needed));
        }
    }

    private static string Required(XElement needed) => needed.Name.LocalName switch { "inputData" => "requiredInput", "decision" => "requiredDecision", _ => "requiredKnowledge" };

    private static string Target(XElement reference) => reference.Attr("href")[(reference.Attr("href").IndexOf('#', StringComparison.Ordinal) + 1)..];

    private void Require(XElement element, string id, string required)
    {
        var kind = required == "requiredKnowledge" ? "knowledgeRequirement" : "informationRequirement";
        var requirement = Made(kind, new XAttribute("id", $"{element.Attr("id")}-needs-{id}"), Made(required, new XAttribute("href", $"#{id}")));
        Arrange(element, kind, [.. element.Children(kind), requirement], [.. BeforeNeeds, .. kind == "knowledgeRequirement" ? ["informationRequirement", "encapsulatedLogic"] : Array.Empty<string>()]);
    }

    private static readonly string[] BeforeNeeds = ["description", "extensionElements", "question", "allowedAnswers", "variable"];

    /// <summary>Adds what expressions name but their decisions do not need yet: inputs and decisions of the model, and known terms.</summary>
    /// <returns>True when something was added.</returns>
    public bool Connect(IReadOnlyList<(string Decision, string Name)> missing, IReadOnlyList<RuleTerm> terms)
    {
        var done = false;
        foreach (var (key, name) in missing.Distinct())
        {
            var decision = RuleDocument.Keyed(root, "decision").FirstOrDefault(d => d.Key == key).Element;
            if (decision is null) continue;
            var known = root.Elements().FirstOrDefault(e => e.Name.LocalName is "inputData" or "decision" or "businessKnowledgeModel" && e != decision && e.Attr("id").Length > 0 && VariableOf(e) == name);
            if (known is null && terms.FirstOrDefault(t => t.Name == name) is { } term)
            {
                known = NewInput(new InputDraft($"input-{name}", term.Name, term.Label, term.Type));
                Arrange(root, "inputData", [.. root.Children("inputData"), known], "description", "extensionElements", "import", "itemDefinition");
            }

            if (known is null) continue;
            Require(decision, known.Attr("id"), Required(known));
            done = true;
        }

        return done;
    }

    private static string VariableOf(XElement element) => Feel.NameScope.Normal(element.Child("variable")?.Attr("name") is { Length: > 0 } own ? own : element.Attr("name"));

    private void WriteTests(IReadOnlyList<TestDraft> tests)
    {
        var extension = root.Child("extensionElements");
        var list = extension?.Element(RuleDocument.Co + "tests");
        if (tests.Count == 0)
        {
            if (list is not null) Drop(list);
            return;
        }

        if (list is not null && RuleDocument.TestsOf(root).SequenceEqual(tests, TestComparer.Instance)) return;
        if (extension is null) Arrange(root, "extensionElements", [extension = Made("extensionElements")], "description");
        if (list is null)
        {
            list = new XElement(RuleDocument.Co + "tests", new XAttribute(XNamespace.Xmlns + "co", RuleDocument.Co));
            Arrange(extension, "tests", [list]);
        }

        list.RemoveNodes();
        Arrange(list, "test", [.. tests.Select(NewTest)]);
    }

    private static XElement NewTest(TestDraft test) => new(
        RuleDocument.Co + "test", new XAttribute("id", test.Key), new XAttribute("name", test.Name), new XAttribute("decision", test.Decision), Pairs("given", test.Inputs), Pairs("expect", test.Expected));

    private static IEnumerable<XElement> Pairs(string kind, IReadOnlyDictionary<string, string> pairs) =>
        pairs.Where(p => p.Value.Trim().Length > 0).Select(p => new XElement(RuleDocument.Co + kind, new XAttribute("name", p.Key), p.Value));

    private sealed class TestComparer : IEqualityComparer<TestDraft>
    {
        public static readonly TestComparer Instance = new();

        public bool Equals(TestDraft? x, TestDraft? y) =>
            x is not null && y is not null && (x.Key, x.Name, x.Decision) == (y.Key, y.Name, y.Decision) && Same(x.Inputs, y.Inputs) && Same(x.Expected, y.Expected);

        public int GetHashCode(TestDraft test) => test.Key.GetHashCode(StringComparison.Ordinal);

        private static bool Same(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
            a.Where(p => p.Value.Trim().Length > 0).Order(Comparer<KeyValuePair<string, string>>.Create((p, q) => string.CompareOrdinal(p.Key, q.Key)))
                .SequenceEqual(b.Where(p => p.Value.Trim().Length > 0).Order(Comparer<KeyValuePair<string, string>>.Create((p, q) => string.CompareOrdinal(p.Key, q.Key))));
    }
}
