using System.Globalization;
using System.Text.RegularExpressions;
using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Design;

/// <summary>Guesses what somebody meant who wrote FEEL with habits of a spreadsheet, another language or a Chinese keyboard. Only what can then be read is proposed.</summary>
internal static partial class FeelRepair
{
    private static readonly (string From, string To)[] Signs =
    [
        ("，", ", "), ("、", ", "), ("；", ", "), ("（", "("), ("）", ")"), ("【", "["), ("】", "]"), ("［", "["), ("］", "]"), ("“", "\""), ("”", "\""), ("＂", "\""), ("‘", "\""), ("’", "\""),
        ("＞", ">"), ("＜", "<"), ("＝", "="), ("≥", ">="), ("≧", ">="), ("≤", "<="), ("≦", "<="), ("≠", "!="), ("×", "*"), ("÷", "/"), ("－", "-"), ("—", "-"), ("．", "."), ("。", "."),
        ("=>", ">="), ("=<", "<="), ("<>", "!="), ("==", "="), ("&&", " and "), ("||", " or "), ("…", ".."),
    ];

    /// <summary>A text that can be read; null = no idea.</summary>
    public static string? Of(string text, bool isCell, NameScope scope)
    {
        var plain = Ascii(text);
        foreach (var attempt in Attempts(plain))
        {
            if (attempt != text && Reads(attempt, isCell, scope)) return attempt;
        }

        return null;
    }

    private static IEnumerable<string> Attempts(string plain)
    {
        foreach (var (from, to) in Signs) plain = plain.Replace(from, to, StringComparison.Ordinal);
        plain = plain.Trim();
        yield return plain;
        yield return plain.Replace('\'', '"');
        var numbers = Numbers(plain);
        yield return numbers;
        yield return Ranges(numbers);
        yield return DoubledSign().Replace(numbers, "$1");
        if (numbers.Count(c => c == '"') % 2 == 1) yield return numbers + "\"";
        foreach (var (open, close) in new[] { ('(', ')'), ('[', ']') })
        {
            if (numbers.Count(c => c == open) == numbers.Count(c => c == close) + 1) yield return numbers + close;
        }

        yield return plain.TrimEnd(',', ';', '.', ' ');
    }

    private static string Ascii(string text) => string.Concat(text.Select(c => c is >= '\uFF10' and <= '\uFF19' or >= '\uFF21' and <= '\uFF5A' ? (char)(c - 0xFEE0) : c == '\u3000' ? ' ' : c));

    // 1,200,000 and 50万: amounts as people write them.
    private static string Numbers(string text)
    {
        text = Thousands().Replace(text, m => m.Value.Replace(",", "", StringComparison.Ordinal));
        text = Myriads().Replace(text, m => (decimal.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) * (m.Groups[2].Value == "亿" ? 100_000_000m : 10_000m)).ToString("0.############", CultureInfo.InvariantCulture));
        return Units().Replace(text, "$1");
    }

    private static string Ranges(string text) => Range().Replace(text, "[$1..$2]");

    private static bool Reads(string text, bool isCell, NameScope scope)
    {
        try
        {
            Node node = isCell ? Parser.Tests(text, scope) : Parser.Expression(text, scope);
            return !RuleNames.Unknown(node, scope).Any();
        }
        catch (FeelSyntaxError)
        {
            return false;
        }
    }

    [GeneratedRegex(@"(?<![\d.])\d{1,3}(,\d{3})+(?![\d])")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"(\d+(?:\.\d+)?)\s*([万亿])")]
    private static partial Regex Myriads();

    [GeneratedRegex(@"(\d)\s*(?:元|CNY|RMB|%)")]
    private static partial Regex Units();

    [GeneratedRegex(@"(-?\d+(?:\.\d+)?)\s*(?:至|到|~|～|\.\.\.?)\s*(-?\d+(?:\.\d+)?)")]
    private static partial Regex Range();

    [GeneratedRegex(@"([<>])\1+")]
    private static partial Regex DoubledSign();
}
