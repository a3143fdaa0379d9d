using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition.CheckDigits;
using CentralOps.Domain.Recognition.Words;

namespace CentralOps.Domain.Recognition.Fields;

/// <summary>What a single value must satisfy by its type and catalogue entry. Rules between fields are business rules and run later.</summary>
public static class FieldChecks
{
    /// <summary>
    /// All that may be wrong with a value that is there. <c>words.…</c>: see <see cref="AmountInWordsReading"/>; <c>id.…</c>: see <see cref="ResidentIdNumber.FaultOfAnyArea"/>;
    /// <c>credit-code.…</c>: see <see cref="CreditCode.Fault"/>.
    /// </summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        "length", "not-digits", "check-digit", "not-an-amount", "zero-amount", "not-a-date", "not-in-list", "not-a-check-box", "unreadable-characters",
        "words.empty", "words.not-words", "words.zheng-missing", "words.zheng-after-fen", "words.not-as-prescribed",
        "id.length", "id.format", "id.birth-date", "id.check-digit", "credit-code.length", "credit-code.format", "credit-code.check-digit",
    ];

    /// <summary>What is wrong with a normalised value, worst first: <c>missing</c> or some of <see cref="Codes"/>; empty = nothing.</summary>
    public static IReadOnlyList<string> Problems(FieldDefinition field, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return field.Optional ? [] : ["missing"];

        var problems = new List<string>();
        if (OfType(field, value) is { } problem)
            problems.Add(problem);
        if (field.Length > 0 && value.Length != field.Length)
            problems.Add("length");
        if (field.Values.Count > 0 && !field.Values.Contains(value, StringComparer.Ordinal))
            problems.Add("not-in-list");
        return problems;
    }

    private static string? OfType(FieldDefinition field, string value) => field.Type switch
    {
        FieldTypes.Account => !value.All(char.IsAsciiDigit) ? "not-digits" : value.Length is < 8 or > 32 ? "length" : Luhn.IsValid(value) ? null : "check-digit",
        FieldTypes.Digits => value.All(char.IsAsciiDigit) ? null : "not-digits",
        FieldTypes.Amount => FieldNormalisation.AmountOf(value) is not { } amount || amount >= AmountInWords.Limit || decimal.Round(amount, 2) != amount || value != FieldNormalisation.Normalise(FieldTypes.Amount, value)
            ? "not-an-amount"
            : amount == 0 ? "zero-amount" : null,
        FieldTypes.AmountWords => AmountInWords.Read(value).Fault is { } fault ? $"words.{fault}" : null,
        FieldTypes.Date => FieldNormalisation.DateOf(value) is { Year: >= 1900 and <= 2999 } ? null : "not-a-date",
        FieldTypes.DateWords => DateInWords.Read(value) is { Date: not null } ? null : "not-a-date",
        FieldTypes.IdNumber => ResidentIdNumber.FaultOfAnyArea(value) is { } fault ? $"id.{fault}" : null,
        FieldTypes.CreditCode => CreditCode.Fault(value) is { } fault ? $"credit-code.{fault}" : null,
        FieldTypes.CheckBox => value is "0" or "1" ? null : "not-a-check-box",
        _ => value.Any(c => char.IsControl(c) || c == '\uFFFD') ? "unreadable-characters" : null,
    };
}
