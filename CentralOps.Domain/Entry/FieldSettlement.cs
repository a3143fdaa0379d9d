using CentralOps.Domain.Cases;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Entry;

/// <summary>What a field needs next to become a trusted value.</summary>
public abstract record FieldNeed
{
    private FieldNeed()
    {
    }

    /// <summary>It is trusted now.</summary>
    public sealed record Accept(string Value, string Source) : FieldNeed;

    /// <summary>So many blind keys in all (the ones there are included).</summary>
    public sealed record Keys(int Count) : FieldNeed;

    /// <summary>A third person settles a difference; null = somebody could not read it.</summary>
    public sealed record Arbitrate(IReadOnlyList<string?> Values) : FieldNeed;

    /// <summary>Two people could not read it.</summary>
    public sealed record GiveUp : FieldNeed;
}

/// <summary>The keying policies of 要素录入 as one pure function of the machine's reading and what people keyed.</summary>
public static class FieldSettlement
{
    /// <summary>Below this confidence the machine's reading does not count as a key.</summary>
    public const double CountsAsKey = Recognition.Decision.DecisionWeights.CountsAsKey;

    /// <summary>What the field needs next.</summary>
    /// <param name="field">The field with the machine's reading and its policy.</param>
    /// <param name="keyings">Everything that people keyed for it; what was keyed for another slice or before it was opened again does not count.</param>
    /// <param name="machineValid">The machine's value passes all validators of its type.</param>
    public static FieldNeed Next(CaseField field, IEnumerable<FieldKeying> keyings, bool machineValid)
    {
        var valid = keyings.Where(k => k.Code == field.Code && k.SliceHash == field.SliceHash && (field.OpenedAgainAt is null || k.At > field.OpenedAgainAt)).ToList();
        if (valid.LastOrDefault(k => k.Role == "arbitration") is { } settled)
            return settled.Illegible ? new FieldNeed.GiveUp() : new FieldNeed.Accept(settled.Value ?? "", "arbitration");

        var keys = valid.Where(k => k.Role == "key").ToList();
        if (keys.Count(k => k.Illegible) >= 2) return new FieldNeed.GiveUp();
        var machineCounts = machineValid && field.MachineValue is not null && field.MachineConfidence >= CountsAsKey && field.OpenedAgainAt is null;

        return field.Keying switch
        {
            KeyingPolicies.OcrIfSure when field.MachineSure && machineValid && field.MachineValue is { } sure && (sure.Length > 0 || field.Optional) =>
                new FieldNeed.Accept(sure, "machine"),
            KeyingPolicies.OcrIfSure or KeyingPolicies.OcrPlusOne when machineCounts => WithMachine(field.MachineValue!, keys),
            KeyingPolicies.Triple => Majority(keys),
            KeyingPolicies.Single or KeyingPolicies.WholeVoucher => Single(keys),
            _ => Double(keys),
        };
    }

    private static FieldNeed WithMachine(string machine, List<FieldKeying> keys)
    {
        if (keys.Count == 0) return new FieldNeed.Keys(1);
        if (keys.Exists(k => !k.Illegible && k.Value == machine)) return new FieldNeed.Accept(machine, "machine+key");
        if (keys.Count >= 2 && Same(keys) is { } agreed) return new FieldNeed.Accept(agreed, "double-key");
        return new FieldNeed.Arbitrate([machine, .. keys.Select(k => k.Illegible ? null : k.Value)]);
    }

    private static FieldNeed Double(List<FieldKeying> keys) =>
        keys.Count < 2 ? new FieldNeed.Keys(2)
        : Same(keys) is { } agreed ? new FieldNeed.Accept(agreed, "double-key")
        : new FieldNeed.Arbitrate([.. keys.Select(k => k.Illegible ? null : k.Value)]);

    private static FieldNeed Majority(List<FieldKeying> keys)
    {
        if (keys.Count < 3) return new FieldNeed.Keys(3);
        var best = keys.Where(k => !k.Illegible).GroupBy(k => k.Value).MaxBy(g => g.Count());
        return best is { } group && group.Count() >= 2
            ? new FieldNeed.Accept(group.Key ?? "", "triple-key")
            : new FieldNeed.Arbitrate([.. keys.Select(k => k.Illegible ? null : k.Value)]);
    }

    private static FieldNeed Single(List<FieldKeying> keys) =>
        keys.LastOrDefault(k => !k.Illegible) is { } key ? new FieldNeed.Accept(key.Value ?? "", "single-key") : new FieldNeed.Keys(keys.Count + 1);

    private static string? Same(List<FieldKeying> keys) =>
        keys.Exists(k => k.Illegible) || keys.Select(k => k.Value).Distinct(StringComparer.Ordinal).Count() > 1 ? null : keys[0].Value ?? "";
}
