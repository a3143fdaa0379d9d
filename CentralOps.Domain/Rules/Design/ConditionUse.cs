using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Design;

/// <summary>What an expression of a process model asks about.</summary>
/// <param name="Names">Names that are neither functions nor made in the expression itself.</param>
/// <param name="Asked">Names that are set against a text that is written there, e.g. <c>check_outcome = "failed"</c>.</param>
public sealed record ConditionUse(IReadOnlyList<string> Names, IReadOnlyList<(string Name, string Text)> Asked)
{
    /// <summary>Reads it; one that cannot be read asks about nothing.</summary>
    public static ConditionUse Of(string expression)
    {
        try
        {
            var node = Parser.Expression(expression, Builtins.Names);
            var asked = new List<(string, string)>();
            Look(node, asked);
            return new([.. RuleNames.Unknown(node, Builtins.Names)], asked);
        }
        catch (FeelSyntaxError)
        {
            return new([], []);
        }
    }

    /// <summary>Known name most like a mistyped one; null when none is close.</summary>
    public static string? Suggest(string name, IEnumerable<string> known) => NameScope.Of(known).Suggest(name);

    private static void Look(Node node, List<(string Name, string Text)> asked)
    {
        switch (node)
        {
            case Binary { Op: Op.Equal or Op.NotEqual, Left: NameRef { Name: var name }, Right: Literal { Value: string text } }: asked.Add((name, text)); break;
            case Binary { Op: Op.Equal or Op.NotEqual, Left: Literal { Value: string text }, Right: NameRef { Name: var name } }: asked.Add((name, text)); break;
            case Binary { Left: var left, Right: var right }: Look(left, asked); Look(right, asked); break;
            case InNode { Value: NameRef { Name: var name }, Tests: var tests }:
                foreach (var test in tests) Texts(name, test, asked);
                break;
            case Call { Arguments: var arguments }:
                foreach (var argument in arguments) Look(argument, asked);
                break;
            case If choice: Look(choice.Condition, asked); Look(choice.Then, asked); Look(choice.Else, asked); break;
            default: break;
        }
    }

    private static void Texts(string name, Node test, List<(string Name, string Text)> asked)
    {
        switch (test)
        {
            case Literal { Value: string text }: asked.Add((name, text)); break;
            case ComparisonTest { Op: Op.Equal, Operand: var operand }: Texts(name, operand, asked); break;
            case UnaryTests { Tests: var tests }:
                foreach (var one in tests) Texts(name, one, asked);
                break;
            case ListNode { Items: var items }:
                foreach (var one in items) Texts(name, one, asked);
                break;
            default: break;
        }
    }
}
