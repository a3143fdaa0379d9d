namespace CentralOps.Domain.Rules.Feel;

internal static partial class Compiler
{
    private static Eval CompileFilter(Filter filter, Locals? locals)
    {
        var source = Compile(filter.Source, locals);
        var condition = Compile(filter.Condition, new Locals("item", locals, item: true));
        return env => Filtered(source(env), condition, env);
    }

    private static object? Filtered(object? source, Eval condition, Env env)
    {
        var run = env.Run;
        var items = source is null ? [] : source as IReadOnlyList<object?> ?? [source];
        run.Spend(items.Count + 1);
        if (items.Count == 0)
        {
            // An index into nothing is nothing; a condition on nothing is an empty list.
            return condition(env.With(null)) is decimal ? null : Array.Empty<object?>();
        }

        var first = condition(env.With(items[0]));
        if (first is decimal index) return Access.Item(items, index, run);
        var kept = new List<object?>();
        for (var i = 0; i < items.Count; i++)
        {
            if ((i == 0 ? first : condition(env.With(items[i]))) is true) kept.Add(items[i]);
        }

        return kept.ToArray();
    }

    private static Eval CompileFor(For loop, Locals? locals)
    {
        var partial = new Locals("partial", locals);
        var (sources, inner) = Sources(loop.Iterators, partial);
        var body = Compile(loop.Body, inner);
        return env =>
        {
            var results = new List<object?>();
            var complete = Iterate(sources, 0, env, env.With(null), e =>
            {
                results.Add(body(e));
                return true;
            }, partial.Used ? results : null);
            return complete ? results.ToArray() : null;
        };
    }

    private static Eval CompileQuantified(Quantified quantified, Locals? locals)
    {
        var (sources, inner) = Sources(quantified.Iterators, new Locals("partial", locals));
        var body = Compile(quantified.Body, inner);
        var decisive = !quantified.Every;
        return env =>
        {
            object? result = Box(!decisive);
            var complete = Iterate(sources, 0, env, env.With(null), e =>
            {
                var one = body(e);
                if (one is bool b && b == decisive)
                {
                    result = Box(decisive);
                    return false;
                }

                if (one is not bool) result = null;
                return true;
            }, null);
            return complete || result is bool r && r == decisive ? result : null;
        };
    }

    private static ((Eval From, Eval? To)[] Sources, Locals Inner) Sources(IReadOnlyList<Iterator> iterators, Locals outer)
    {
        var sources = new List<(Eval, Eval?)>();
        foreach (var iterator in iterators)
        {
            sources.Add((Compile(iterator.From, outer), iterator.To is null ? null : Compile(iterator.To, outer)));
            outer = new Locals(iterator.Name, outer);
        }

        return ([.. sources], outer);
    }

    // False when a source cannot be looped over, or the body says stop.
    private static bool Iterate((Eval From, Eval? To)[] sources, int at, Env outer, Env env, Func<Env, bool> body, List<object?>? partial)
    {
        if (at == 0 && partial is not null) env = outer.With(Array.Empty<object?>());
        var (from, to) = sources[at];
        var items = to is null ? Access.Items(from(env), env.Run) : Access.Count(from(env), to(env), env.Run);
        if (items is null) return false;
        foreach (var item in items)
        {
            env.Run.Spend();
            if (at < sources.Length - 1)
            {
                if (!Iterate(sources, at + 1, outer, env.With(item), body, partial)) return false;
                continue;
            }

            var here = env.With(item);
            if (partial is not null)
            {
                env.Run.Spend(1 + (partial.Count / 16));
                here = WithPartial(here, sources.Length, partial.ToArray());
            }

            if (!body(here)) return false;
        }

        return true;
    }

    // The environment again, with the results so far in the place below the loop variables.
    private static Env WithPartial(Env env, int variables, object?[] partial) =>
        variables == 0 ? env.Outer!.With(partial) : WithPartial(env.Outer!, variables - 1, partial).With(env.Value);

    private static Eval CompileCall(Call call, Locals? locals)
    {
        var function = Compile(call.Function, locals);
        var arguments = call.Arguments.Select(a => Compile(a, locals)).ToArray();
        var names = call.Names;
        var said = call.Function is NameRef { Name: var name } ? name : "the value";
        return env =>
        {
            if (function(env) is not FeelFunction target) return env.Run.Fail($"{said} is no function");
            return Access.Call(target, Array.ConvertAll(arguments, a => a(env)), names, env.Run);
        };
    }
}
