using System.Text;

namespace CentralOps.Domain.Recognition.Words;

/// <summary>
/// Amounts in words (中文大写金额) by 《支付结算办法》 annex 1, 正确填写票据和结算凭证的基本规定, paragraphs 1–4:
/// 零 stands once for a gap; it may be left out where 万 or 亿 or 元 has the figure 0 and 仟 or 角 right behind it has not;
/// 整 is written after 元, may be written after 角, is not written after 分.
/// </summary>
public static class AmountInWords
{
    /// <summary>Everything an amount in words may be written with (the alphabet for reading by machine).</summary>
    public const string Alphabet = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整圆正";

    /// <summary>The first amount, in yuan, that is too large to be written.</summary>
    public const decimal Limit = 10_000_000_000_000_000m;

    private const string Digits = "零壹贰叁肆伍陆柒捌玖";

    // Units by decimal place, place 0 = 分. The highest place is 仟万亿.
    private static readonly string[] SmallUnits = ["", "拾", "佰", "仟"];

    /// <summary>Writes an amount of yuan in the fullest form (every gap has its 零, 整 after 元 and 角), without the prefix 人民币.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, too large, or with parts of a 分.</exception>
    public static string Write(decimal amount) => Write(amount, omitted: 0, zheng: true);

    /// <summary>Reads an amount in words. Traditional characters, 圆, 正 and the prefix 人民币 are accepted (annex 1, paragraph 1).</summary>
    public static AmountInWordsReading Read(string? words)
    {
        string text = Standardise(words);
        if (text.Length == 0)
            return new AmountInWordsReading(null, "empty");
        if (LenientValue(text) is not { } amount || amount >= Limit)
            return new AmountInWordsReading(null, "not-words");
        if (text.Contains('分', StringComparison.Ordinal) && text.EndsWith('整'))
            return new AmountInWordsReading(amount, "zheng-after-fen");

        for (var omitted = 0; omitted < 16; omitted++)
        {
            if (text == Write(amount, omitted, zheng: true) || (text.EndsWith('角') && text == Write(amount, omitted, zheng: false)))
                return new AmountInWordsReading(amount, null);
            if (text == Write(amount, omitted, zheng: false))
                return new AmountInWordsReading(amount, "zheng-missing");
            if (amount is > 0 and < 1 && text is ['零', '元', .. var rest] && rest.TrimEnd('整') == Write(amount, omitted, zheng: false))
                return new AmountInWordsReading(amount, null);
        }

        return new AmountInWordsReading(amount, "not-as-prescribed");
    }

    /// <summary>Same characters everywhere: traditional → simplified formal, 圆 → 元, 正 → 整, no blanks, no prefix.</summary>
    public static string Standardise(string? words)
    {
        var text = new StringBuilder();
        foreach (char c in words ?? "")
        {
            char standard = c switch
            {
                '圆' or '圓' or '园' => '元',
                '正' => '整',
                '貳' or '貮' or '弍' => '贰',
                '陸' => '陆',
                '億' => '亿',
                '萬' => '万',
                '參' or '叄' or '叁' or '参' => '叁',
                '〇' or '○' => '零',
                _ => c,
            };
            if (!char.IsWhiteSpace(standard) && standard is not (':' or '：' or '¥' or '￥'))
                text.Append(standard);
        }

        var result = text.ToString();
        return result.StartsWith("人民币", StringComparison.Ordinal) ? result[3..] : result;
    }

    // omitted: bit i set = the i-th optional 零 (from the left) is left out.
    private static string Write(decimal amount, int omitted, bool zheng)
    {
        if (amount < 0 || amount >= Limit || decimal.Round(amount, 2) != amount)
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "0 … 9999999999999999.99 with two decimals expected");

        var cents = (ulong)(amount * 100);
        var text = new StringBuilder();
        bool started = false, gap = false, groupHasDigit = false;
        var optionalSeen = 0;
        for (var place = 17; place >= 0; place--)
        {
            int digit = (int)(cents / Power(place) % 10);
            if (digit != 0)
            {
                if (gap && !(LeavesOut(place, cents) && (omitted >> optionalSeen++ & 1) == 1))
                    text.Append('零');
                gap = false;
                started = true;
                groupHasDigit = true;
                text.Append(Digits[digit]).Append(place >= 2 ? SmallUnits[(place - 2) % 4] : place == 1 ? "角" : "分");
            }
            else
            {
                gap |= started;
            }

            if (place == 14 && groupHasDigit)
                text.Append('万');
            if (place == 10 && cents / Power(10) != 0)
                text.Append('亿');
            if (place == 6 && groupHasDigit)
                text.Append('万');
            if (place == 2 && cents >= 100)
                text.Append('元');
            if (place is 14 or 10 or 6 or 2)
                groupHasDigit = false;
        }

        if (cents == 0)
            text.Append("零元");
        return zheng && cents % 10 == 0 ? text.Append('整').ToString() : text.ToString();
    }

    // Annex 1, paragraph 4 (3): the figure 0 stands right before a group's first place (仟, or 角), and that place is not 0.
    private static bool LeavesOut(int place, ulong cents) =>
        place is 13 or 9 or 5 or 1 && cents / Power(place + 1) % 10 == 0;

    private static ulong Power(int exponent)
    {
        ulong result = 1;
        for (var i = 0; i < exponent; i++)
            result *= 10;
        return result;
    }

    // Any text made of figures and units that has one value; the grammar is checked by writing that value again.
    private static decimal? LenientValue(string text)
    {
        decimal total = 0, below = 0, group = 0, cents = 0;
        int? digit = null;
        var yuanSeen = false;
        foreach (char c in text)
        {
            int figure = Digits.IndexOf(c, StringComparison.Ordinal);
            if (figure >= 0)
            {
                if (digit is > 0)
                    return null;
                digit = figure;
                continue;
            }

            switch (c)
            {
                case '拾' or '佰' or '仟' when !yuanSeen:
                    if (digit is null && c != '拾')
                        return null;
                    group += (digit is null or 0 ? 1 : digit.Value) * (c == '拾' ? 10 : c == '佰' ? 100 : 1000);
                    break;
                case '万' when !yuanSeen:
                    below += (group + (digit ?? 0)) * 10_000;
                    group = 0;
                    break;
                case '亿' when !yuanSeen && total == 0:
                    total = (below + group + (digit ?? 0)) * 100_000_000;
                    (below, group) = (0, 0);
                    break;
                case '元' when !yuanSeen:
                    total += below + group + (digit ?? 0);
                    yuanSeen = true;
                    break;
                case '角' when digit is not null && cents == 0:
                    cents = digit.Value * 10;
                    yuanSeen = true;
                    break;
                case '分' when digit is not null && cents % 10 == 0:
                    cents += digit.Value;
                    yuanSeen = true;
                    break;
                case '整' when digit is null && yuanSeen:
                    break;
                default:
                    return null;
            }

            digit = null;
        }

        return yuanSeen && digit is null && total < Limit ? total + (cents / 100) : null;
    }
}

/// <summary>An amount read from words.</summary>
/// <param name="Amount">Yuan; null = the text has no single value.</param>
/// <param name="Fault">
/// What is wrong with the writing: <c>empty</c>, <c>not-words</c>, <c>zheng-missing</c>, <c>zheng-after-fen</c>, <c>not-as-prescribed</c>; null = as the regulation wants it.
/// </param>
public readonly record struct AmountInWordsReading(decimal? Amount, string? Fault);
