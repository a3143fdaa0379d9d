using System.Globalization;
using System.Text;

namespace CentralOps.SampleGenerator.Bank;

/// <summary>
/// Amounts and dates in words after 《支付结算办法》 appendix 1. Written here a second time on purpose: labels that the product's own code had
/// made could not show an error in it.
/// </summary>
internal static class Words
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private static readonly string[] s_units = ["", "拾", "佰", "仟"];
    private static readonly string[] s_groups = ["", "万", "亿", "万亿"];

    /// <summary>An amount of at least one fen.</summary>
    public static string Amount(decimal yuan)
    {
        var whole = (long)yuan;
        var fen = (int)((yuan - whole) * 100);
        var (jiao, rest) = (fen / 10, fen % 10);
        var text = new StringBuilder();
        if (whole > 0)
            text.Append(Whole(whole)).Append('元');
        if (fen == 0)
            return text.Append('整').ToString();
        if (jiao > 0)
            text.Append(Digits[jiao]).Append('角');
        else if (whole > 0)
            text.Append('零');
        return rest > 0 ? text.Append(Digits[rest]).Append('分').ToString() : text.Append('整').ToString();
    }

    /// <summary>Like 贰零贰陆年壹拾壹月零伍日.</summary>
    public static string Date(DateOnly date)
    {
        var (year, month, day) = DateParts(date);
        return $"{year}年{month}月{day}日";
    }

    /// <summary>Year, month and day as they are written between the pre-printed 年 月 日.</summary>
    public static (string Year, string Month, string Day) DateParts(DateOnly date)
    {
        var year = string.Concat(date.Year.ToString(CultureInfo.InvariantCulture).Select(c => Digits[c - '0']));
        var month = date.Month switch
        {
            1 or 2 => $"零{Digits[date.Month]}",
            10 => "零壹拾",
            > 10 => $"壹拾{Digits[date.Month % 10]}",
            _ => Digits[date.Month].ToString(),
        };
        var (tens, ones) = (date.Day / 10, date.Day % 10);
        var day = (tens, ones) switch
        {
            (0, _) => $"零{Digits[ones]}",
            (_, 0) => $"零{Digits[tens]}拾",
            _ => $"{Digits[tens]}拾{Digits[ones]}",
        };
        return (year, month, day);
    }

    private static string Whole(long yuan)
    {
        var text = new StringBuilder();
        var gap = false;
        for (var group = 3; group >= 0; group--)
        {
            var part = (int)(yuan / (long)Math.Pow(10000, group) % 10000);
            if (part == 0)
            {
                gap |= text.Length > 0;
                continue;
            }

            for (var unit = 3; unit >= 0; unit--)
            {
                var digit = part / (int)Math.Pow(10, unit) % 10;
                if (digit == 0)
                {
                    gap |= text.Length > 0;
                    continue;
                }

                if (gap)
                    text.Append('零');
                gap = false;
                text.Append(Digits[digit]).Append(s_units[unit]);
            }

            text.Append(s_groups[group]);
            // Zeros that end a group are no gap by themselves: 壹拾万元, but 壹拾万零伍佰元 has one from the next group's thousands.
            gap = false;
            if (group > 0 && yuan / (long)Math.Pow(10000, group - 1) % 10000 is > 0 and < 1000)
                gap = true;
        }

        return text.ToString();
    }
}
