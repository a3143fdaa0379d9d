namespace CentralOps.Domain.Rules.Feel;

internal static partial class Builtins
{
    private static void AddContexts()
    {
        Add("get value(m:c, key:s)", (a, run) => C(a[0]).TryGetValue(S(a[1]), out var value) ? value : run.Fail($"there is no entry '{S(a[1])}'"));
        Add("get entries(m:c)", (a, _) => C(a[0]).Select(e => (object?)Entry(e.Key, e.Value)).ToArray());
        Add("context(entries:l)", MakeContext);
        Add("context put(context:c, key:s, value:o)", (a, _) => Put(C(a[0]), S(a[1]), a[2]));
        Add("context put(context:c, keys:l, value:o)", (a, run) => PutDeep(C(a[0]), L(a[1]), 0, a[2], run));
        Add("context merge(contexts:l)", (a, run) =>
            L(a[0]).All(c => c is FeelContext) ? L(a[0]).Cast<FeelContext>().Aggregate(new FeelContext(), Merge) : run.Fail("context merge takes contexts"));
    }

    private static FeelContext Entry(string key, object? value) => new() { ["key"] = key, ["value"] = value };

    private static FeelContext Put(FeelContext context, string key, object? value) => new(context) { [key] = value };

    private static FeelContext Merge(FeelContext into, FeelContext other)
    {
        foreach (var (key, value) in other) into[key] = value;
        return into;
    }

    private static object? PutDeep(FeelContext context, IReadOnlyList<object?> keys, int at, object? value, Run run)
    {
        if (keys.Count == 0 || keys[at] is not string key) return run.Fail("the keys of context put are texts");
        if (at == keys.Count - 1) return Put(context, key, value);
        if (!context.TryGetValue(key, out var inner) || inner is not FeelContext deeper) return run.Fail($"there is no context '{key}'");
        return PutDeep(deeper, keys, at + 1, value, run) is { } changed ? Put(context, key, changed) : null;
    }

    private static object? MakeContext(object?[] a, Run run)
    {
        var context = new FeelContext();
        foreach (var item in L(a[0]))
        {
            if (item is not FeelContext entry || !entry.TryGetValue("key", out var key) || key is not string name || !entry.TryGetValue("value", out var value))
                return run.Fail("an entry of context has a key and a value");
            if (!context.TryAdd(name, value)) return run.Fail($"the context has '{name}' twice");
        }

        return context;
    }
}
