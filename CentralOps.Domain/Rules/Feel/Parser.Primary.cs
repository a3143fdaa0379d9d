namespace CentralOps.Domain.Rules.Feel;

internal sealed partial class Parser
{
    private Node Primary()
    {
        var c = _scanner.Peek();
        switch (c)
        {
            case '"': return new Literal(_scanner.TakeString());
            case '@': return AtLiteral();
            case '(': return Parenthesis();
            case '[': return ListOrRange();
            case ']':
                _scanner.Take("]");
                return RangeFrom(false, Inside(_scope, Expression));
            case '{': return Context();
            case '.' or (>= '0' and <= '9'): return Number();
        }

        if (!_scanner.AtWord) throw _scanner.Error($"a value was expected here, not {_scanner.Describe()}");
        switch (_scanner.PeekWord())
        {
            case "true":
                _scanner.TakeKeyword("true");
                return new Literal(true);
            case "false":
                _scanner.TakeKeyword("false");
                return new Literal(false);
            case "null":
                _scanner.TakeKeyword("null");
                return new Literal(null);
            case "if": return IfThenElse();
            case "for": return Loop();
            case "some" or "every": return Quantifier();
            case "function": return Function();
            case var word when Scanner.IsKeyword(word): throw _scanner.Error($"'{word}' was not expected here");
        }

        return new NameRef(_scanner.TakeName(_scope));
    }

    private Literal Number()
    {
        var at = _scanner.At;
        if (_scanner.Take("..") || (_scanner.Take(".") && !char.IsAsciiDigit(_scanner.Peek())))
        {
            _scanner.At = at;
            throw _scanner.Error("a value was expected here, not '.'");
        }

        _scanner.At = at;
        return new Literal(_scanner.TakeNumber());
    }

    private Literal AtLiteral()
    {
        _scanner.Take("@");
        if (_scanner.Peek() != '"') throw _scanner.Error("a text was expected after '@'");
        return new Literal(TemporalText.ReadAny(_scanner.TakeString()));
    }

    private Node Parenthesis()
    {
        _scanner.Take("(");
        if (Inside(_scope, ComparisonSign) is { } op)
        {
            var end = Inside(_scope, Additive);
            Close(")");
            return OpenRange(op, end);
        }

        var inner = Inside(_scope, Expression);
        if (_scanner.Take("..")) return RangeTo(false, inner);
        Close(")");
        return inner;
    }

    private RangeNode OpenRange(Op op, Node end) => op switch
    {
        Op.Less => Deep(new RangeNode(null, false, end, false, Comparison: true), end),
        Op.LessOrEqual => Deep(new RangeNode(null, false, end, true, Comparison: true), end),
        Op.Greater => Deep(new RangeNode(end, false, null, false, Comparison: true), end),
        Op.GreaterOrEqual => Deep(new RangeNode(end, true, null, false, Comparison: true), end),
        Op.NotEqual => Deep(new RangeNode(end, true, end, true, Not: true, Comparison: true), end),
        _ => Deep(new RangeNode(end, true, end, true, Comparison: true), end),
    };

    private Node ListOrRange()
    {
        _scanner.Take("[");
        if (_scanner.Take("]")) return new ListNode([]);
        var first = Inside(_scope, Expression);
        if (_scanner.Take("..")) return RangeTo(true, first);
        var items = new List<Node> { first };
        while (_scanner.Take(",")) items.Add(Inside(_scope, Expression));
        Close("]");
        return DeepAll(new ListNode(items), items);
    }

    private RangeNode RangeFrom(bool startIncluded, Node start)
    {
        Close("..");
        return RangeTo(startIncluded, start);
    }

    // "[1..5[": the last bracket looks like a filter on 5, so that a failed attempt is repeated without filters.
    private RangeNode RangeTo(bool startIncluded, Node start)
    {
        var at = _scanner.At;
        try
        {
            return RangeEnd(startIncluded, start, Inside(_scope, Expression));
        }
        catch (FeelSyntaxError)
        {
            _scanner.At = at;
            var filters = _filters;
            _filters = false;
            try
            {
                return RangeEnd(startIncluded, start, Additive());
            }
            finally
            {
                _filters = filters;
            }
        }
    }

    private RangeNode RangeEnd(bool startIncluded, Node start, Node end)
    {
        if (_scanner.Take("]")) return Made(true);
        if (_scanner.Take(")") || _scanner.Take("[")) return Made(false);
        throw _scanner.Error($"the end of a range (']' or ')') was expected here, not {_scanner.Describe()}");

        RangeNode Made(bool endIncluded) => Deep(new RangeNode(start, startIncluded, end, endIncluded), start, end);
    }

    private ContextNode Context()
    {
        _scanner.Take("{");
        var entries = new List<(string Key, Node Value)>();
        var scope = new NameScope(_scope);
        if (!_scanner.Take("}"))
        {
            do
            {
                var key = _scanner.Peek() == '"' ? QuotedKey() : _scanner.TakeKey();
                if (key is null) throw _scanner.Error($"a name and ':' were expected here, not {_scanner.Describe()}");
                entries.Add((key, Inside(scope, Expression)));
                scope.Add(key);
            }
            while (_scanner.Take(","));
            Close("}");
        }

        return DeepAll(new ContextNode(entries), entries.Select(e => e.Value));
    }

    private string QuotedKey()
    {
        var key = _scanner.TakeString();
        Close(":");
        return key;
    }

    private Call Arguments(Node function)
    {
        _scanner.Take("(");
        var arguments = new List<Node>();
        List<string>? names = null;
        if (!_scanner.Take(")"))
        {
            do
            {
                var name = _scanner.TakeKey();
                if (name is null != names is null && arguments.Count > 0) throw _scanner.Error("either all arguments have names or none");
                if (name is not null) (names ??= []).Add(name);
                arguments.Add(Inside(_scope, Expression));
            }
            while (_scanner.Take(","));
            Close(")");
        }

        return DeepAll(new Call(function, arguments, names), [function, .. arguments]);
    }

    private If IfThenElse()
    {
        _scanner.TakeKeyword("if");
        var condition = Expression();
        if (!_scanner.TakeKeyword("then")) throw _scanner.Error($"'then' was expected here, not {_scanner.Describe()}");
        var then = Expression();
        if (!_scanner.TakeKeyword("else")) throw _scanner.Error($"'else' was expected here, not {_scanner.Describe()}");
        var otherwise = Expression();
        return Deep(new If(condition, then, otherwise), condition, then, otherwise);
    }

    private For Loop()
    {
        _scanner.TakeKeyword("for");
        var (iterators, scope) = Iterators();
        if (!_scanner.TakeKeyword("return")) throw _scanner.Error($"'return' was expected here, not {_scanner.Describe()}");
        var body = Inside(scope.Inner("partial"), Expression);
        return DeepAll(new For(iterators, body), [body, .. iterators.Select(i => i.From)]);
    }

    private Quantified Quantifier()
    {
        var every = _scanner.TakeKeyword("every");
        if (!every) _scanner.TakeKeyword("some");
        var (iterators, scope) = Iterators();
        if (!_scanner.TakeKeyword("satisfies")) throw _scanner.Error($"'satisfies' was expected here, not {_scanner.Describe()}");
        var body = Inside(scope, Expression);
        return DeepAll(new Quantified(every, iterators, body), [body, .. iterators.Select(i => i.From)]);
    }

    private (List<Iterator> Iterators, NameScope Scope) Iterators()
    {
        var iterators = new List<Iterator>();
        var scope = _scope;
        do
        {
            if (!_scanner.AtWord) throw _scanner.Error($"a name was expected here, not {_scanner.Describe()}");
            var word = _scanner.PeekWord();
            _scanner.At += word.Length;
            var name = _scanner.Joined(word);
            if (!_scanner.TakeKeyword("in")) throw _scanner.Error($"'in' was expected here, not {_scanner.Describe()}");
            var from = Inside(scope, Expression);
            var to = _scanner.Take("..") ? Inside(scope, Expression) : null;
            iterators.Add(new Iterator(name, from, to));
            scope = scope.Inner(name);
        }
        while (_scanner.Take(","));
        return (iterators, scope);
    }

    private FunctionNode Function()
    {
        _scanner.TakeKeyword("function");
        Close("(");
        var parameters = new List<Parameter>();
        if (!_scanner.Take(")"))
        {
            do
            {
                if (_scanner.TakeKey() is { } typed)
                {
                    parameters.Add(new Parameter(typed, Type()));
                    continue;
                }

                if (!_scanner.AtWord) throw _scanner.Error($"a parameter name was expected here, not {_scanner.Describe()}");
                var word = _scanner.PeekWord();
                _scanner.At += word.Length;
                parameters.Add(new Parameter(_scanner.Joined(word), null));
            }
            while (_scanner.Take(","));
            Close(")");
        }

        var external = _scanner.TakeKeyword("external");
        var body = Inside(_scope.Inner(parameters.Select(p => p.Name)), Expression);
        return Deep(new FunctionNode(parameters, external ? null : body), body);
    }
}
