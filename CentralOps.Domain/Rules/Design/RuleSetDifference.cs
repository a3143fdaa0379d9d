using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Rules.Design;

/// <summary>A cell or property that differs.</summary>
public sealed record CellChange(string Label, string Older, string Newer);

/// <summary>A difference.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Part"><c>decision</c>, <c>rule</c>, <c>column</c>, <c>input</c>, <c>knowledge</c> or <c>test</c>.</param>
/// <param name="Decision">Name of the decision; empty = none.</param>
/// <param name="Number">Number of the rule in the version that has it, the newer one where both have; 0 = no rule.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Cells">What differs, or what was there.</param>
public sealed record RuleChange(ChangeKind Kind, string Part, string Decision, int Number, string Name, IReadOnlyList<CellChange> Cells);

/// <summary>Compares two versions of a rule set in the words of its editor.</summary>
public static class RuleSetDifference
{
    /// <summary>All differences, rules in the order of the newer version.</summary>
    public static IReadOnlyList<RuleChange> Between(string older, string newer)
    {
        var (a, b) = (RuleDocument.Read(older).Draft, RuleDocument.Read(newer).Draft);
        var changes = new List<RuleChange>();
        var names = a.Inputs.Concat(b.Inputs).Select(i => (i.Key, Name: i.Label)).Concat(a.Decisions.Concat(b.Decisions).Select(d => (d.Key, d.Name))).Concat(a.Knowledge.Concat(b.Knowledge).Select(k => (k.Key, k.Name)))
            .GroupBy(n => n.Key).ToDictionary(g => g.Key, g => g.Last().Name);
        string Names(IEnumerable<string> keys) => string.Join(" · ", keys.Select(k => names.GetValueOrDefault(k, k)).Order(StringComparer.Ordinal));
        Compare(a.Inputs, b.Inputs, i => i.Key, "input", "", i => i.Label, i => [("name", i.Name), ("type", i.Type)], changes);
        Compare(a.Decisions, b.Decisions, d => d.Key, "decision", "", d => d.Name, d => [.. Properties(d), ("needs", Names(d.Needs))], changes);
        foreach (var decision in b.Decisions)
        {
            if (decision.Table is not { } table) continue;
            var before = a.Decisions.FirstOrDefault(d => d.Key == decision.Key)?.Table;
            if (before is not null) CompareTables(decision.Name, before, table, changes);
        }

        Compare(a.Knowledge, b.Knowledge, k => k.Key, "knowledge", "", k => k.Name, k => [("name", k.Name), ("parameters", string.Join(", ", k.Parameters)), ("text", k.Text ?? ""), ("needs", Names(k.Needs))], changes);
        Compare(a.Tests, b.Tests, t => t.Key, "test", "", t => t.Name, t => [("name", t.Name), ("decision", t.Decision), .. t.Inputs.Select(i => (i.Key, i.Value)), .. t.Expected.Select(e => ($"→ {e.Key}", e.Value))], changes);
        return changes;
    }

    private static IEnumerable<(string, string)> Properties(DecisionDraft decision) =>
    [
        ("name", decision.Name), ("text", decision.Text), ("hitPolicy", decision.Table?.HitPolicy ?? ""), ("aggregation", decision.Table?.Aggregation ?? ""),
        ("rules", decision.Table is { } table ? table.Rules.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) : ""),
    ];

    private static void CompareTables(string decision, TableDraft a, TableDraft b, List<RuleChange> changes)
    {
        Compare(a.Inputs, b.Inputs, c => c.Key, "column", decision, c => c.Label.Length > 0 ? c.Label : c.Expression, c => [("label", c.Label), ("expression", c.Expression), ("type", c.Type), ("values", c.Values)], changes);
        Compare(a.Outputs, b.Outputs, c => c.Key, "column", decision, c => c.Label.Length > 0 ? c.Label : c.Name, c => [("label", c.Label), ("name", c.Name), ("type", c.Type), ("values", c.Values), ("default", c.Default)], changes);
        var (columnsA, columnsB) = (ColumnsOf(a), ColumnsOf(b));
        var older = a.Rules.Select((r, i) => (r.Key, Rule: r, Number: i + 1)).DistinctBy(r => r.Key).ToDictionary(r => r.Key);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var last = 0;
        for (var i = 0; i < b.Rules.Count; i++)
        {
            var rule = b.Rules[i];
            if (!older.TryGetValue(rule.Key, out var before))
            {
                changes.Add(new RuleChange(ChangeKind.Added, "rule", decision, i + 1, "", [.. columnsB.Select((c, at) => new CellChange(c.Label, "", rule.Cells[at]))]));
                continue;
            }

            kept.Add(rule.Key);
            var cells = columnsB.Select((c, at) => (c.Label, Older: columnsA.FindIndex(x => x.Key == c.Key) is >= 0 and var was ? before.Rule.Cells[was] : "", Newer: rule.Cells[at]))
                .Where(c => c.Older != c.Newer).Select(c => new CellChange(c.Label, c.Older, c.Newer)).ToList();
            var moved = before.Number < last;
            last = Math.Max(last, before.Number);
            if (cells.Count > 0) changes.Add(new RuleChange(ChangeKind.Changed, "rule", decision, i + 1, "", cells));
            else if (moved) changes.Add(new RuleChange(ChangeKind.Moved, "rule", decision, i + 1, "", [new CellChange("#", $"{before.Number}", $"{i + 1}")]));
        }

        foreach (var (key, rule, number) in a.Rules.Select((r, i) => (r.Key, r, i + 1)).Where(r => !kept.Contains(r.Key)))
            changes.Add(new RuleChange(ChangeKind.Removed, "rule", decision, number, "", [.. columnsA.Select((c, at) => new CellChange(c.Label, rule.Cells[at], ""))]));
    }

    private static List<(string Key, string Label)> ColumnsOf(TableDraft table) =>
    [
        .. table.Inputs.Select(c => (c.Key, c.Label.Length > 0 ? c.Label : c.Expression)), .. table.Outputs.Select(c => (c.Key, c.Label.Length > 0 ? c.Label : c.Name)),
        .. table.Notes.Select(c => (c.Key, c.Name)),
    ];

    private static void Compare<T>(IReadOnlyList<T> a, IReadOnlyList<T> b, Func<T, string> keyOf, string part, string decision, Func<T, string> nameOf, Func<T, IEnumerable<(string Label, string Value)>> properties, List<RuleChange> changes)
    {
        var older = a.DistinctBy(keyOf).ToDictionary(keyOf);
        var newer = b.Select(keyOf).ToHashSet(StringComparer.Ordinal);
        foreach (var one in b)
        {
            if (!older.TryGetValue(keyOf(one), out var before))
            {
                changes.Add(new RuleChange(ChangeKind.Added, part, decision, 0, nameOf(one), [.. properties(one).Where(p => p.Value.Length > 0).Select(p => new CellChange(p.Label, "", p.Value))]));
                continue;
            }

            var was = properties(before).DistinctBy(p => p.Label).ToDictionary(p => p.Label, p => p.Value);
            var now = properties(one).DistinctBy(p => p.Label).ToDictionary(p => p.Label, p => p.Value);
            var cells = was.Keys.Union(now.Keys).Where(l => l != "rules" && was.GetValueOrDefault(l, "") != now.GetValueOrDefault(l, "")).Select(l => new CellChange(l, was.GetValueOrDefault(l, ""), now.GetValueOrDefault(l, ""))).ToList();
            if (cells.Count > 0) changes.Add(new RuleChange(ChangeKind.Changed, part, decision, 0, nameOf(one), cells));
        }

        foreach (var gone in a.Where(x => !newer.Contains(keyOf(x))))
            changes.Add(new RuleChange(ChangeKind.Removed, part, decision, 0, nameOf(gone), [.. properties(gone).Where(p => p.Value.Length > 0).Select(p => new CellChange(p.Label, p.Value, ""))]));
    }
}
