namespace CentralOps.SampleGenerator.Bank;

/// <summary>Numbers that pass their checks.</summary>
internal static class CheckDigits
{
    /// <summary>Appends the Luhn digit (ISO/IEC 7812-1).</summary>
    public static string WithLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var d = digits[^(i + 1)] - '0';
            if (i % 2 == 0)
                d = d * 2 > 9 ? d * 2 - 9 : d * 2;
            sum += d;
        }

        return digits + (char)('0' + (10 - sum % 10) % 10);
    }

    /// <summary>A unified social credit code of nobody: region 999901 is not in use (GB 32100 check character).</summary>
    public static string CreditCode(Dice dice)
    {
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        int[] weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
        var body = "91999901MA" + string.Concat(Enumerable.Range(0, 7).Select(_ => alphabet[dice.Int(alphabet.Length)]));
        var sum = body.Select((c, i) => alphabet.IndexOf(c, StringComparison.Ordinal) * weights[i]).Sum();
        return body + alphabet[(31 - sum % 31) % 31];
    }

    /// <summary>A resident identity number of nobody: region code 990101 is not in use (GB 11643 check digit).</summary>
    public static string IdNumber(Dice dice)
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var born = new DateOnly(1965, 1, 1).AddDays(dice.Int(12000));
        var body = $"990101{born:yyyyMMdd}{dice.Digits(3)}";
        var sum = body.Select((c, i) => (c - '0') * weights[i]).Sum();
        return body + "10X98765432"[sum % 11];
    }
}
