using System.Globalization;
using System.Text.RegularExpressions;

namespace CentralOps.Domain.Seals;

/// <summary>
/// Which reserved seals must be on a voucher together, by amount. Written as on the specimen card, bands separated by semicolons, the first that holds counts:
/// <c>finance+legal-representative</c>, <c>any 2 of finance,legal-representative,company</c>, <c>&lt;=50000: finance; finance+legal-representative</c>.
/// </summary>
public sealed partial class SealCombination
{
    private readonly IReadOnlyList<Band> _bands;

    private SealCombination(IReadOnlyList<Band> bands) => _bands = bands;

    /// <summary>One band: up to the amount (null = any), this many of the roles.</summary>
    private sealed record Band(decimal? UpTo, int Needed, IReadOnlyList<string> Roles);

    /// <summary>Reads the rule.</summary>
    /// <exception cref="FormatException">It is not such a rule; the message quotes the part.</exception>
    public static SealCombination Parse(string text)
    {
        var bands = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ParseBand).ToList();
        if (bands.Count == 0)
            throw new FormatException("a combination rule must name at least one seal");
        return new(bands);
    }

    /// <summary>Every role that may count at this amount.</summary>
    /// <param name="amount">Yuan; null = not known, then the strictest band counts.</param>
    public IReadOnlyList<string> Roles(decimal? amount) => BandOf(amount)?.Roles ?? [];

    /// <summary>True when the roles are enough at this amount. An amount beyond all bands is never satisfied.</summary>
    /// <param name="roles">Roles whose seals are right.</param>
    /// <param name="amount">Yuan; null = not known, then the strictest band counts.</param>
    public bool SatisfiedBy(IReadOnlyCollection<string> roles, decimal? amount) =>
        BandOf(amount) is { } band && band.Roles.Count(roles.Contains) >= band.Needed;

    private Band? BandOf(decimal? amount) => amount is { } yuan
        ? _bands.FirstOrDefault(b => b.UpTo is not { } most || yuan <= most)
        : _bands.MaxBy(b => b.Needed);

    private static Band ParseBand(string text)
    {
        decimal? upTo = null;
        var rule = text;
        if (Limit().Match(text) is { Success: true } limit)
        {
            upTo = decimal.Parse(limit.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            rule = text[limit.Length..].Trim();
        }

        if (AnyOf().Match(rule) is { Success: true } any)
        {
            var needed = int.Parse(any.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            var roles = Roles(any.Groups[2].Value, ',', text);
            return needed >= 1 && needed <= roles.Count ? new(upTo, needed, roles) : throw new FormatException($"combination rule: {needed} of {roles.Count} in '{text}'");
        }

        var all = Roles(rule, '+', text);
        return new(upTo, all.Count, all);
    }

    private static List<string> Roles(string text, char separator, string whole)
    {
        var roles = text.Split(separator, StringSplitOptions.TrimEntries).Distinct().ToList();
        return roles.TrueForAll(r => RoleName().IsMatch(r)) ? roles : throw new FormatException($"combination rule: no seal role in '{whole}'");
    }

    [GeneratedRegex(@"^<=\s*(\d+(?:\.\d+)?)\s*:\s*")]
    private static partial Regex Limit();

    [GeneratedRegex(@"^any\s+(\d+)\s+of\s+(.+)$")]
    private static partial Regex AnyOf();

    [GeneratedRegex("^[a-z][a-z-]*$")]
    private static partial Regex RoleName();
}
