namespace CentralOps.Domain.Rules.Design;

/// <summary>What the editor shows and changes of a rule set; everything else stays in the document as it is.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Decisions">Its decisions.</param>
/// <param name="Inputs">Its input data.</param>
/// <param name="Knowledge">Its business knowledge models.</param>
/// <param name="Tests">Test cases kept with it.</param>
public sealed record RuleSetDraft(
    string Name, IReadOnlyList<DecisionDraft> Decisions, IReadOnlyList<InputDraft> Inputs, IReadOnlyList<KnowledgeDraft> Knowledge, IReadOnlyList<TestDraft> Tests)
{
    /// <summary>Where its elements stand in the diagram of requirements; what has no place yet is laid out when it is shown.</summary>
    public IReadOnlyList<ShapeDraft> Shapes { get; init; } = [];
}

/// <summary>Place of an element in the diagram of requirements, in diagram units from the top left.</summary>
public sealed record ShapeDraft(string Key, double X, double Y, double Width, double Height);

/// <summary>A decision.</summary>
/// <param name="Key">Its id, or its position where it has none.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind"><c>table</c>, <c>literal</c>, <c>other</c> (shown, not edited) or <c>none</c>.</param>
/// <param name="Needs">Keys of the inputs, decisions and knowledge models that it needs.</param>
/// <param name="Table">Its table, when it is one.</param>
/// <param name="Text">Its expression, when it is a literal one.</param>
public sealed record DecisionDraft(string Key, string Name, string Kind, IReadOnlyList<string> Needs, TableDraft? Table, string Text);

/// <summary>A decision table. Cells of a rule stand in the order: conditions, results, notes.</summary>
public sealed record TableDraft(
    string HitPolicy, string Aggregation, IReadOnlyList<InputColumn> Inputs, IReadOnlyList<OutputColumn> Outputs, IReadOnlyList<NoteColumn> Notes, IReadOnlyList<RuleRow> Rules);

/// <summary>A condition column.</summary>
public sealed record InputColumn(string Key, string Label, string Expression, string Type, string Values);

/// <summary>A result column.</summary>
public sealed record OutputColumn(string Key, string Label, string Name, string Type, string Values, string Default);

/// <summary>A column of notes.</summary>
public sealed record NoteColumn(string Key, string Name);

/// <summary>A rule.</summary>
public sealed record RuleRow(string Key, IReadOnlyList<string> Cells);

/// <summary>Input data.</summary>
/// <param name="Key">Its id, or its position where it has none.</param>
/// <param name="Name">Name of its variable, as expressions use it.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Type">FEEL type; empty = any.</param>
public sealed record InputDraft(string Key, string Name, string Label, string Type);

/// <summary>A business knowledge model: a function.</summary>
/// <param name="Key">Its id, or its position where it has none.</param>
/// <param name="Name">Name.</param>
/// <param name="Parameters">Names of its parameters.</param>
/// <param name="Text">Its expression; null when it is no literal one.</param>
public sealed record KnowledgeDraft(string Key, string Name, IReadOnlyList<string> Parameters, string? Text)
{
    /// <summary>Keys of the knowledge models that it needs.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];
}

/// <summary>A test case: values are FEEL; an expected value that is empty is not compared.</summary>
public sealed record TestDraft(string Key, string Name, string Decision, IReadOnlyDictionary<string, string> Inputs, IReadOnlyDictionary<string, string> Expected);

/// <summary>A name that rules may use though the model does not have it yet: a field, a fact or a parameter.</summary>
/// <param name="Name">As FEEL sees it.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Type">FEEL type; empty = any.</param>
/// <param name="Values">Allowed values as FEEL, with their words.</param>
public sealed record RuleTerm(string Name, string Label, string Type, IReadOnlyList<RuleValue> Values);

/// <summary>An allowed value.</summary>
public sealed record RuleValue(string Text, string Label);
