using System.Globalization;
using System.Text;

namespace CentralOps.Domain.Rules.Feel;

/// <summary>Tokens of a FEEL text, taken on demand because names depend on the scope.</summary>
internal sealed class Scanner(string text)
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "for", "in", "return", "if", "then", "else", "some", "every", "satisfies", "instance", "of", "between", "and", "or", "true", "false", "null", "function", "external",
    };

    public int At { get; set; }

    public bool AtEnd
    {
        get
        {
            SkipSpace();
            return At >= text.Length;
        }
    }

    /// <summary>Character at the position, after spaces; NUL at the end.</summary>
    public char Peek()
    {
        SkipSpace();
        return At < text.Length ? text[At] : '\0';
    }

    public static bool IsPart(string s, int i) =>
        char.IsLetterOrDigit(s[i]) || s[i] is '_' or '?' or '\u00B7' || char.IsSurrogate(s[i])
        || CharUnicodeInfo.GetUnicodeCategory(s[i]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation;

    public static bool IsKeyword(string word) => Keywords.Contains(word);

    public bool AtWord => Peek() is var c && c != '\0' && IsPart(text, At) && !char.IsAsciiDigit(c);

    /// <summary>Takes the sign when it is next.</summary>
    public bool Take(string sign)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, At, sign, 0, sign.Length) != 0) return false;
        At += sign.Length;
        return true;
    }

    /// <summary>Is the keyword next?</summary>
    public bool IsNext(string keyword) => AtWord && PeekWord() == keyword;

    public bool TakeKeyword(string keyword)
    {
        if (!IsNext(keyword)) return false;
        At += keyword.Length;
        return true;
    }

    public string PeekWord()
    {
        SkipSpace();
        var end = At;
        while (end < text.Length && IsPart(text, end)) end++;
        return text[At..end];
    }

    /// <summary>The longest known name here; else the word, joined with the words that follow when it is not known itself or names an entry.</summary>
    public string TakeName(NameScope scope, bool entry = false)
    {
        var first = PeekWord();
        var longest = 0;
        string? name = null;
        foreach (var words in scope.BeginningWith(first))
        {
            if (Match(words) is not { } end || end <= longest) continue;
            longest = end;
            name = NameScope.Normal(string.Join(' ', words));
        }

        if (name is not null)
        {
            At = longest;
            return name;
        }

        At += first.Length;
        return !entry && scope.Knows(first) ? first : Joined(first);
    }

    /// <summary>Words up to the next sign or keyword.</summary>
    public string Joined(string first)
    {
        var joined = new StringBuilder(first);
        while (AtWord && PeekWord() is var next && !IsKeyword(next))
        {
            joined.Append(' ').Append(next);
            At += next.Length;
        }

        return joined.ToString();
    }

    /// <summary>A name followed by a colon: parameter names and context keys may hold signs. Null and nothing taken when there is none.</summary>
    public string? TakeKey()
    {
        var start = At;
        if (AtWord)
        {
            var from = At;
            while (At < text.Length && (IsPart(text, At) || text[At] is ' ' or '\t' or '\r' or '\n' or '+' or '-' or '*' or '/' or '\'' or '.')) At++;
            var key = text[from..At];
            if (At < text.Length && text[At] == ':')
            {
                At++;
                return NameScope.Normal(key);
            }
        }

        At = start;
        return null;
    }

    public decimal TakeNumber()
    {
        var start = At;
        while (At < text.Length && char.IsAsciiDigit(text[At])) At++;
        if (At + 1 < text.Length && text[At] == '.' && char.IsAsciiDigit(text[At + 1]))
        {
            At++;
            while (At < text.Length && char.IsAsciiDigit(text[At])) At++;
        }

        if (At < text.Length && text[At] is 'e' or 'E')
        {
            var exponent = At + 1;
            if (exponent < text.Length && text[exponent] is '+' or '-') exponent++;
            if (exponent < text.Length && char.IsAsciiDigit(text[exponent]))
            {
                At = exponent;
                while (At < text.Length && char.IsAsciiDigit(text[At])) At++;
            }
        }

        return decimal.TryParse(text.AsSpan(start, At - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Error($"the number {text[start..At]} is too large", start);
    }

    public string TakeString()
    {
        var start = At++;
        var value = new StringBuilder();
        while (true)
        {
            if (At >= text.Length) throw Error("a text has no closing quotation mark", start);
            var c = text[At++];
            if (c == '"') return value.ToString();
            if (c != '\\' || At >= text.Length) value.Append(c);
            else Escape(value);
        }
    }

    public FeelSyntaxError Error(string message, int? at = null)
    {
        var place = Math.Min(at ?? At, text.Length);
        var row = 1 + text.AsSpan(0, place).Count('\n');
        return new FeelSyntaxError(message, row, place - (place == 0 ? -1 : text.LastIndexOf('\n', place - 1)));
    }

    /// <summary>What stands here, for messages.</summary>
    public string Describe()
    {
        SkipSpace();
        if (At >= text.Length) return "the end";
        return AtWord || char.IsAsciiDigit(text[At]) ? $"'{PeekWord()}'" : $"'{text[At]}'";
    }

    private int? Match(string[] words)
    {
        var start = At;
        foreach (var word in words)
        {
            SkipSpace();
            var wordLike = IsPart(word, 0);
            if (string.CompareOrdinal(text, At, word, 0, word.Length) != 0
                || (wordLike && At + word.Length < text.Length && IsPart(text, At + word.Length)))
            {
                At = start;
                return null;
            }

            At += word.Length;
        }

        var end = At;
        At = start;
        return end;
    }

    private void Escape(StringBuilder value)
    {
        var c = text[At++];
        var digits = c switch { 'u' => 4, 'U' => 6, _ => 0 };
        if (digits > 0 && At + digits <= text.Length && int.TryParse(text.AsSpan(At, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && (digits == 4 || (code <= 0x10FFFF && code is < 0xD800 or > 0xDFFF)))
        {
            At += digits;
            value.Append(digits == 4 ? ((char)code).ToString() : char.ConvertFromUtf32(code));
            return;
        }

        value.Append(c switch { 'n' => "\n", 'r' => "\r", 't' => "\t", '"' => "\"", '\'' => "'", '\\' => "\\", _ => "\\" + c });
    }

    private void SkipSpace()
    {
        while (At < text.Length)
        {
            if (char.IsWhiteSpace(text[At]) || text[At] == '\uFEFF') At++;
            else if (text[At] == '/' && At + 1 < text.Length && text[At + 1] == '/')
            {
                while (At < text.Length && text[At] != '\n') At++;
            }
            else if (text[At] == '/' && At + 1 < text.Length && text[At + 1] == '*')
            {
                var end = text.IndexOf("*/", At + 2, StringComparison.Ordinal);
                At = end < 0 ? throw Error("a comment has no end") : end + 2;
            }
            else return;
        }
    }
}
