using System.Xml.Linq;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules.Dmn;
using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Design;

/// <summary>Finds names in expressions that mean nothing where they stand.</summary>
internal static class RuleNames
{
    /// <summary>Unknown names of a tree, each once.</summary>
    public static IEnumerable<string> Unknown(Node node, NameScope scope)
    {
        var found = new List<string>();
        Look(node, scope, found);
        return found.Distinct(StringComparer.Ordinal);
    }

    /// <summary>Names that decisions use and do not need, by key of the decision.</summary>
    public static IReadOnlyList<(string Decision, string Name)> Missing(string xml)
    {
        var reader = new Collector();
        DmnReader.Read(xml, new FindingList(), reader);
        return reader.Found;
    }

    private sealed class Collector : IExpressionReader
    {
        public List<(string Decision, string Name)> Found { get; } = [];

        public void Cell(XElement cell, UnaryTests tests, NameScope scope) => Add(cell, tests, scope);

        public void Expression(XElement xml, Node node, NameScope scope) => Add(xml, node, scope);

        private void Add(XElement xml, Node node, NameScope scope)
        {
            foreach (var name in Unknown(node, scope)) Found.Add((RulePlaces.Of(xml).Decision, name));
        }
    }

    private static void Look(Node? node, NameScope scope, List<string> found)
    {
        switch (node)
        {
            case NameRef { Name: var name }:
                if (name != "?" && !scope.Knows(name)) found.Add(name);
                break;
            case PathStep step: Look(step.Source, scope, found); break;
            case Filter filter:
                Look(filter.Source, scope, found); // names in the condition may be entries of the items
                break;
            case Call call:
                Look(call.Function, scope, found);
                foreach (var argument in call.Arguments) Look(argument, scope, found);
                break;
            case Unary unary: Look(unary.Operand, scope, found); break;
            case Binary binary: Look(binary.Left, scope, found); Look(binary.Right, scope, found); break;
            case BetweenNode between: Look(between.Value, scope, found); Look(between.Low, scope, found); Look(between.High, scope, found); break;
            case InNode test:
                Look(test.Value, scope, found);
                foreach (var one in test.Tests) Look(one, scope, found);
                break;
            case ComparisonTest comparison: Look(comparison.Operand, scope, found); break;
            case UnaryTests tests:
                foreach (var one in tests.Tests) Look(one, scope, found);
                break;
            case InstanceOf instance: Look(instance.Value, scope, found); break;
            case If choice: Look(choice.Condition, scope, found); Look(choice.Then, scope, found); Look(choice.Else, scope, found); break;
            case For loop: LookThrough(loop.Iterators, loop.Body, scope.Inner("partial"), found); break;
            case Quantified quantified: LookThrough(quantified.Iterators, quantified.Body, scope, found); break;
            case ListNode list:
                foreach (var item in list.Items) Look(item, scope, found);
                break;
            case ContextNode context:
                var inner = new NameScope(scope);
                foreach (var (key, value) in context.Entries)
                {
                    Look(value, inner, found);
                    inner.Add(key);
                }

                break;
            case RangeNode range: Look(range.Start, scope, found); Look(range.End, scope, found); break;
            case FunctionNode function: Look(function.Body, scope.Inner(function.Parameters.Select(p => p.Name)), found); break;
            default: break;
        }
    }

    private static void LookThrough(IReadOnlyList<Iterator> iterators, Node body, NameScope scope, List<string> found)
    {
        foreach (var iterator in iterators)
        {
            Look(iterator.From, scope, found);
            Look(iterator.To, scope, found);
            scope = scope.Inner(iterator.Name);
        }

        Look(body, scope, found);
    }
}

/// <summary>Where an element stands, as the editor's grid counts.</summary>
/// <param name="Decision">Key of the decision or knowledge model; empty = none.</param>
/// <param name="Rule">Key of the rule; empty = none.</param>
/// <param name="Column">Position of the column, conditions before results; -1 = none.</param>
internal sealed record RulePlaces(string Decision, string Rule, int Column)
{
    public static RulePlaces Of(XElement? element)
    {
        var (decision, rule, column) = ("", "", -1);
        for (var at = element; at is not null; at = at.Parent)
        {
            switch (at.Name.LocalName)
            {
                case "decision" or "businessKnowledgeModel" when at.Parent is { } root: decision = RuleDocument.Keyed(root, at.Name.LocalName).Find(k => k.Element == at).Key; break;
                case "rule" when at.Parent is { } table: rule = RuleDocument.KeyOf(at, table.Children("rule").TakeWhile(r => r != at).Count()); break;
                case "inputEntry" or "input" when column < 0: column = Index(at); break;
                case "outputEntry" when at.Parent?.Parent is { } table && column < 0: column = table.Children("input").Count() + Index(at); break;
                case "output" when at.Parent is { } table && column < 0: column = table.Children("input").Count() + Index(at); break;
                default: break;
            }
        }

        return new RulePlaces(decision, rule, column);
    }

    private static int Index(XElement element) => element.Parent?.Children(element.Name.LocalName).TakeWhile(e => e != element).Count() ?? 0;
}
