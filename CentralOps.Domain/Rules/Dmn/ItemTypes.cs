using System.Xml.Linq;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Dmn;

/// <summary>The item definitions of a model as types.</summary>
internal sealed class ItemTypes(XElement root, FindingList findings)
{
    private readonly Dictionary<string, XElement> _definitions = root.Children("itemDefinition")
        .GroupBy(e => e.Attr("name")).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    private readonly Dictionary<string, FeelType> _built = new(StringComparer.Ordinal);
    private readonly HashSet<string> _building = [];

    /// <summary>The type of a reference; null = none given, or any.</summary>
    public FeelType? Of(string reference)
    {
        var name = reference.Trim();
        if (name.Length == 0) return null;
        if (_built.TryGetValue(name, out var known)) return known;
        if (!_definitions.TryGetValue(name, out var xml))
        {
            // A prefix such as feel: in old documents.
            var local = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
            if (local != name) return Of(local);
            return FeelType.Simple(name) is { } simple && simple != FeelType.Any ? simple : null;
        }

        // A definition that contains itself is open where it closes the circle.
        if (!_building.Add(name)) return null;
        var type = Build(xml, name);
        _building.Remove(name);
        if (type is not null) _built[name] = type;
        return type;
    }

    public List<Parameter> Parameters(XElement function) =>
        [.. function.Children("formalParameter").Select(p => new Parameter(NameScope.Normal(p.Attr("name")), Of(p.Attr("typeRef"))))];

    /// <summary>Result type of a function: of its logic, else of its variable's type, which may be a function type.</summary>
    public FeelType? Result(XElement? variable, XElement function)
    {
        if (function.Attr("typeRef") is { Length: > 0 } own && !IsFunction(own)) return Of(own);
        var reference = variable?.Attr("typeRef") ?? "";
        if (_definitions.GetValueOrDefault(reference)?.Child("functionItem") is { } item) return Of(item.Attr("outputTypeRef"));
        return reference.Length > 0 && !IsFunction(reference) ? Of(reference) : null;
    }

    private bool IsFunction(string reference) => _definitions.GetValueOrDefault(reference)?.Child("functionItem") is not null;

    private FeelType? Build(XElement xml, string name)
    {
        var components = xml.Children("itemComponent").ToList();
        FeelType? type;
        if (components.Count > 0)
        {
            var entries = new Dictionary<string, FeelType>();
            foreach (var component in components)
                entries[NameScope.Normal(component.Attr("name"))] = Build(component, component.Attr("name")) ?? FeelType.Any;
            type = FeelType.ContextOf(name, entries);
        }
        else if (xml.Child("functionItem") is { } function)
        {
            var parameters = function.Children("parameters").Select(p => Of(p.Attr("typeRef")) ?? FeelType.Any).ToList();
            type = FeelType.FunctionOf(parameters, Of(function.Attr("outputTypeRef")) ?? FeelType.Any);
        }
        else
        {
            type = Of(xml.Child("typeRef")?.Value ?? "");
        }

        var allowed = Allowed(xml.Child("allowedValues"), name);
        var constraint = Allowed(xml.Child("typeConstraint"), name);
        var collection = xml.Attr("isCollection") == "true";
        if (allowed is not null) type = (type ?? FeelType.Any).Named(name, allowed);
        if (collection) type = FeelType.ListOf(type ?? FeelType.Any);
        return constraint is null ? type : (type ?? FeelType.Any).Named(name, constraint);
    }

    private Func<object?, bool>? Allowed(XElement? xml, string owner)
    {
        var text = xml?.Child("text")?.Value;
        if (string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            var tests = Parser.Tests(text, Builtins.Names);
            var test = Compiler.Compile(tests, new Compiler.Locals("?", null));
            return value => test(new Env(new Run(Empty, new Budget(TimeProvider.System)), null, value)) is true;
        }
        catch (FeelSyntaxError error)
        {
            findings.At(xml!, owner, "rules.bad-expression", $"the allowed values of '{owner}' cannot be read: {error.Message}", error.Message);
            return null;
        }
    }

    private static readonly Dictionary<string, object?> Empty = [];
}
