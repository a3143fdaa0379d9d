using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Screens;

/// <summary>What is left of a masked value.</summary>
public static class Masking
{
    /// <summary>Stands for what is not shown, whatever its length.</summary>
    public const string Dots = "••••";

    private const int Tail = 4;

    // Shorter values would show too large a part of themselves, and are too common to be looked for in other texts.
    private const int LongEnough = 8, Telling = 4;

    /// <summary>The last four characters of numbers that are told apart by them (accounts, identities, digits), nothing of anything else; blank stays blank.</summary>
    public static string Of(string type, string? value) => value switch
    {
        null or "" => "",
        { Length: >= LongEnough } when type is FieldTypes.Account or FieldTypes.Digits or FieldTypes.IdNumber or FieldTypes.CreditCode => Dots + value[^Tail..],
        _ => Dots,
    };

    /// <summary>The text without masked values that happen to stand in it, such as the detail of a check.</summary>
    public static string Without(string text, IEnumerable<string> values) =>
        values.Where(v => v.Length >= Telling).OrderByDescending(v => v.Length).Aggregate(text, (kept, value) => kept.Replace(value, Dots, StringComparison.Ordinal));
}
