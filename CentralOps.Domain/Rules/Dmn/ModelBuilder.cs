using System.Xml.Linq;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Dmn;

/// <summary>Builds a model from its XML: first the names and types of everything, then the logic, which may use them.</summary>
internal sealed class ModelBuilder(XElement root, FindingList findings, IExpressionReader? reader = null)
{
    private readonly ItemTypes _types = new(root, findings);
    private readonly string _namespace = root.Attr("namespace");

    public DmnModel Build()
    {
        var model = new DmnModel(root.Attr("name"));
        foreach (var import in root.Children("import"))
            findings.At(import, import.Attr("name"), "rules.unsupported-import", $"the import '{import.Attr("name")}' is not supported");

        var logic = new List<(XElement Xml, object Element)>();
        foreach (var xml in root.Elements())
        {
            if (Declare(xml) is not { } element) continue;
            model.Add(element);
            logic.Add((xml, element));
        }

        var names = BaseScope();
        foreach (var (xml, element) in logic)
        {
            switch (element)
            {
                case Decision decision:
                    CheckRequirements(model, xml, decision.Name, decision.Requirements);
                    BuildDecision(xml, decision, ScopeOf(model, decision.Requirements, names));
                    break;
                case KnowledgeModel knowledge:
                    CheckRequirements(model, xml, knowledge.Name, knowledge.Requirements);
                    BuildKnowledge(xml, knowledge, ScopeOf(model, [.. knowledge.Requirements, knowledge.Id], names));
                    break;
            }
        }

        FindCycles(model);
        return model;
    }

    private object? Declare(XElement xml)
    {
        var (id, name) = (xml.Attr("id"), xml.Attr("name"));
        if (id.Length == 0) id = name;
        var variable = xml.Child("variable");
        var variableName = NameScope.Normal(variable?.Attr("name") is { Length: > 0 } own ? own : name);
        var type = variable is null ? null : _types.Of(variable.Attr("typeRef"));
        switch (xml.Name.LocalName)
        {
            case "inputData": return new InputData(id, name, string.Intern(variableName), type);
            case "decision":
                return new Decision { Id = id, Name = name, Variable = variableName, Type = type, Requirements = Requirements(xml) };
            case "businessKnowledgeModel":
                var function = xml.Child("encapsulatedLogic");
                return new KnowledgeModel
                {
                    Id = id,
                    Name = name,
                    Variable = variableName,
                    Requirements = [.. Requirements(xml), id],
                    Parameters = function is null ? [] : _types.Parameters(function),
                    ResultType = function is null ? null : _types.Result(variable, function),
                };
            case "decisionService":
                return new DecisionServiceNode(id, name, variableName, _types.Result(variable, xml), Refs(xml, "outputDecision"), Refs(xml, "inputDecision"), Refs(xml, "inputData"));
            default: return null;
        }
    }

    private List<string> Requirements(XElement xml) =>
    [
        .. xml.Elements().Where(e => e.Name.LocalName is "informationRequirement" or "knowledgeRequirement").SelectMany(r => r.Elements())
            .Where(e => e.Name.LocalName is "requiredInput" or "requiredDecision" or "requiredKnowledge").Select(e => IdOf(e.Attr("href"))),
    ];

    private List<string> Refs(XElement xml, string kind) => [.. xml.Children(kind).Select(e => IdOf(e.Attr("href")))];

    // A reference is "#id", or the model's own namespace and the id.
    private string IdOf(string href)
    {
        var hash = href.IndexOf('#', StringComparison.Ordinal);
        return hash > 0 && href[..hash] != _namespace ? href : href[(hash + 1)..];
    }

    private void CheckRequirements(DmnModel model, XElement xml, string name, IReadOnlyList<string> requirements)
    {
        foreach (var id in requirements.Where(id => !model.Has(id)))
            findings.At(xml, name, "rules.reference-missing", $"'{name}' needs '{id}', which the model does not have", id);
    }

    private NameScope BaseScope()
    {
        var scope = new NameScope(Builtins.Names);
        foreach (var component in root.Descendants().Where(e => e.Name.LocalName is "itemComponent")) scope.Add(component.Attr("name"));
        return scope;
    }

    private static NameScope ScopeOf(DmnModel model, IReadOnlyList<string> requirements, NameScope outer)
    {
        var scope = new NameScope(outer);
        foreach (var id in requirements)
        {
            var name = model.Input(id)?.Variable ?? model.Decision(id)?.Variable ?? model.Knowledge(id)?.Variable ?? model.Service(id)?.Variable;
            if (name is not null) scope.Add(name);
        }

        return scope;
    }

    private void BuildDecision(XElement xml, Decision decision, NameScope scope)
    {
        var body = xml.Elements().FirstOrDefault(e => BoxedCompiler.IsLogic(e.Name.LocalName));
        if (body is null) return;
        var boxed = new BoxedCompiler(_types, findings, decision.Name, reader);
        decision.Logic = boxed.Compile(body, scope, null);
        decision.Outputs = BoxedCompiler.OutputsOf(body);
        if (body.Name.LocalName == "decisionTable") decision.Table = boxed.LastTable;
    }

    private void BuildKnowledge(XElement xml, KnowledgeModel knowledge, NameScope scope)
    {
        var body = xml.Child("encapsulatedLogic")?.Elements().FirstOrDefault(e => BoxedCompiler.IsLogic(e.Name.LocalName));
        if (body is null) return;
        var inner = scope.Inner(knowledge.Parameters.Select(p => p.Name));
        var locals = knowledge.Parameters.Aggregate((Compiler.Locals?)null, (outer, p) => new Compiler.Locals(p.Name, outer));
        knowledge.Logic = new BoxedCompiler(_types, findings, knowledge.Name, reader).Compile(body, inner, locals);
    }

    // Decisions that need each other could never be evaluated.
    private void FindCycles(DmnModel model)
    {
        var done = new HashSet<string>();
        foreach (var decision in model.AllDecisions)
        {
            var path = new HashSet<string>();
            if (!Circular(model, decision.Id, path, done)) continue;
            findings.Add("rules.circle", decision.Id, decision.Name, 0, $"'{decision.Name}' needs itself, directly or by others", decision.Name);
            decision.Logic = _ => throw new RuleEvaluationFailed($"'{decision.Name}' needs itself");
        }
    }

    private static bool Circular(DmnModel model, string id, HashSet<string> path, HashSet<string> done)
    {
        if (done.Contains(id) || model.Decision(id) is not { } decision) return false;
        if (path.Count > 200 || !path.Add(id)) return true;
        foreach (var needed in decision.Requirements)
        {
            if (Circular(model, needed, path, done)) return true;
        }

        path.Remove(id);
        done.Add(id);
        return false;
    }
}
