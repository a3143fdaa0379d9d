namespace CentralOps.Domain.Rules.Feel;

/// <summary>A node of a parsed expression.</summary>
internal abstract record Node
{
    /// <summary>Longest path below, to refuse what would not fit on the stack.</summary>
    public int Depth { get; init; } = 1;
}

internal sealed record Literal(object? Value) : Node;

internal sealed record NameRef(string Name) : Node;

internal sealed record PathStep(Node Source, string Name) : Node;

internal sealed record Filter(Node Source, Node Condition) : Node;

internal sealed record Call(Node Function, IReadOnlyList<Node> Arguments, IReadOnlyList<string>? Names) : Node;

internal sealed record Unary(Node Operand) : Node;

internal enum Op
{
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

internal sealed record Binary(Op Op, Node Left, Node Right) : Node;

internal sealed record BetweenNode(Node Value, Node Low, Node High) : Node;

/// <summary>The value against one or more tests.</summary>
internal sealed record InNode(Node Value, IReadOnlyList<Node> Tests) : Node;

internal sealed record InstanceOf(Node Value, FeelType Type) : Node;

internal sealed record If(Node Condition, Node Then, Node Else) : Node;

/// <summary>A variable of a loop; with <see cref="To"/> it counts from one to the other.</summary>
internal sealed record Iterator(string Name, Node From, Node? To);

internal sealed record For(IReadOnlyList<Iterator> Iterators, Node Body) : Node;

internal sealed record Quantified(bool Every, IReadOnlyList<Iterator> Iterators, Node Body) : Node;

internal sealed record ListNode(IReadOnlyList<Node> Items) : Node;

internal sealed record ContextNode(IReadOnlyList<(string Key, Node Value)> Entries) : Node;

internal sealed record RangeNode(Node? Start, bool StartIncluded, Node? End, bool EndIncluded, bool Not = false, bool Comparison = false) : Node;

internal sealed record Parameter(string Name, FeelType? Type);

internal sealed record FunctionNode(IReadOnlyList<Parameter> Parameters, Node? Body) : Node;

/// <summary>A comparison with the tested value left out, e.g. <c>&lt; 5</c>.</summary>
internal sealed record ComparisonTest(Op Op, Node Operand) : Node;

/// <summary>Unary tests of a decision-table cell: any of them, or none of them. No tests = the irrelevant cell <c>-</c>.</summary>
internal sealed record UnaryTests(bool Negated, IReadOnlyList<Node> Tests) : Node;

/// <summary>Says why an expression cannot be parsed, and where.</summary>
internal sealed class FeelSyntaxError(string message, int row, int column) : Exception($"row {row}, column {column}: {message}")
{
    public int Row => row;

    public int Column => column;
}
