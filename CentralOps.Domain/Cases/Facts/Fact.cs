namespace CentralOps.Domain.Cases.Facts;

/// <summary>
/// A fact that steps establish of a case beside its fields, by the name that conditions and rules (FEEL) read it by. It is declared once, as a static field of the feature
/// that owns it; <see cref="FactCatalogue"/> finds the declarations, so that whoever draws a process can be told which names there are and of which type.
/// Names and types are stored with cases and stand in the bank's own processes: they do not change.
/// </summary>
public abstract class Fact
{
    private protected Fact(string name, Type type, bool closed) => (Name, Closed, FeelType) = (name, closed, FeelOf(type));

    /// <summary>FEEL name, e.g. <c>seal_result</c>; of a family with <c>*</c> where its members differ.</summary>
    public string Name { get; }

    /// <summary>Type in FEEL: <c>boolean</c>, <c>number</c> or <c>string</c>.</summary>
    public string FeelType { get; }

    /// <summary>Established by machines only: nobody may claim it by hand at an incident, no rule may set it.</summary>
    public bool Closed { get; }

    /// <summary>True when conditions read this fact by that name.</summary>
    public virtual bool Is(string name) => Name == name;

    private static string FeelOf(Type type) =>
        type == typeof(bool) ? "boolean" : type == typeof(decimal) ? "number" : type == typeof(string) ? "string" : throw new ArgumentException($"a fact cannot be a {type.Name}", nameof(type));
}

/// <summary>A fact of one type: <see cref="bool"/>, <see cref="decimal"/> or <see cref="string"/>.</summary>
public sealed class Fact<T>(string name, bool closed = false) : Fact(name, typeof(T), closed);

/// <summary>Facts of one kind, one for each element, entry or field: <c>journal_number_*</c>.</summary>
public sealed class FactFamily<T> : Fact
{
    private readonly string _before;
    private readonly string _after;

    /// <summary>A family.</summary>
    /// <param name="pattern">Name with one <c>*</c>.</param>
    /// <param name="closed">Established by machines only.</param>
    public FactFamily(string pattern, bool closed = false) : base(pattern, typeof(T), closed) =>
        (_before, _after) = pattern.Split('*') is [var before, var after] ? (before, after) : throw new ArgumentException($"'{pattern}' has no place for a member", nameof(pattern));

    /// <summary>Name of a member.</summary>
    public string Of(string member) => string.Concat(_before, member, _after);

    /// <inheritdoc />
    public override bool Is(string name) =>
        name.Length > _before.Length + _after.Length && name.StartsWith(_before, StringComparison.Ordinal) && name.EndsWith(_after, StringComparison.Ordinal);
}
