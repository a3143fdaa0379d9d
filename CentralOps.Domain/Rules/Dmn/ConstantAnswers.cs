using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Dmn;

/// <summary>
/// The answers of a decision table that consists of constants, tests nothing but input data and lets one rule fire: each is worked out once, then it is enough to find the
/// rule. Whatever is out of the ordinary (no hit, several, a value of another type) is left to the evaluation as the standard has it.
/// </summary>
internal sealed class ConstantAnswers
{
    private const int MostWords = 16;

    private readonly TableIndex _index;
    private readonly (int Column, InputData Data, FeelType? Type)[] _told;
    private readonly bool _first;

    private ConstantAnswers(DecisionTable table, TableIndex index, (int, InputData, FeelType?)[] told)
    {
        (_index, _told, _first, Rules) = (index, told, table.Policy == HitPolicy.First, table.Rules);
        Outputs = new IReadOnlyDictionary<string, object?>?[Rules.Length];
    }

    public TableRule[] Rules { get; }

    /// <summary>Outputs by rule; null = not worked out yet.</summary>
    public IReadOnlyDictionary<string, object?>?[] Outputs { get; }

    public static ConstantAnswers? Of(DecisionTable table, InputData[] inputs)
    {
        if (table.Policy is not (HitPolicy.First or HitPolicy.Unique or HitPolicy.Any or HitPolicy.Priority) || table.Index is not { Words: <= MostWords } index) return null;
        if (!Array.TrueForAll(table.Rules, r => r.Constant && Array.TrueForAll(r.Shapes, s => s is not null))) return null;
        var told = new List<(int, InputData, FeelType?)>();
        for (var column = 0; column < table.Inputs.Length; column++)
        {
            if (Array.TrueForAll(table.Rules, r => r.Shapes[column]!.IsAny)) continue;
            var (name, type) = (table.Inputs[column].Name, table.Inputs[column].Type);
            if (name is null || !index.Tells(column) || Array.Find(inputs, i => i.Variable == name) is not { } data) return null;
            told.Add((column, data, type == data.Type ? null : type));
        }

        return new ConstantAnswers(table, index, [.. told]);
    }

    /// <summary>The rule that fires; -1 = to be evaluated.</summary>
    public int Hit(IReadOnlyDictionary<string, object?> given)
    {
        var exact = given as Dictionary<string, object?>;
        Span<ulong> rules = stackalloc ulong[_index.Words];
        _index.All(rules);
        foreach (var (column, data, type) in _told)
        {
            if (!(exact is not null ? exact.TryGetValue(data.Variable, out var raw) : given.TryGetValue(data.Variable, out raw)) && !given.TryGetValue(data.Name, out raw)) raw = null;
            var value = raw;
            if (raw is not (null or decimal or string)) value = Values.In(raw);
            if (value is not null && ((data.Type is { } own && (value = own.Coerce(value)) is null) || (type is not null && (value = type.Coerce(value)) is null))) return -1;
            if (!_index.Narrow(column, value, rules)) return -1;
        }

        var word = 0;
        var hit = TableIndex.Next(rules, ref word);
        return hit < 0 || _first || TableIndex.Next(rules, ref word) < 0 ? hit : -1;
    }
}
