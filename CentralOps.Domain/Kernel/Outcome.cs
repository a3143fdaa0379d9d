namespace CentralOps.Domain.Kernel;

/// <summary>An expected "no" of a use case. The code is stable and is the key of the text that the user reads.</summary>
/// <param name="Code">Dotted, e.g. <c>dispatch.lease-lost</c>; resource key <c>Refusal.dispatch.lease-lost</c>.</param>
/// <param name="Args">Values for the text's placeholders, in order.</param>
public sealed record Refusal(string Code, params object?[] Args)
{
    /// <inheritdoc />
    public override string ToString() => Args.Length == 0 ? Code : $"{Code}({string.Join(", ", Args)})";
}

/// <summary>An argument of a <see cref="Refusal"/> that is itself text: names in the user's language, e.g. of voucher kinds.</summary>
/// <param name="Prefix">Resource key before the dot, e.g. <c>Voucher</c>.</param>
/// <param name="Keys">Resource keys behind it.</param>
public sealed record TextKeys(string Prefix, IReadOnlyList<string> Keys)
{
    /// <inheritdoc />
    public override string ToString() => string.Join(", ", Keys);
}

/// <summary>Result of a use case without a value: done, or refused.</summary>
public readonly record struct Outcome(Refusal? Refusal)
{
    /// <summary>True when the use case did what was asked.</summary>
    public bool Succeeded => Refusal is null;

    /// <summary>The outcome of a use case that did what was asked.</summary>
    public static Outcome Ok => new(null);

    /// <summary>Refused with a code and its arguments.</summary>
    public static Outcome No(string code, params object?[] args) => new(new Refusal(code, args));

    /// <summary>Refuses.</summary>
    public static implicit operator Outcome(Refusal refusal) => new(refusal);
}

/// <summary>Result of a use case: a value, or a refusal.</summary>
public readonly record struct Outcome<T>
{
    private Outcome(T? value, Refusal? refusal) => (ValueOrDefault, Refusal) = (value, refusal);

    /// <summary>Why not; null when there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The value, or default when refused.</summary>
    public T? ValueOrDefault { get; }

    /// <summary>True when there is a value.</summary>
    public bool Succeeded => Refusal is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The use case refused.</exception>
    public T Value => Succeeded ? ValueOrDefault! : throw new InvalidOperationException($"refused: {Refusal}");

    /// <summary>Wraps a value.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>Refuses.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>A forbidden transition of an aggregate: a defect or a race, never flow control.</summary>
public sealed class RuleBroken(string rule) : Exception(rule);
