using System.Globalization;
using System.Security.Cryptography;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Steps;

namespace CentralOps.Domain.CentralAuthorization.Requests;

/// <summary>One-time number that an approval yields, and what it is bound to.</summary>
public static class AuthorizationNumber
{
    private const int Digits = 14;

    /// <summary>A fresh number: 12 random digits and two check digits (ISO 7064 MOD 97-10), so that a slip of the finger is no other person's number.</summary>
    public static string Make()
    {
        var body = RandomNumberGenerator.GetInt32(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture) + RandomNumberGenerator.GetInt32(0, 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        return body + (98 - long.Parse(body + "00", CultureInfo.InvariantCulture) % 97).ToString("D2", CultureInfo.InvariantCulture);
    }

    /// <summary>The number without blanks and hyphens.</summary>
    public static string Normalise(string typed) => string.Concat(typed.Where(char.IsAsciiDigit));

    /// <summary>True when it can be a number at all.</summary>
    public static bool IsWellFormed(string number) => number.Length == Digits && number.All(char.IsAsciiDigit) && long.Parse(number, CultureInfo.InvariantCulture) % 97 == 1;

    /// <summary>Hash of the exact transaction data: business type and every filled field of the form.</summary>
    public static string DataHash(string businessType, IEnumerable<KeyValuePair<string, string>> fields) => StepScope.HashOf(
        [businessType, .. fields.Where(f => f.Value.Length > 0).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}")]);

    /// <summary>Hash of what a case says.</summary>
    public static string DataHash(Case @case) =>
        DataHash(@case.BusinessType, @case.Fields.Where(f => f is { Status: FieldStatus.Accepted, PageId: null }).Select(f => KeyValuePair.Create(f.Code, f.Value ?? "")));
}
