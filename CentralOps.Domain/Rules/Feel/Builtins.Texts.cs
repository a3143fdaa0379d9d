using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CentralOps.Domain.Rules.Feel;

internal static partial class Builtins
{
    // An expression that backtracks without end must not hold a thread.
    private static readonly TimeSpan RegexTime = TimeSpan.FromMilliseconds(500);
    private static readonly ConcurrentDictionary<(string Pattern, string Flags), Regex?> Patterns = new();

    private static void AddTexts()
    {
        Add("substring(string:s, start position:n, length:n?)", Substring);
        Add("string length(string:s)", (a, _) => (decimal)Runes(S(a[0])).Length);
        Add("upper case(string:s)", (a, _) => S(a[0]).ToUpperInvariant());
        Add("lower case(string:s)", (a, _) => S(a[0]).ToLowerInvariant());
        Add("substring before(string:s, match:s)", (a, _) => S(a[0]).IndexOf(S(a[1]), StringComparison.Ordinal) is >= 0 and var i ? S(a[0])[..i] : "");
        Add("substring after(string:s, match:s)", (a, _) => S(a[0]).IndexOf(S(a[1]), StringComparison.Ordinal) is >= 0 and var i ? S(a[0])[(i + S(a[1]).Length)..] : "");
        Add("contains(string:s, match:s)", (a, _) => S(a[0]).Contains(S(a[1]), StringComparison.Ordinal));
        Add("starts with(string:s, match:s)", (a, _) => S(a[0]).StartsWith(S(a[1]), StringComparison.Ordinal));
        Add("ends with(string:s, match:s)", (a, _) => S(a[0]).EndsWith(S(a[1]), StringComparison.Ordinal));
        Add("matches(input:s, pattern:s, flags:o?)", (a, run) => WithPattern(S(a[1]), a[2], run, p => p.IsMatch(S(a[0]))));
        Add("replace(input:s, pattern:s, replacement:s, flags:o?)", Replace);
        Add("split(string:s, delimiter:s)", (a, run) => WithPattern(S(a[1]), null, run, p => p.Split(S(a[0])).Cast<object?>().ToArray()));
        Add("string join(list:l, delimiter:o?)", Join);
    }

    private static Rune[] Runes(string text) => [.. text.EnumerateRunes()];

    private static object? Substring(object?[] a, Run run)
    {
        var runes = Runes(S(a[0]));
        if (Whole(a[1]) is not { } start || start == 0 || Math.Abs(start) > runes.Length) return run.Fail("substring starts outside the text");
        var from = start > 0 ? start - 1 : runes.Length + start;
        var length = a[2] is null ? runes.Length - from : (int)decimal.Truncate(Math.Min(N(a[2]), runes.Length - from));
        if (length < 1) return run.Fail("substring has no length");
        var text = new StringBuilder();
        foreach (var rune in runes.AsSpan(from, length)) text.Append(rune.ToString());
        return text.ToString();
    }

    private static object? Join(object?[] a, Run run)
    {
        if (L(a[0]).Any(i => i is not (null or string)) || a[1] is not (null or string)) return run.Fail("string join takes texts");
        run.Spend(L(a[0]).Count);
        return string.Join(a[1] as string ?? "", L(a[0]).OfType<string>());
    }

    private static object? Replace(object?[] a, Run run)
    {
        var literal = a[3] is string f && f.Contains('q', StringComparison.Ordinal);
        return WithPattern(S(a[1]), a[3], run, p =>
        {
            if (!literal && p.IsMatch("")) return run.Fail("the pattern of replace matches nothing at all");
            var replaced = literal ? p.Replace(S(a[0]), S(a[2]).Replace("$", "$$", StringComparison.Ordinal)) : ReplaceAll(p, S(a[0]), S(a[2]), run);
            if (replaced is string { Length: > Run.MostText }) throw new RuleEvaluationFailed($"a text grows beyond {Run.MostText} characters");
            return replaced;
        });
    }

    // XPath replacement: $1 is a group, \$ and \\ are themselves, everything else with these signs is an error.
    private static object? ReplaceAll(Regex pattern, string input, string replacement, Run run)
    {
        var parts = new List<(string? Text, int Group)>();
        for (var i = 0; i < replacement.Length; i++)
        {
            var c = replacement[i];
            if (c == '\\')
            {
                if (i + 1 >= replacement.Length || replacement[i + 1] is not ('\\' or '$')) return run.Fail("the replacement has a lone \\");
                parts.Add((replacement[++i].ToString(), 0));
            }
            else if (c == '$')
            {
                if (i + 1 >= replacement.Length || !char.IsAsciiDigit(replacement[i + 1])) return run.Fail("the replacement has a lone $");
                var group = replacement[++i] - '0';
                while (i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]) && (group * 10) + replacement[i + 1] - '0' < pattern.GetGroupNumbers().Length)
                    group = (group * 10) + replacement[++i] - '0';
                parts.Add((null, group));
            }
            else parts.Add((c.ToString(), 0));
        }

        return pattern.Replace(input, m => string.Concat(parts.Select(p => p.Text ?? m.Groups[p.Group].Value)));
    }

    private static object? WithPattern(string pattern, object? flags, Run run, Func<Regex, object?> use)
    {
        if (flags is not (null or string)) return run.Fail("flags are a text");
        run.Spend(10);
        if (Patterns.Count > 5000) Patterns.Clear();
        var regex = Patterns.GetOrAdd((pattern, flags as string ?? ""), key => Compile(key.Pattern, key.Flags));
        if (regex is null) return run.Fail($"'{pattern}' with flags '{flags}' is no regular expression");
        try
        {
            return use(regex);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new RuleEvaluationFailed($"the regular expression '{pattern}' takes too long");
        }
    }

    private static Regex? Compile(string pattern, string flags)
    {
        var options = RegexOptions.CultureInvariant;
        var (dotAll, literal) = (false, false);
        foreach (var flag in flags)
        {
            switch (flag)
            {
                case 's': dotAll = true; break;
                case 'm': options |= RegexOptions.Multiline; break;
                case 'i': options |= RegexOptions.IgnoreCase; break;
                case 'x': pattern = WithoutSpaces(pattern); break;
                case 'q': literal = true; break;
                default: return null;
            }
        }

        if (dotAll) options |= RegexOptions.Singleline;
        try
        {
            return new Regex(literal ? Regex.Escape(pattern) : FromXPath(pattern), options, RegexTime);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // XML Schema regular expressions: $ never matches before a final line break; \i and \c are name characters; class subtraction is [a-z-[b]] in both.
    private static string FromXPath(string pattern)
    {
        var text = new StringBuilder(pattern.Length + 8);
        var inClass = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                var next = pattern[++i];
                text.Append(next switch
                {
                    'i' => inClass > 0 ? "_:A-Za-z" : "[_:A-Za-z]",
                    'c' => inClass > 0 ? @"\-._:A-Za-z0-9" : @"[\-._:A-Za-z0-9]",
                    'I' when inClass == 0 => "[^_:A-Za-z]",
                    'C' when inClass == 0 => @"[^\-._:A-Za-z0-9]",
                    _ => "\\" + next,
                });
                continue;
            }

            if (c == '[') inClass++;
            else if (c == ']' && inClass > 0) inClass--;
            text.Append(c == '$' && inClass == 0 ? "(?!\\n)$" : c);
        }

        return text.ToString();
    }

    private static string WithoutSpaces(string pattern)
    {
        var text = new StringBuilder();
        var inClass = 0;
        foreach (var c in pattern)
        {
            if (c == '[') inClass++;
            else if (c == ']' && inClass > 0) inClass--;
            if (inClass > 0 || !char.IsWhiteSpace(c)) text.Append(c);
        }

        return text.ToString();
    }

    private static void AddConversions()
    {
        Add("not(negand:o)", (a, _) => a[0] is bool b ? !b : null);
        Add("string(from:o)", (a, _) => Values.Text(a[0]));
        Add("number(from:s, grouping separator:o?, decimal separator:o?)", ToNumber);
        Add("is(value1:o, value2:o)", (a, _) => FeelType.NameOf(a[0]) == FeelType.NameOf(a[1]) && Same(a[0], a[1]));
    }

    private static bool Same(object? a, object? b) => (a, b) switch
    {
        (FeelTime x, FeelTime y) => x == y,
        (FeelDateTime x, FeelDateTime y) => x == y,
        _ => Operators.Equal(a, b) == true,
    };

    private static object? ToNumber(object?[] a, Run run)
    {
        var (text, group, point) = (S(a[0]), a[1] as string, a[2] as string);
        if ((a[1] is not null && group is not (" " or "," or ".")) || (a[2] is not null && point is not ("." or ",")) || (group is not null && group == point))
            return run.Fail("a separator of number is not allowed");
        if (group is not null) text = text.Replace(group, "", StringComparison.Ordinal);
        if (point is ",")
        {
            if (text.Contains('.', StringComparison.Ordinal)) return run.Fail("the text is no number");
            text = text.Replace(',', '.');
        }

        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? number
            : run.Fail($"'{S(a[0])}' is no number");
    }
}
