namespace CentralOps.Domain.Rules.Feel;

internal static partial class Compiler
{
    private static Eval CompileBinary(Binary binary, Locals? locals)
    {
        var left = Compile(binary.Left, locals);
        var right = Compile(binary.Right, locals);
        switch (binary.Op)
        {
            case Op.Or:
                return env =>
                {
                    var a = left(env) as bool?;
                    if (a == true) return True;
                    var b = right(env) as bool?;
                    return b == true ? True : a is null || b is null ? null : False;
                };
            case Op.And:
                return env =>
                {
                    var a = left(env) as bool?;
                    if (a == false) return False;
                    var b = right(env) as bool?;
                    return b == false ? False : a is null || b is null ? null : True;
                };
            case Op.Add: return env => Operators.Add(left(env), right(env), env.Run);
            case Op.Subtract: return env => Operators.Subtract(left(env), right(env), env.Run);
            case Op.Multiply: return env => Operators.Multiply(left(env), right(env), env.Run);
            case Op.Divide: return env => Operators.Divide(left(env), right(env), env.Run);
            case Op.Power: return env => Operators.Power(left(env), right(env), env.Run);
            default:
                var op = binary.Op;
                return env => Compared(op, left(env), right(env), env.Run);
        }
    }

    private static object? Compared(Op op, object? a, object? b, Run run)
    {
        if (op is Op.Equal or Op.NotEqual)
        {
            return Operators.Equal(a, b) is { } same
                ? Box(same == (op == Op.Equal))
                : run.Fail($"{FeelType.NameOf(a)} and {FeelType.NameOf(b)} cannot be equal");
        }

        if (Operators.Compare(a, b) is not { } order)
            return a is null || b is null ? null : run.Fail($"{FeelType.NameOf(a)} and {FeelType.NameOf(b)} cannot be compared");
        return Box(op switch
        {
            Op.Less => order < 0,
            Op.LessOrEqual => order <= 0,
            Op.Greater => order > 0,
            _ => order >= 0,
        });
    }

    private static Eval CompileIn(InNode test, Locals? locals)
    {
        var value = Compile(test.Value, locals);
        var inner = new Locals("?", locals);
        var tests = test.Tests.Select(t => CompileTest(t, At(0), inner)).ToArray();
        return env => AnyTrue(tests, env.With(value(env)));
    }

    private static object? AnyTrue(Eval[] tests, Env env)
    {
        object? result = False;
        foreach (var test in tests)
        {
            var one = test(env);
            if (one is true) return True;
            if (one is null) result = null;
        }

        return result;
    }

    /// <summary>A unary test against the value that <paramref name="input"/> gives: true, false, or null when it cannot be tested.</summary>
    private static Eval CompileTest(Node node, Eval input, Locals? locals)
    {
        switch (node)
        {
            case ComparisonTest { Op: var op, Operand: var operand }:
                var limit = Compile(operand, locals);
                return env => Compared(op, input(env), limit(env), env.Run);
            case UnaryTests { Tests.Count: 0 }: return _ => True;
            case UnaryTests tests:
                var all = tests.Tests.Select(t => CompileTest(t, input, locals)).ToArray();
                return tests.Negated
                    ? env => AnyTrue(all, env) is bool b ? Box(!b) : null
                    : env => AnyTrue(all, env);
            default:
                var expected = Compile(node, locals);
                var asksForInput = UsesInput(node);
                var isRange = node is RangeNode;
                return env => expected(env) switch
                {
                    bool answer when asksForInput => Box(answer),
                    null when isRange => null,
                    var value => Matches(input(env), value, env.Run),
                };
        }
    }

    // Equal to the value, inside the range, or equal to or inside any item of the list.
    private static object? Matches(object? input, object? expected, Run run)
    {
        switch (expected)
        {
            case FeelRange range when input is not FeelRange:
                return range.Includes(input) is { } inside ? Box(inside) : null;
            case IReadOnlyList<object?> list:
                if (input is IReadOnlyList<object?> && Operators.Equal(input, list) == true) return True;
                run.Spend(list.Count);
                foreach (var item in list)
                {
                    if (item is FeelRange r && input is not FeelRange ? r.Includes(input) == true : Operators.Equal(input, item) == true) return True;
                }

                return False;
            case bool b when input is not bool && input is not null: return Box(b);
            default: return Compared(Op.Equal, input, expected, run);
        }
    }

    private static bool UsesInput(Node? node) => node switch
    {
        null => false,
        NameRef { Name: "?" } => true,
        PathStep p => UsesInput(p.Source),
        Filter f => UsesInput(f.Source) || UsesInput(f.Condition),
        Call c => UsesInput(c.Function) || c.Arguments.Any(UsesInput),
        Unary u => UsesInput(u.Operand),
        Binary b => UsesInput(b.Left) || UsesInput(b.Right),
        BetweenNode b => UsesInput(b.Value) || UsesInput(b.Low) || UsesInput(b.High),
        InNode i => UsesInput(i.Value) || i.Tests.Any(UsesInput),
        ComparisonTest t => UsesInput(t.Operand),
        InstanceOf i => UsesInput(i.Value),
        If i => UsesInput(i.Condition) || UsesInput(i.Then) || UsesInput(i.Else),
        For f => UsesInput(f.Body) || f.Iterators.Any(i => UsesInput(i.From) || UsesInput(i.To)),
        Quantified q => UsesInput(q.Body) || q.Iterators.Any(i => UsesInput(i.From) || UsesInput(i.To)),
        ListNode l => l.Items.Any(UsesInput),
        ContextNode c => c.Entries.Any(e => UsesInput(e.Value)),
        RangeNode r => UsesInput(r.Start) || UsesInput(r.End),
        _ => false,
    };
}
