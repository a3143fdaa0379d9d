namespace CentralOps.Domain.Rules.Feel;

/// <summary>Turns a tree into closures. Local names become positions in the environment; everything else is looked up in the inputs.</summary>
internal static partial class Compiler
{
    /// <summary>A local name while compiling. An item scope also offers the entries of its value by their names.</summary>
    internal sealed class Locals(string name, Locals? outer, bool item = false)
    {
        public string Name => name;

        public Locals? Outer => outer;

        public bool Item => item;

        public bool Used { get; set; }
    }

    private static readonly object True = true;
    private static readonly object False = false;

    public static object Box(bool value) => value ? True : False;

    public static Eval Compile(Node node, Locals? locals = null)
    {
        switch (node)
        {
            case Literal { Value: var value }: return _ => value;
            case NameRef { Name: var name }: return Name(name, locals);
            case PathStep { Source: var source, Name: var name }:
                var from = Compile(source, locals);
                return env => Access.Path(from(env), name, env.Run);
            case Filter filter: return CompileFilter(filter, locals);
            case Call call: return CompileCall(call, locals);
            case Unary { Operand: var operand }:
                var negated = Compile(operand, locals);
                return env => Operators.Negate(negated(env), env.Run);
            case Binary binary: return CompileBinary(binary, locals);
            case BetweenNode between:
                var (tested, low, high) = (Compile(between.Value, locals), Compile(between.Low, locals), Compile(between.High, locals));
                return env => new FeelRange(low(env), true, high(env), true) is { Start: not null, End: not null } range ? range.Includes(tested(env)) : null;
            case InNode test: return CompileIn(test, locals);
            case InstanceOf { Value: var value, Type: var type }:
                var instance = Compile(value, locals);
                return env => instance(env) is { } v ? Box(type.Accepts(v)) : Box(type == FeelType.Null);
            case If choice:
                var (condition, then, otherwise) = (Compile(choice.Condition, locals), Compile(choice.Then, locals), Compile(choice.Else, locals));
                return env => condition(env) is true ? then(env) : otherwise(env);
            case For loop: return CompileFor(loop, locals);
            case Quantified quantified: return CompileQuantified(quantified, locals);
            case ListNode list:
                var items = list.Items.Select(i => Compile(i, locals)).ToArray();
                return env =>
                {
                    env.Run.Spend(items.Length);
                    return Array.ConvertAll(items, i => i(env));
                };
            case ContextNode context: return CompileContext(context, locals);
            case RangeNode range: return CompileRange(range, locals);
            case FunctionNode function: return CompileFunction(function, locals);
            case ComparisonTest or UnaryTests: return CompileTest(node, Name("?", locals), locals);
            default: throw new InvalidOperationException($"no compilation for {node.GetType().Name}");
        }
    }

    private static Eval Name(string name, Locals? locals)
    {
        List<int>? items = null;
        var depth = 0;
        for (var local = locals; local is not null; local = local.Outer, depth++)
        {
            if (local.Name == name && !local.Item)
            {
                local.Used = true;
                return Dynamic(items, name, At(depth));
            }

            if (!local.Item) continue;
            (items ??= []).Add(depth);
            if (name == "item") return Dynamic(items, name, At(depth));
        }

        return Dynamic(items, name, Global(name));
    }

    private static Eval At(int depth) => depth switch
    {
        0 => env => env.Value,
        1 => env => env.Outer!.Value,
        _ => env =>
        {
            var at = env;
            for (var i = 0; i < depth; i++) at = at.Outer!;
            return at.Value;
        },
    };

    // Inside a filter a name means the entry of the item when the item has one (DMN 1.3, 10.3.2.5).
    private static Eval Dynamic(List<int>? items, string name, Eval otherwise)
    {
        if (items is null) return otherwise;
        var candidates = items.Select(At).ToArray();
        return env =>
        {
            foreach (var candidate in candidates)
            {
                if (candidate(env) is FeelContext context && context.TryGetValue(name, out var value)) return value;
            }

            return otherwise(env);
        };
    }

    private static Eval Global(string name)
    {
        name = string.Intern(name); // so that inputs are found by reference
        var builtin = Builtins.Find(name);
        return env =>
        {
            if (env.Run.Inputs.TryGetValue(name, out var value)) return value is decimal or string ? value : Values.In(value);
            return builtin ?? env.Run.Fail($"there is no '{name}'");
        };
    }

    private static Eval CompileContext(ContextNode context, Locals? locals)
    {
        var entries = new List<(string Key, Eval Value)>();
        var inner = locals;
        foreach (var (key, value) in context.Entries)
        {
            entries.Add((key, Compile(value, inner)));
            inner = new Locals(key, inner);
        }

        return env =>
        {
            var result = new FeelContext();
            foreach (var (key, value) in entries)
            {
                var entry = value(env);
                if (!result.TryAdd(key, entry)) return env.Run.Fail($"the context has '{key}' twice");
                env = env.With(entry);
            }

            return result;
        };
    }

    private static Eval CompileRange(RangeNode range, Locals? locals)
    {
        var start = range.Start is null ? null : Compile(range.Start, locals);
        var end = range.End is null ? null : Compile(range.End, locals);
        return env =>
        {
            var (low, high) = (start?.Invoke(env), end?.Invoke(env));
            if ((start is not null && low is null) || (end is not null && high is null)) return env.Run.Fail("an end of a range is null");
            if (low is not null && high is not null && !range.Not && Operators.Compare(low, high) is null) return env.Run.Fail("the ends of a range cannot be compared");
            return new FeelRange(low, range.StartIncluded, high, range.EndIncluded) { Not = range.Not, Comparison = range.Comparison };
        };
    }

    private static Eval CompileFunction(FunctionNode function, Locals? locals)
    {
        if (function.Body is null) return env => env.Run.Fail("external functions are not supported");
        var names = function.Parameters.Select(p => p.Name).ToArray();
        var types = function.Parameters.Select(p => p.Type).ToArray();
        var inner = names.Aggregate(locals, (outer, name) => new Locals(name, outer));
        var body = Compile(function.Body, inner);
        return env => new FeelFunction("function", names, (arguments, run) => body(arguments.Aggregate(env, (e, a) => e.With(a)))) { ParameterTypes = types };
    }
}
