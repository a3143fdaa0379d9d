using System.Globalization;

namespace CentralOps.Domain.Recognition.CheckDigits;

/// <summary>Resident identity number, GB 11643-1999: area 6, birth date 8, sequence 3, check character by ISO 7064 MOD 11-2.</summary>
public static class ResidentIdNumber
{
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    // GB/T 2260: first two digits of the area code (provinces, Hong Kong, Macao and Taiwan residence permits).
    private static readonly HashSet<string> Provinces =
    [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
    ];

    /// <summary>Why the number is not valid: <c>length</c>, <c>format</c>, <c>area</c>, <c>birth-date</c> or <c>check-digit</c>; null = valid.</summary>
    public static string? Fault(string? number)
    {
        if (number is not { Length: 18 })
            return "length";
        if (!number.AsSpan(0, 17).ContainsOnlyDigits() || !(char.IsAsciiDigit(number[17]) || number[17] is 'X' or 'x'))
            return "format";
        return FormFault(number) ?? (Provinces.Contains(number[..2]) ? null : "area");
    }

    /// <summary>Like <see cref="Fault"/>, but any area will do: area codes come and go, the check character does not.</summary>
    public static string? FaultOfAnyArea(string? number) => Fault(number) is { } fault and not "area" ? fault : null;

    private static string? FormFault(string number)
    {
        if (!DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly birth) || birth.Year < 1880)
            return "birth-date";
        return char.ToUpperInvariant(number[17]) == CheckCharacter(number[..17]) ? null : "check-digit";
    }

    /// <summary>True when area, birth date and check character are right.</summary>
    public static bool IsValid(string? number) => Fault(number) is null;

    /// <summary>The check character of the first 17 digits: <c>0</c> … <c>9</c> or <c>X</c>.</summary>
    public static char CheckCharacter(string payload)
    {
        if (payload is not { Length: 17 } || !payload.AsSpan().ContainsOnlyDigits())
            throw new ArgumentException("17 digits expected", nameof(payload));
        int sum = 0;
        for (var i = 0; i < 17; i++)
            sum += (payload[i] - '0') * Weights[i];
        return "10X98765432"[sum % 11];
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
