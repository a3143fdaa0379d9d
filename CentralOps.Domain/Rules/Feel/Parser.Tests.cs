namespace CentralOps.Domain.Rules.Feel;

internal sealed partial class Parser
{
    private UnaryTests Tests()
    {
        if (_scanner.AtEnd) return new UnaryTests(false, []);
        if (_scanner.Take("-") && _scanner.AtEnd) return new UnaryTests(false, []);
        _scanner.At = 0;
        _scope = _scope.Inner("?");
        if (_scanner.IsNext("not"))
        {
            // not(...) is a negation of tests here, unless it goes on, e.g. not(a) and b.
            _scanner.TakeKeyword("not");
            if (_scanner.Take("("))
            {
                var negated = Alternatives();
                if (_scanner.Take(")") && _scanner.AtEnd) return DeepAll(new UnaryTests(true, negated), negated);
            }

            _scanner.At = 0;
        }

        var tests = Alternatives();
        return DeepAll(new UnaryTests(false, tests), tests);
    }

    private List<Node> Alternatives()
    {
        var tests = new List<Node>();
        do tests.Add(Test(Expression));
        while (_scanner.Take(","));
        return tests;
    }

    private Node Test(Func<Node> value)
    {
        if (ComparisonSign() is not { } op) return value();
        var operand = Inside(_scope, Additive);
        return Deep(new ComparisonTest(op, operand), operand);
    }

    // After "in": one test, or several in parentheses; "(1..5)" is a range and not a list of one test.
    private List<Node> InTests()
    {
        var at = _scanner.At;
        if (!_scanner.Take("(")) return [Test(Additive)];
        try
        {
            var tests = Inside(_scope, Alternatives);
            if (_scanner.Take(")")) return tests;
        }
        catch (FeelSyntaxError)
        {
            // parsed again below as an expression, which reports what is wrong
        }

        _scanner.At = at;
        return [Test(Additive)];
    }

    private FeelType Type()
    {
        if (!_scanner.AtWord) throw _scanner.Error($"a type was expected here, not {_scanner.Describe()}");
        var at = _scanner.At;
        var name = _scanner.TakeName(TypeNames);
        while (_scanner.Peek() == '.' && _scanner.Take(".")) name += "." + _scanner.TakeName(TypeNames);
        switch (name)
        {
            case "list" when _scanner.Take("<"):
                var item = Type();
                Close(">");
                return FeelType.ListOf(item);
            case "range" when _scanner.Take("<"):
                var end = Type();
                Close(">");
                return FeelType.RangeOf(end);
            case "context" when _scanner.Take("<"): return ContextType();
            case "function" when _scanner.Take("<"): return FunctionType();
        }

        return FeelType.Simple(name) ?? _types(name) ?? throw _scanner.Error($"there is no type '{name}'", at);
    }

    private FeelType ContextType()
    {
        var entries = new Dictionary<string, FeelType>();
        do
        {
            var key = _scanner.TakeKey() ?? throw _scanner.Error($"a name and ':' were expected here, not {_scanner.Describe()}");
            entries[key] = Type();
        }
        while (_scanner.Take(","));
        Close(">");
        return FeelType.ContextOf($"context<{string.Join(", ", entries.Select(e => $"{e.Key}: {e.Value}"))}>", entries);
    }

    private FeelType FunctionType()
    {
        var parameters = new List<FeelType>();
        if (!_scanner.Take(">"))
        {
            do parameters.Add(Type());
            while (_scanner.Take(","));
            Close(">");
        }

        Close("->");
        return FeelType.FunctionOf(parameters, Type());
    }

    private static readonly NameScope TypeNames = NameScope.Of(
    [
        "date and time", "days and time duration", "years and months duration", "list", "range", "context", "function", "number", "string", "boolean", "date", "time", "Any", "Null",
    ]);
}
