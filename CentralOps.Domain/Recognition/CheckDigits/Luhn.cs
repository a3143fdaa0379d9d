namespace CentralOps.Domain.Recognition.CheckDigits;

/// <summary>Check digit of account and card numbers: ISO/IEC 7812-1 annex B ("Luhn").</summary>
public static class Luhn
{
    /// <summary>True when <paramref name="number"/> has at least two ASCII digits, nothing else, and the last one is its check digit.</summary>
    public static bool IsValid(string? number) => number is { Length: >= 2 } && number.All(char.IsAsciiDigit) && Sum(number, false) % 10 == 0;

    /// <summary>The digit that makes <paramref name="payload"/> valid when put behind it.</summary>
    /// <exception cref="ArgumentException">Not only ASCII digits.</exception>
    public static char CheckDigit(string payload)
    {
        if (string.IsNullOrEmpty(payload) || !payload.All(char.IsAsciiDigit))
            throw new ArgumentException("digits expected", nameof(payload));
        return (char)('0' + ((10 - (Sum(payload, true) % 10)) % 10));
    }

    private static int Sum(string digits, bool doubleLast)
    {
        var sum = 0;
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            int digit = digits[i] - '0';
            bool doubled = ((digits.Length - 1 - i) % 2 == 0) == doubleLast;
            sum += doubled ? (digit * 2 / 10) + (digit * 2 % 10) : digit;
        }

        return sum;
    }
}
