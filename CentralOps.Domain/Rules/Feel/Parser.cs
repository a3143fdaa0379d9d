using System.Runtime.CompilerServices;

namespace CentralOps.Domain.Rules.Feel;

/// <summary>Parses FEEL (DMN 1.3, 10.3.1, with the additions of 1.4 and 1.5) into a tree.</summary>
internal sealed partial class Parser
{
    /// <summary>Longest expression, characters.</summary>
    public const int MostText = 100_000;

    /// <summary>Deepest tree that compiles and runs on a thread's stack.</summary>
    public const int MostDepth = 600;

    private readonly Scanner _scanner;
    private readonly Func<string, FeelType?> _types;
    private NameScope _scope;
    private bool _filters = true;

    private Parser(string text, NameScope scope, Func<string, FeelType?>? types)
    {
        _scanner = new Scanner(text);
        if (text.Length > MostText) throw _scanner.Error($"the expression has {text.Length} characters; at most {MostText} are read");
        (_scope, _types) = (scope, types ?? (_ => null));
    }

    /// <summary>Parses an expression; throws <see cref="FeelSyntaxError"/>.</summary>
    public static Node Expression(string text, NameScope scope, Func<string, FeelType?>? types = null)
    {
        var parser = new Parser(text, scope, types);
        return parser.ToEnd(parser.Expression());
    }

    /// <summary>Parses the unary tests of a decision-table cell or of allowed values; throws <see cref="FeelSyntaxError"/>.</summary>
    public static UnaryTests Tests(string text, NameScope scope, Func<string, FeelType?>? types = null)
    {
        var parser = new Parser(text, scope, types);
        return parser.ToEnd(parser.Tests());
    }

    private T ToEnd<T>(T node)
    {
        if (!_scanner.AtEnd) throw _scanner.Error($"{_scanner.Describe()} was not expected here");
        return node;
    }

    private T Deep<T>(T node, params ReadOnlySpan<Node?> children)
        where T : Node
    {
        var depth = 0;
        foreach (var child in children) depth = Math.Max(depth, child?.Depth ?? 0);
        if (depth >= MostDepth) throw _scanner.Error($"the expression is nested deeper than {MostDepth}");
        return node with { Depth = depth + 1 };
    }

    private T DeepAll<T>(T node, IEnumerable<Node> children)
        where T : Node => Deep(node, [.. children]);

    private Node Expression()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw _scanner.Error("the expression is nested too deeply");
        var left = Conjunction();
        while (_scanner.TakeKeyword("or"))
        {
            var right = Conjunction();
            left = Deep(new Binary(Op.Or, left, right), left, right);
        }

        return left;
    }

    private Node Conjunction()
    {
        var left = Comparison();
        while (_scanner.TakeKeyword("and"))
        {
            var right = Comparison();
            left = Deep(new Binary(Op.And, left, right), left, right);
        }

        return left;
    }

    private Node Comparison()
    {
        var left = Additive();
        while (true)
        {
            if (_scanner.TakeKeyword("between"))
            {
                var low = Additive();
                if (!_scanner.TakeKeyword("and")) throw _scanner.Error($"'and' was expected after 'between', not {_scanner.Describe()}");
                var high = Additive();
                left = Deep(new BetweenNode(left, low, high), left, low, high);
            }
            else if (_scanner.TakeKeyword("in"))
            {
                var tests = InTests();
                left = DeepAll(new InNode(left, tests), [left, .. tests]);
            }
            else if (ComparisonSign() is { } op)
            {
                var right = Additive();
                left = Deep(new Binary(op, left, right), left, right);
            }
            else return left;
        }
    }

    private Op? ComparisonSign() =>
        _scanner.Take("<=") ? Op.LessOrEqual
        : _scanner.Take(">=") ? Op.GreaterOrEqual
        : _scanner.Take("!=") ? Op.NotEqual
        : _scanner.Take("<") ? Op.Less
        : _scanner.Take(">") ? Op.Greater
        : _scanner.Take("=") ? Op.Equal
        : null;

    private Node Additive()
    {
        var left = Multiplicative();
        while (true)
        {
            Op op;
            if (_scanner.Take("+")) op = Op.Add;
            else if (_scanner.Take("-")) op = Op.Subtract;
            else return left;
            var right = Multiplicative();
            left = Deep(new Binary(op, left, right), left, right);
        }
    }

    private Node Multiplicative()
    {
        var left = Exponent();
        while (true)
        {
            Op op;
            var at = _scanner.At;
            if (_scanner.Take("**"))
            {
                _scanner.At = at;
                return left;
            }

            if (_scanner.Take("*")) op = Op.Multiply;
            else if (_scanner.Take("/")) op = Op.Divide;
            else return left;
            var right = Exponent();
            left = Deep(new Binary(op, left, right), left, right);
        }
    }

    private Node Exponent()
    {
        var left = Negation();
        while (_scanner.Take("**"))
        {
            var right = Negation();
            left = Deep(new Binary(Op.Power, left, right), left, right);
        }

        return left;
    }

    private Node Negation()
    {
        if (!_scanner.Take("-")) return Instance();
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw _scanner.Error("the expression is nested too deeply");
        var operand = Negation();
        return Deep(new Unary(operand), operand);
    }

    private Node Instance()
    {
        var value = Postfix();
        if (!_scanner.TakeKeyword("instance")) return value;
        if (!_scanner.TakeKeyword("of")) throw _scanner.Error("'of' was expected after 'instance'");
        return Deep(new InstanceOf(value, Type()), value);
    }

    private Node Postfix()
    {
        var node = Primary();
        while (true)
        {
            var at = _scanner.At;
            if (_scanner.Take(".."))
            {
                _scanner.At = at;
                return node;
            }

            if (_scanner.Take("."))
            {
                if (!_scanner.AtWord) throw _scanner.Error($"a name was expected after '.', not {_scanner.Describe()}");
                node = Deep(new PathStep(node, _scanner.TakeName(_scope, entry: true)), node);
            }
            else if (_filters && _scanner.Peek() == '[')
            {
                _scanner.Take("[");
                var condition = Inside(_scope.Inner("item"), Expression);
                Close("]");
                node = Deep(new Filter(node, condition), node, condition);
            }
            else if (_scanner.Peek() == '(') node = Arguments(node);
            else return node;
        }
    }

    private void Close(string sign)
    {
        if (!_scanner.Take(sign)) throw _scanner.Error($"'{sign}' was expected here, not {_scanner.Describe()}");
    }

    private T Inside<T>(NameScope scope, Func<T> parse)
    {
        var (outer, filters) = (_scope, _filters);
        (_scope, _filters) = (scope, true);
        try
        {
            return parse();
        }
        finally
        {
            (_scope, _filters) = (outer, filters);
        }
    }
}
