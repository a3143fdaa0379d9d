namespace CentralOps.Domain.Recognition.CheckDigits;

/// <summary>Unified social credit code, GB 32100-2015: 18 characters, the last one a check character modulo 31.</summary>
public static class CreditCode
{
    /// <summary>Characters of the code: no I, O, S, V, Z.</summary>
    public const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>Why the code is not valid: <c>length</c>, <c>format</c> or <c>check-digit</c>; null = valid.</summary>
    public static string? Fault(string? code)
    {
        if (code is not { Length: 18 })
            return "length";
        if (code.Any(c => !Alphabet.Contains(c, StringComparison.Ordinal)) || code.AsSpan(2, 6).ContainsAnyExceptInRange('0', '9'))
            return "format";
        return code[17] == CheckCharacter(code[..17]) ? null : "check-digit";
    }

    /// <summary>True when form and check character are right.</summary>
    public static bool IsValid(string? code) => Fault(code) is null;

    /// <summary>The check character of the first 17 characters.</summary>
    public static char CheckCharacter(string payload)
    {
        if (payload is not { Length: 17 } || payload.Any(c => !Alphabet.Contains(c, StringComparison.Ordinal)))
            throw new ArgumentException("17 characters of the alphabet expected", nameof(payload));
        int sum = 0;
        for (var i = 0; i < 17; i++)
            sum += Alphabet.IndexOf(payload[i], StringComparison.Ordinal) * Weights[i];
        return Alphabet[(31 - (sum % 31)) % 31];
    }
}
