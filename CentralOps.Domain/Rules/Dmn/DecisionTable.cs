using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Dmn;

/// <summary>What a decision table does with the rules that match (DMN 1.3, 8.2.8).</summary>
internal enum HitPolicy
{
    Unique,
    First,
    Priority,
    Any,
    Collect,
    RuleOrder,
    OutputOrder,
}

/// <summary>What a collecting table makes of its hits.</summary>
internal enum Aggregation
{
    List,
    Sum,
    Count,
    Min,
    Max,
}

/// <summary>A condition column.</summary>
/// <param name="Label">What people read.</param>
/// <param name="Expression">Gives the value that the cells test.</param>
/// <param name="Name">The name that the expression is, when it is nothing but a name from outside the table; else null.</param>
/// <param name="Type">Declared type.</param>
internal sealed record TableInput(string Label, Eval Expression, string? Name = null, FeelType? Type = null);

/// <summary>A result column.</summary>
/// <param name="Name">Name of the output; empty for the only one without a name.</param>
/// <param name="Type">Declared type.</param>
/// <param name="Priorities">Output values, the most important first; empty = no order.</param>
/// <param name="Default">Value when no rule matches.</param>
internal sealed record TableOutput(string Name, FeelType? Type, Eval? Priorities, Eval? Default);

/// <summary>A row. A null test is the irrelevant cell <c>-</c>.</summary>
/// <param name="Id">Id of the rule.</param>
/// <param name="Tests">Conditions by column.</param>
/// <param name="Outputs">Results by column.</param>
/// <param name="Shapes">What each condition matches, where that is known beforehand.</param>
/// <param name="Constant">The results depend on nothing.</param>
internal sealed record TableRule(string Id, Eval?[] Tests, Eval[] Outputs, CellShape?[] Shapes, bool Constant = false)
{
    /// <summary>The id alone, as it is reported.</summary>
    public IReadOnlyList<string> Alone { get; } = [Id];
}

/// <summary>A compiled decision table.</summary>
internal sealed class DecisionTable(
    string name, HitPolicy policy, Aggregation aggregation, TableInput[] inputs, TableOutput[] outputs, TableRule[] rules)
{
    public IReadOnlyList<TableOutput> Outputs => outputs;

    public HitPolicy Policy => policy;

    public TableInput[] Inputs => inputs;

    public TableRule[] Rules => rules;

    public TableIndex? Index => _index;

    private readonly TableIndex? _index = TableIndex.Of(Array.ConvertAll(rules, r => r.Shapes), inputs.Length);

    public object? Evaluate(Env env)
    {
        env.Run.Spend(1 + (rules.Length / 10));
        var values = new object?[inputs.Length];
        for (var i = 0; i < inputs.Length; i++) values[i] = inputs[i].Expression(env);
        var hits = new Hits();
        if (_index is { } index) Find(index, values, env, ref hits);
        else
        {
            Env?[]? tested = null;
            foreach (var rule in rules)
            {
                if (IsHit(rule, values, 0, env, ref tested) && Take(rule, env, ref hits)) break;
            }
        }

        return hits.First is null ? WhenNone(env) : policy is HitPolicy.First || hits.More is null ? Single(hits.First, env) : Result([hits.First, .. hits.More], env);
    }

    private struct Hits
    {
        public TableRule? First;
        public List<TableRule>? More;
    }

    private void Find(TableIndex index, object?[] values, Env env, ref Hits hits)
    {
        Span<ulong> candidates = index.Words <= 64 ? stackalloc ulong[index.Words] : new ulong[index.Words];
        var answered = index.Match(values, candidates);
        Env?[]? tested = null;
        var word = 0;
        while (TableIndex.Next(candidates, ref word) is >= 0 and var at)
        {
            if (IsHit(rules[at], values, answered, env, ref tested) && Take(rules[at], env, ref hits)) return;
        }
    }

    // True when no other rule is asked for.
    private bool Take(TableRule rule, Env env, ref Hits hits)
    {
        if (hits.First is null) hits.First = rule;
        else (hits.More ??= []).Add(rule);
        env.Run.Budget.Fired(rule.Alone);
        return policy == HitPolicy.First;
    }

    private static bool IsHit(TableRule rule, object?[] values, ulong answered, Env env, ref Env?[]? tested)
    {
        for (var i = 0; i < rule.Tests.Length; i++)
        {
            if (rule.Tests[i] is not { } test || ((answered & (1UL << i)) != 0 && rule.Shapes[i] is not null)) continue;
            var at = (tested ??= new Env?[values.Length])[i] ??= env.With(values[i]);
            if (test(at) is not true) return false;
        }

        return true;
    }

    // One hit: a value, or a list of it where the policy asks for all.
    private object? Single(TableRule hit, Env env) =>
        policy is HitPolicy.Unique or HitPolicy.First or HitPolicy.Any or HitPolicy.Priority
            ? outputs.Length == 1 ? Cell(hit, 0, env) : Shape(Row(hit, env))
            : Result([hit], env);

    private object? WhenNone(Env env)
    {
        if (Array.Exists(outputs, o => o.Default is not null))
        {
            var defaults = Array.ConvertAll(outputs, o => o.Default?.Invoke(env));
            var value = Shape(defaults);
            return policy is HitPolicy.RuleOrder or HitPolicy.OutputOrder || (policy == HitPolicy.Collect && aggregation == Aggregation.List) ? new[] { value } : value;
        }

        return (policy, aggregation) switch
        {
            (HitPolicy.Collect, Aggregation.Count) => 0m,
            (HitPolicy.Collect, Aggregation.List) or (HitPolicy.RuleOrder or HitPolicy.OutputOrder, _) => Array.Empty<object?>(),
            _ => null,
        };
    }

    private object? Result(List<TableRule> hits, Env env)
    {
        switch (policy)
        {
            case HitPolicy.Unique when hits.Count > 1:
                return Violated(env, $"the rules {string.Join(", ", hits.Select(h => h.Id))} of '{name}' match together; only one may");
            case HitPolicy.Unique or HitPolicy.First:
                return Shape(Row(hits[0], env));
            case HitPolicy.Any:
                var rows = hits.ConvertAll(h => Row(h, env));
                return rows.TrueForAll(r => r.Zip(rows[0]).All(p => Operators.Equal(p.First, p.Second) == true))
                    ? Shape(rows[0])
                    : Violated(env, $"the rules {string.Join(", ", hits.Select(h => h.Id))} of '{name}' match together and differ");
            case HitPolicy.Priority:
                return Shape(Ordered(hits, env)[0]);
            case HitPolicy.OutputOrder:
                return Ordered(hits, env).Select(Shape).ToArray();
            case HitPolicy.Collect when aggregation != Aggregation.List:
                return Aggregated([.. hits.Select(h => Row(h, env)[0])], env.Run);
            default:
                return hits.Select(h => Shape(Row(h, env))).ToArray();
        }
    }

    private static object? Violated(Env env, string reason)
    {
        env.Run.Budget.Violated(reason);
        return null;
    }

    private object?[] Row(TableRule rule, Env env)
    {
        var row = new object?[outputs.Length];
        for (var i = 0; i < row.Length; i++) row[i] = Cell(rule, i, env);
        return row;
    }

    private object? Cell(TableRule rule, int output, Env env)
    {
        var value = rule.Outputs[output](env);
        return outputs[output].Type is { } type ? type.Coerce(value) : value;
    }

    private object? Shape(object?[] row)
    {
        if (row.Length == 1) return row[0];
        var context = new FeelContext();
        for (var i = 0; i < row.Length; i++) context[outputs[i].Name] = row[i];
        return context;
    }

    // Columns from left to right, each by the order of its output values; stable, so that equals stay in the order of rules.
    private List<object?[]> Ordered(List<TableRule> hits, Env env)
    {
        var rows = hits.Select(h => Row(h, env)).ToList();
        var orders = Array.ConvertAll(outputs, o => o.Priorities?.Invoke(env) as IReadOnlyList<object?>);
        IOrderedEnumerable<object?[]> ordered = rows.OrderBy(_ => 0);
        for (var i = 0; i < outputs.Length; i++)
        {
            if (orders[i] is not { } order) continue;
            var column = i;
            ordered = ordered.ThenBy(r => Rank(order, r[column]));
        }

        return [.. ordered];
    }

    private static int Rank(IReadOnlyList<object?> order, object? value)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (Operators.Equal(order[i], value) == true) return i;
        }

        return int.MaxValue;
    }

    private object? Aggregated(object?[] values, Run run) => aggregation switch
    {
        Aggregation.Count => (decimal)values.Length,
        Aggregation.Sum => Builtins.Find("sum")!.Overloaded!([values], null, run),
        Aggregation.Min => Builtins.Find("min")!.Overloaded!([values], null, run),
        _ => Builtins.Find("max")!.Overloaded!([values], null, run),
    };
}
