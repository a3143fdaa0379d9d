using System.Xml.Linq;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Dmn;

/// <summary>Sees every expression of a model as it is read, to judge it.</summary>
internal interface IExpressionReader
{
    /// <summary>A condition cell.</summary>
    void Cell(XElement cell, UnaryTests tests, NameScope scope);

    /// <summary>Any other expression.</summary>
    void Expression(XElement xml, Node node, NameScope scope);
}

/// <summary>Compiles boxed expressions (DMN 1.3, 7.3 and 10.2) into the same closures as FEEL.</summary>
internal sealed partial class BoxedCompiler(ItemTypes types, FindingList findings, string owner, IExpressionReader? reader = null)
{
    public static bool IsLogic(string name) => name is "literalExpression" or "decisionTable" or "context" or "invocation" or "list" or "relation"
        or "functionDefinition" or "conditional" or "filter" or "for" or "every" or "some";

    public Eval Compile(XElement xml, NameScope scope, Compiler.Locals? locals) => xml.Name.LocalName switch
    {
        "literalExpression" => Literal(xml, scope, locals),
        "decisionTable" => Table(xml, scope, locals),
        "context" => Context(xml, scope, locals),
        "invocation" => Invocation(xml, scope, locals),
        "list" => List(xml, scope, locals),
        "relation" => Relation(xml, scope, locals),
        "functionDefinition" => Function(xml, scope, locals),
        "conditional" => Conditional(xml, scope, locals),
        "filter" => Filter(xml, scope, locals),
        "for" or "every" or "some" => Iteration(xml, scope, locals),
        _ => Refused(xml, $"'{owner}' holds a {xml.Name.LocalName}, which is not supported"),
    };

    /// <summary>Output names of a decision table; empty for other logic.</summary>
    public static IReadOnlyList<string> OutputsOf(XElement xml) =>
        xml.Name.LocalName == "decisionTable" ? [.. xml.Children("output").Select(o => o.Attr("name"))] : [];

    private Eval Refused(XElement xml, string text)
    {
        findings.At(xml, owner, "rules.unsupported-element", text, xml.Name.LocalName);
        return _ => throw new RuleEvaluationFailed(text);
    }

    private Eval Literal(XElement xml, NameScope scope, Compiler.Locals? locals)
    {
        if (xml.Child("text")?.Value is not { } text || string.IsNullOrWhiteSpace(text)) return _ => null;
        return Typed(Feel(xml, text, scope, locals), types.Of(xml.Attr("typeRef")));
    }

    private static Eval Typed(Eval value, FeelType? type) => type is null ? value : env => type.Coerce(value(env));

    private Eval Feel(XElement xml, string text, NameScope scope, Compiler.Locals? locals, string? place = null, Action<Node>? seen = null) =>
        Read(xml, text, place, () =>
        {
            var node = Parser.Expression(text, scope, types.Of);
            reader?.Expression(xml, node, scope);
            seen?.Invoke(node);
            return Compiler.Compile(node, locals);
        });

    private Eval Read(XElement xml, string text, string? place, Func<Eval> compile)
    {
        try
        {
            return compile();
        }
        catch (FeelSyntaxError error)
        {
            var where = place is null ? "" : $", {place}";
            findings.At(xml, owner, "rules.bad-expression", $"the expression '{Short(text)}' of '{owner}'{where} cannot be read: {error.Message}", Short(text), error.Message, place, error.Row, error.Column);
            return _ => throw new RuleEvaluationFailed($"the expression '{Short(text)}' of '{owner}' cannot be read: {error.Message}");
        }
    }

    private static string Short(string text) => text.Length <= 60 ? text.Trim() : text.Trim()[..Math.Min(57, text.Trim().Length)] + "...";

    private static XElement? Only(XElement xml) => xml.Elements().FirstOrDefault(e => IsLogic(e.Name.LocalName));

    private Eval Inner(XElement? xml, NameScope scope, Compiler.Locals? locals) => xml is not null && Only(xml) is { } logic ? Compile(logic, scope, locals) : _ => null;

    private Eval Context(XElement xml, NameScope scope, Compiler.Locals? locals)
    {
        var entries = new List<(string? Name, Eval Value)>();
        var inner = new NameScope(scope);
        foreach (var entry in xml.Children("contextEntry"))
        {
            var variable = entry.Child("variable");
            var name = variable is null ? null : NameScope.Normal(variable.Attr("name"));
            entries.Add((name, Typed(Inner(entry, inner, locals), types.Of(variable?.Attr("typeRef") ?? ""))));
            if (name is null) continue;
            inner.Add(name);
            locals = new Compiler.Locals(name, locals);
        }

        return env =>
        {
            var result = new FeelContext();
            foreach (var (name, value) in entries)
            {
                var entry = value(env);
                if (name is null) return entry;
                if (!result.TryAdd(name, entry)) return env.Run.Fail($"the context has '{name}' twice");
                env = env.With(entry);
            }

            return result;
        };
    }

    private Eval Invocation(XElement xml, NameScope scope, Compiler.Locals? locals)
    {
        var function = Inner(xml, scope, locals);
        var bindings = xml.Children("binding").Select(b => (Name: NameScope.Normal(b.Child("parameter")?.Attr("name") ?? ""), Value: Inner(b, scope, locals))).ToArray();
        var names = bindings.Select(b => b.Name).ToArray();
        return env => function(env) is FeelFunction target
            ? Access.Call(target, Array.ConvertAll(bindings, b => b.Value(env)), names, env.Run)
            : env.Run.Fail($"'{owner}' invokes something that is no function");
    }

    private Eval List(XElement xml, NameScope scope, Compiler.Locals? locals)
    {
        var items = xml.Elements().Where(e => IsLogic(e.Name.LocalName)).Select(e => Compile(e, scope, locals)).ToArray();
        return Typed(env => Array.ConvertAll(items, i => i(env)), types.Of(xml.Attr("typeRef")));
    }

    private Eval Relation(XElement xml, NameScope scope, Compiler.Locals? locals)
    {
        var columns = xml.Children("column").Select(c => NameScope.Normal(c.Attr("name"))).ToArray();
        var rows = xml.Children("row").Select(r => r.Elements().Where(e => IsLogic(e.Name.LocalName)).Select(e => Compile(e, scope, locals)).ToArray()).ToArray();
        return env => Array.ConvertAll(rows, row => (object?)new FeelContext(columns.Zip(row, (name, cell) => KeyValuePair.Create(name, cell(env)))));
    }

    private Eval Function(XElement xml, NameScope scope, Compiler.Locals? locals)
    {
        if (xml.Attr("kind") is "Java" or "PMML") return env => env.Run.Fail("external functions are not supported");
        var parameters = types.Parameters(xml);
        var inner = parameters.Aggregate(locals, (outer, p) => new Compiler.Locals(p.Name, outer));
        var body = Inner(xml, scope.Inner(parameters.Select(p => p.Name)), inner);
        var (names, kinds) = (parameters.Select(p => p.Name).ToArray(), parameters.Select(p => p.Type).ToArray());
        var result = types.Result(null, xml);
        return env => new FeelFunction(owner, names, (arguments, _) => body(arguments.Aggregate(env, (e, a) => e.With(a)))) { ParameterTypes = kinds, ResultType = result };
    }

    private Eval Conditional(XElement xml, NameScope scope, Compiler.Locals? locals)
    {
        var (test, then, otherwise) = (Inner(xml.Child("if"), scope, locals), Inner(xml.Child("then"), scope, locals), Inner(xml.Child("else"), scope, locals));
        return env => test(env) is true ? then(env) : otherwise(env);
    }

    private Eval Filter(XElement xml, NameScope scope, Compiler.Locals? locals)
    {
        var source = Inner(xml.Child("in"), scope, locals);
        var match = Inner(xml.Child("match"), scope.Inner("item"), new Compiler.Locals("item", locals, item: true));
        return env =>
        {
            var items = source(env) is not { } value ? [] : value as IReadOnlyList<object?> ?? [value];
            var kept = new List<object?>();
            foreach (var item in items)
            {
                env.Run.Spend();
                if (match(env.With(item)) is not bool yes) return env.Run.Fail("the match of a filter gave no yes or no");
                if (yes) kept.Add(item);
            }

            return kept.ToArray();
        };
    }

    private Eval Iteration(XElement xml, NameScope scope, Compiler.Locals? locals)
    {
        var name = NameScope.Normal(xml.Attr("iteratorVariable"));
        var source = Inner(xml.Child("in"), scope, locals);
        var every = xml.Name.LocalName == "every";
        if (xml.Name.LocalName == "for")
        {
            var partial = new Compiler.Locals("partial", locals);
            var body = Inner(xml.Child("return"), scope.Inner("partial", name), new Compiler.Locals(name, partial));
            return env =>
            {
                if (Access.Items(source(env), env.Run) is not { } items) return null;
                var results = new List<object?>();
                foreach (var item in items)
                {
                    env.Run.Spend(1 + (partial.Used ? results.Count / 16 : 0));
                    results.Add(body(env.With(partial.Used ? results.ToArray() : null).With(item)));
                }

                return results.ToArray();
            };
        }

        var satisfies = Inner(xml.Child("satisfies"), scope.Inner(name), new Compiler.Locals(name, locals));
        return env =>
        {
            if (Access.Items(source(env), env.Run) is not { } items) return null;
            object? result = Compiler.Box(every);
            foreach (var item in items)
            {
                env.Run.Spend();
                var one = satisfies(env.With(item));
                if (one is bool b && b != every) return Compiler.Box(!every);
                if (one is not bool) result = null;
            }

            return result;
        };
    }
}
