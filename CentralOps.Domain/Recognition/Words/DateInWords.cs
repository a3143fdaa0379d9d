using System.Text;

namespace CentralOps.Domain.Recognition.Words;

/// <summary>
/// Dates in words (大写日期) by 《支付结算办法》 annex 1, paragraph 6: months 壹 贰 壹拾 and days 壹…玖, 壹拾, 贰拾, 叁拾 take a leading 零,
/// days 拾壹 … 拾玖 a leading 壹. A date in words that is not written so may be accepted, at the drawer's risk; one in figures may not.
/// </summary>
public static class DateInWords
{
    /// <summary>Everything a date in words may be written with.</summary>
    public const string Alphabet = "零壹贰叁肆伍陆柒捌玖拾年月日";

    private const string Digits = "零壹贰叁肆伍陆柒捌玖";

    /// <summary>Writes a date as the regulation wants it, e.g. <c>贰零贰陆年零壹月壹拾伍日</c>.</summary>
    public static string Write(DateOnly date)
    {
        var text = new StringBuilder();
        foreach (char c in date.Year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture))
            text.Append(Digits[c - '0']);
        text.Append('年');
        if (date.Month is 1 or 2 or 10)
            text.Append('零');
        text.Append(Number(date.Month)).Append('月');
        if (date.Day < 10 || date.Day % 10 == 0)
            text.Append('零');
        return text.Append(Number(date.Day)).Append('日').ToString();
    }

    /// <summary>Reads a date in words; blanks are ignored, 〇 counts as 零.</summary>
    public static DateInWordsReading Read(string? words)
    {
        string text = Standardise(words);
        int year = text.IndexOf('年', StringComparison.Ordinal), month = text.IndexOf('月', StringComparison.Ordinal), day = text.IndexOf('日', StringComparison.Ordinal);
        if (text.Length == 0)
            return new DateInWordsReading(null, "empty");
        if (year != 4 || month < year + 2 || day < month + 2 || day != text.Length - 1)
            return new DateInWordsReading(null, "not-words");

        var years = 0;
        foreach (char c in text[..4])
        {
            int figure = Digits.IndexOf(c, StringComparison.Ordinal);
            if (figure < 0)
                return new DateInWordsReading(null, "not-words");
            years = (years * 10) + figure;
        }

        if (Value(text[(year + 1)..month]) is not { } months || Value(text[(month + 1)..day]) is not { } days)
            return new DateInWordsReading(null, "not-words");
        if (years < 1 || months is < 1 or > 12 || days < 1 || days > DateTime.DaysInMonth(years, months))
            return new DateInWordsReading(null, "not-a-date");

        var date = new DateOnly(years, months, days);
        return new DateInWordsReading(date, text == Write(date) ? null : "not-as-prescribed");
    }

    /// <summary>
    /// Reads a date whose pre-printed 年, 月, 日 are missing or incomplete: the figures must be those of exactly one date as the regulation writes it.
    /// </summary>
    public static DateOnly? ReadUnlabelled(string? words)
    {
        string figures = string.Concat(Standardise(words).Where(c => c is not ('年' or '月' or '日')));
        if (figures.Length < 6)
            return null;
        int year = 0;
        foreach (char c in figures[..4])
        {
            int figure = Digits.IndexOf(c, StringComparison.Ordinal);
            if (figure < 0)
                return null;
            year = (year * 10) + figure;
        }

        if (year < 1)
            return null;
        DateOnly? found = null;
        for (var date = new DateOnly(year, 1, 1); date.Year == year; date = date.AddDays(1))
        {
            if (string.Concat(Write(date).Where(c => c is not ('年' or '月' or '日'))) == figures)
            {
                if (found is not null)
                    return null;
                found = date;
            }

            if (date == DateOnly.MaxValue)
                break;
        }

        return found;
    }

    /// <summary>Same characters everywhere, no blanks.</summary>
    public static string Standardise(string? words) => AmountInWords.Standardise(words).Replace('號', '日').Replace('号', '日');

    private static string Number(int value) => value switch
    {
        < 10 => Digits[value].ToString(),
        _ when value % 10 == 0 => $"{Digits[value / 10]}拾",
        _ => $"{Digits[value / 10]}拾{Digits[value % 10]}",
    };

    // With or without leading 零 and 壹: whether they are right is seen by writing the date again.
    private static int? Value(string text)
    {
        string body = text.TrimStart('零');
        int ten = body.IndexOf('拾', StringComparison.Ordinal);
        if (ten < 0)
            return body.Length == 1 && Digits.IndexOf(body[0], StringComparison.Ordinal) is > 0 and var single ? single : null;
        int tens = ten == 0 ? 1 : ten == 1 ? Digits.IndexOf(body[0], StringComparison.Ordinal) : -1;
        int ones = body.Length == ten + 1 ? 0 : body.Length == ten + 2 ? Digits.IndexOf(body[ten + 1], StringComparison.Ordinal) : -1;
        return tens < 1 || ones < 0 ? null : (tens * 10) + ones;
    }
}

/// <summary>A date read from words.</summary>
/// <param name="Date">The date; null = the text is none.</param>
/// <param name="Fault"><c>empty</c>, <c>not-words</c>, <c>not-a-date</c>, <c>not-as-prescribed</c> (may be accepted); null = as the regulation wants it.</param>
public readonly record struct DateInWordsReading(DateOnly? Date, string? Fault);
