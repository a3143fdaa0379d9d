using System.Security.Cryptography;

namespace CentralOps.Domain.Administration;

/// <summary>Hashes of the two halves of a one-time code.</summary>
/// <param name="First">Of the first half.</param>
/// <param name="Second">Of the second half.</param>
public sealed record CodeHashes(string First, string Second);

/// <summary>
/// With a one-time code somebody sets a password that nobody else knows. It has two halves: where two people are needed, each of them is told one, so that neither can
/// use it alone. Only hashes are kept.
/// </summary>
public static class OneTimeCode
{
    /// <summary>Length of a half: 32⁶ is enough for a code that ends after a day and five wrong tries.</summary>
    public const int HalfLength = 6;

    /// <summary>It must be used within this time.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    // Easy to read out over the telephone: no 0/O, 1/I.
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>A new half.</summary>
    public static string NewHalf() => RandomNumberGenerator.GetString(Alphabet, HalfLength);

    /// <summary>Both halves as people type them.</summary>
    public static string Whole(string first, string second) => $"{first}-{second}";

    /// <summary>The halves of what somebody typed, in any case and with or without hyphen; null = this is no such code.</summary>
    public static (string First, string Second)? Read(string typed)
    {
        var clean = new string([.. typed.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);
        return clean.Length == 2 * HalfLength ? (clean[..HalfLength], clean[HalfLength..]) : null;
    }
}

/// <summary>Hashes one-time codes as passwords are hashed.</summary>
public interface ICodeHasher
{
    /// <summary>Hash of a half.</summary>
    string Hash(string half);
}
