using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CentralOps.Domain.Receipts;

/// <summary>Receipt numbers: branch code, business date (yyyyMMdd), running number of branch and day (6 digits), two check digits (ISO/IEC 7064, MOD 97-10).</summary>
public static class ReceiptNumber
{
    private const int Tail = 8 + 6 + 2;

    /// <summary>Longest number, for the column.</summary>
    public const int MaxLength = 40;

    /// <summary>Puts a number together.</summary>
    public static string Compose(string branch, DateOnly date, int sequence)
    {
        if (branch.Length is 0 or > MaxLength - Tail || !branch.All(char.IsAsciiLetterOrDigit)) throw new ArgumentException($"'{branch}' is not a branch code.", nameof(branch));
        if (sequence is < 1 or > 999_999) throw new ArgumentOutOfRangeException(nameof(sequence), sequence, "a day's running number has six digits");
        var body = string.Create(CultureInfo.InvariantCulture, $"{branch.ToUpperInvariant()}{date:yyyyMMdd}{sequence:D6}");
        return body + (98 - Remainder(body + "00")).ToString("D2", CultureInfo.InvariantCulture);
    }

    /// <summary>Removes what people type between the characters.</summary>
    public static string Normalise(string typed) => new(typed.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant).ToArray());

    /// <summary>True when the check digits fit: a slip of the pen is found without asking the database.</summary>
    public static bool IsWellFormed(string number) => number.Length is > Tail and <= MaxLength && number.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)) && Remainder(number) == 1;

    private static int Remainder(string text)
    {
        var rest = 0;
        foreach (var c in text) rest = char.IsAsciiDigit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
        return rest;
    }
}

/// <summary>Verification codes: 80 bits of a keyed hash over number, amount, accounts and journal number, in Crockford's base 32.</summary>
public static class ReceiptCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>16 characters.</summary>
    public static string Compute(ReceiptKey key, string number, decimal amount, string debitAccount, string creditAccount, string journalNumber)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{number}|{amount:F2}|{debitAccount}|{creditAccount}|{journalNumber}");
        var mac = HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes(text));
        var code = new char[16];
        for (var i = 0; i < 16; i++)
        {
            var value = 0;
            for (var bit = i * 5; bit < i * 5 + 5; bit++) value = (value << 1) | ((mac[bit / 8] >> (7 - bit % 8)) & 1);
            code[i] = Alphabet[value];
        }
        return new string(code);
    }

    /// <summary>Compares in constant time; small letters, blanks, hyphens and the look-alikes O, I and L are forgiven.</summary>
    public static bool Matches(string expected, string typed)
    {
        var clean = new string(typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }).ToArray());
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(clean));
    }
}
