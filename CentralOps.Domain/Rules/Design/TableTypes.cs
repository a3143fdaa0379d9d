using System.Xml.Linq;
using CentralOps.Domain.Rules.Dmn;
using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Design;

/// <summary>Compares the constants in a table's cells with the types and allowed values of their columns.</summary>
internal static partial class TableTypes
{
    /// <summary>Does the cell stand in a column of texts?</summary>
    public static bool IsOfTexts(XElement cell)
    {
        if (cell.Parent?.Parent is not { } table || RulePlaces.Of(cell).Column is not (>= 0 and var column)) return false;
        var columns = table.Children("input").Select(c => c.Child("inputExpression")?.Attr("typeRef")).Concat(table.Children("output").Select(c => c.Attr("typeRef")));
        return columns.ElementAtOrDefault(column) == "string";
    }

    public static void Check(XElement table, IReadOnlyDictionary<XElement, UnaryTests> tests, IReadOnlyDictionary<XElement, Node> expressions, ReviewNotes notes)
    {
        var inputs = table.Children("input").Select(c => new Column(c, c.Child("inputExpression")?.Attr("typeRef") ?? "", "inputValues", notes)).ToList();
        var outputs = table.Children("output").Select(c => new Column(c, c.Attr("typeRef"), "outputValues", notes)).ToList();
        foreach (var rule in table.Children("rule"))
        {
            foreach (var (cell, column) in rule.Children("inputEntry").Zip(inputs))
            {
                if (!tests.TryGetValue(cell, out var test)) continue;
                if (Thousands().Match(RuleDocument.TextOf(cell)) is { Success: true } written)
                {
                    // FEEL reads 1,200,000 as three values.
                    notes.Doubt(cell, "rules.thousands", $"{written.Value} is a list of numbers here", RuleDocument.TextOf(cell).Replace(written.Value, written.Value.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal), written.Value);
                }

                CheckCell(cell, test.Tests, column, notes);
            }

            foreach (var (cell, column) in rule.Children("outputEntry").Zip(outputs))
            {
                if (expressions.TryGetValue(cell, out var node)) CheckCell(cell, [node], column, notes);
            }
        }
    }

    private static void CheckCell(XElement cell, IEnumerable<Node> tests, Column column, ReviewNotes notes)
    {
        foreach (var test in tests)
        {
            var points = test switch
            {
                ComparisonTest { Operand: var operand } => [operand],
                RangeNode range => new[] { range.Start, range.End },
                _ => [test],
            };
            foreach (var value in points.OfType<Node>().Select(CellShape.ConstantOf).OfType<object>())
            {
                if (column.Type is { } type && !type.Accepts(value) && type.Coerce(value) is null)
                {
                    notes.Suggest(cell, "rules.wrong-type", $"{FeelText.Of(value)} is a {FeelType.NameOf(value)}, the column holds a {type.Name}", Converted(cell, value, type), FeelText.Of(value), FeelType.NameOf(value), type.Name);
                    return;
                }

                if (test is not (ComparisonTest { Op: not Op.Equal } or RangeNode) && column.Allowed is { } allowed && !allowed.Exists(a => Operators.Equal(a, value) == true))
                {
                    var listed = string.Join(", ", allowed.Take(12).Select(FeelText.Of));
                    notes.Suggest(cell, "rules.value-not-allowed", $"{FeelText.Of(value)} is not among the column's values: {listed}", Closest(cell, value, allowed), FeelText.Of(value), listed);
                    return;
                }
            }
        }
    }

    private static string? Converted(XElement cell, object value, FeelType type)
    {
        var text = RuleDocument.TextOf(cell);
        if (value is string written && type == FeelType.Number && decimal.TryParse(written, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var number))
            return text.Replace($"\"{written}\"", Values.Number(number), StringComparison.Ordinal);
        if (value is string day && type == FeelType.Date && TemporalText.ReadDate(day) is not null) return text.Replace($"\"{day}\"", $"date(\"{day}\")", StringComparison.Ordinal);
        return type == FeelType.Text && text.Trim() == Values.Write(value) ? $"\"{text.Trim()}\"" : null;
    }

    private static string? Closest(XElement cell, object value, List<object> allowed)
    {
        if (value is not string written || NameScope.Of(allowed.OfType<string>()).Suggest(written) is not { } close) return null;
        return RuleDocument.TextOf(cell).Replace($"\"{written}\"", $"\"{close}\"", StringComparison.Ordinal);
    }

    private sealed class Column
    {
        public Column(XElement xml, string typeRef, string values, ReviewNotes notes)
        {
            Type = FeelType.Simple(typeRef) is { } simple && simple != FeelType.Any && !simple.IsList ? simple : null;
            var text = RuleDocument.TextOf(xml.Child(values));
            if (text.Trim().Length == 0) return;
            try
            {
                var constants = Parser.Tests(text, Builtins.Names).Tests.Select(CellShape.ConstantOf).ToList();
                if (!constants.Contains(null)) Allowed = [.. constants.OfType<object>()];
            }
            catch (FeelSyntaxError error)
            {
                notes.Add(xml, "rules.bad-values", false, $"the allowed values cannot be read: {error.Message}", text, error.Message);
            }
        }

        public FeelType? Type { get; }

        public List<object>? Allowed { get; }
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"(?<![\d.,])\d{1,3}(,\d{3})+(?![\d,])")]
    private static partial System.Text.RegularExpressions.Regex Thousands();
}
