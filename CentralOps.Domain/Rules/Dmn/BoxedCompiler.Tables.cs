using System.Xml.Linq;
using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Dmn;

internal sealed partial class BoxedCompiler
{
    private Eval Table(XElement xml, NameScope scope, Compiler.Locals? locals)
    {
        var inputs = xml.Children("input").Select((input, i) => Input(input, i, scope, locals)).ToArray();
        var outputs = xml.Children("output").Select(output => Output(output, xml, scope, locals)).ToArray();
        var cells = (Scope: scope.Inner("?"), Locals: new Compiler.Locals("?", locals));
        var rules = xml.Children("rule").Select((rule, i) => Rule(rule, i, (inputs.Length, outputs.Length), cells, (scope, locals))).ToArray();
        if (outputs.Length == 0) return Refused(xml, $"the decision table '{owner}' has no output");
        var table = new DecisionTable(owner, Policy(xml), Aggregator(xml), inputs, outputs, rules);
        LastTable = table;
        return Typed(table.Evaluate, types.Of(xml.Attr("typeRef")));
    }

    /// <summary>The decision table that was compiled last.</summary>
    public DecisionTable? LastTable { get; private set; }

    private TableInput Input(XElement xml, int index, NameScope scope, Compiler.Locals? locals)
    {
        var expression = xml.Child("inputExpression");
        var text = expression?.Child("text")?.Value ?? "";
        var label = xml.Attr("label") is { Length: > 0 } own ? own : text;
        if (string.IsNullOrWhiteSpace(text))
        {
            findings.At(xml, owner, "rules.input-without-expression", $"column {index + 1} of '{owner}' tests nothing", index + 1);
            return new TableInput(label, _ => null);
        }

        var type = types.Of(expression!.Attr("typeRef"));
        string? name = null;
        var value = Feel(xml, text, scope, locals, $"column {index + 1}", node => name = locals is null && node is NameRef named ? named.Name : null);
        return new TableInput(label, Typed(value, type), name, type);
    }

    private TableOutput Output(XElement xml, XElement table, NameScope scope, Compiler.Locals? locals)
    {
        var values = xml.Child("outputValues")?.Child("text")?.Value;
        var priorities = string.IsNullOrWhiteSpace(values) ? null : Read(xml, values, "output values", () => Listed(values, scope, locals));
        var standard = xml.Child("defaultOutputEntry")?.Child("text")?.Value;
        var otherwise = string.IsNullOrWhiteSpace(standard) ? null : Feel(xml, standard, scope, locals, "default output");
        var single = table.Children("output").Count() == 1;
        return new TableOutput(NameScope.Normal(xml.Attr("name")), types.Of(xml.Attr("typeRef")) is { } type && !(single && type.IsList) ? type : null, priorities, otherwise);
    }

    // Output values are written as unary tests: "a", "b", "c".
    private Eval Listed(string values, NameScope scope, Compiler.Locals? locals) =>
        Compiler.Compile(Parser.Expression($"[{values}]", scope, types.Of), locals);

    private TableRule Rule(
        XElement xml, int index, (int Inputs, int Outputs) columns, (NameScope Scope, Compiler.Locals Locals) cells, (NameScope Scope, Compiler.Locals? Locals) results)
    {
        var place = $"rule {index + 1}";
        var tests = xml.Children("inputEntry").Select((cell, i) => Cell(cell, cells.Scope, cells.Locals, $"{place}, column {i + 1}")).ToArray();
        var constant = true;
        var outputs = xml.Children("outputEntry").Select((cell, i) =>
        {
            var text = cell.Child("text")?.Value;
            return string.IsNullOrWhiteSpace(text) || text.Trim() == "-"
                ? _ => null
                : Feel(cell, text, results.Scope, results.Locals, $"{place}, result {i + 1}", node => constant &= node is Literal || CellShape.ConstantOf(node) is not null);
        }).ToArray();
        if (tests.Length == columns.Inputs && outputs.Length == columns.Outputs)
            return new TableRule(xml.Attr("id") is { Length: > 0 } id ? id : $"{owner}/{index + 1}", Array.ConvertAll(tests, t => t.Test), outputs, Array.ConvertAll(tests, t => t.Shape), constant);
        findings.At(xml, owner, "rules.cells-missing", $"{place} of '{owner}' has {tests.Length} conditions and {outputs.Length} results; the table has {columns.Inputs} and {columns.Outputs}", index + 1);
        return new TableRule(place, [.. Enumerable.Repeat<Eval>(_ => false, columns.Inputs)], [.. Enumerable.Repeat<Eval>(_ => null, columns.Outputs)], new CellShape?[columns.Inputs]);
    }

    private (Eval? Test, CellShape? Shape) Cell(XElement cell, NameScope scope, Compiler.Locals locals, string place)
    {
        var text = cell.Child("text")?.Value ?? "";
        if (string.IsNullOrWhiteSpace(text) || text.Trim() == "-") return (null, CellShape.Any);
        CellShape? shape = null;
        var test = Read(cell, text, place, () =>
        {
            var tests = Parser.Tests(text, scope, types.Of);
            shape = CellShape.Of(tests);
            reader?.Cell(cell, tests, scope);
            return Compiler.Compile(tests, locals);
        });
        return (test, shape);
    }

    private HitPolicy Policy(XElement xml)
    {
        switch (xml.Attr("hitPolicy"))
        {
            case "" or "UNIQUE": return HitPolicy.Unique;
            case "FIRST": return HitPolicy.First;
            case "PRIORITY": return HitPolicy.Priority;
            case "ANY": return HitPolicy.Any;
            case "COLLECT": return HitPolicy.Collect;
            case "RULE ORDER": return HitPolicy.RuleOrder;
            case "OUTPUT ORDER": return HitPolicy.OutputOrder;
            case var other:
                findings.At(xml, owner, "rules.bad-hit-policy", $"'{other}' is no hit policy", other);
                return HitPolicy.Unique;
        }
    }

    private static Aggregation Aggregator(XElement xml) => xml.Attr("aggregation") switch
    {
        "SUM" => Aggregation.Sum,
        "COUNT" => Aggregation.Count,
        "MIN" => Aggregation.Min,
        "MAX" => Aggregation.Max,
        _ => Aggregation.List,
    };
}
