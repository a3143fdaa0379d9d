using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CentralOps.Domain.Rules.Feel;

/// <summary>Texts of dates, times and durations (XML Schema lexical forms plus zone names) into values and back.</summary>
internal static partial class TemporalText
{
    public static FeelDate? ReadDate(string text)
    {
        var m = DateForm().Match(text);
        if (!m.Success || !TryYear(m.Groups[1].Value, out var year)) return null;
        var (month, day) = (Int(m, 2), Int(m, 3));
        return FeelDate.IsValid(year, month, day) ? new FeelDate(year, month, day) : null;
    }

    public static FeelTime? ReadTime(string text)
    {
        var m = TimeForm().Match(text);
        if (!m.Success) return null;
        var (hour, minute, second) = (Int(m, 1), Int(m, 2), Int(m, 3));
        if (hour > 23 || minute > 59 || second > 59) return null;
        var fraction = m.Groups[4].Value is { Length: > 1 } f ? long.Parse(f[1..].PadRight(9, '0')[..9], CultureInfo.InvariantCulture) : 0;
        var nanos = (((((hour * 60L) + minute) * 60) + second) * 1_000_000_000) + fraction;
        return TryZone(m.Groups[5].Value, out var offset, out var zone) ? new FeelTime(nanos, offset, zone) : null;
    }

    public static FeelDateTime? ReadDateTime(string text)
    {
        var split = text.IndexOf('T', StringComparison.Ordinal);
        if (split < 0) return ReadDate(text) is { } day ? new FeelDateTime(day, new FeelTime(0, null, null)) : null;
        // 24:00:00 is the first moment of the next day (XML Schema).
        var (date, time) = (ReadDate(text[..split]), text[(split + 1)..]);
        var midnight = time.StartsWith("24:00:00", StringComparison.Ordinal);
        if (midnight) (date, time) = (date is { } d ? FeelDate.FromDayNumber(d.DayNumber + 1) : null, "00" + time[2..]);
        return date is { } day0 && ReadTime(time) is { } t && (!midnight || t.Nanos == 0) ? new FeelDateTime(day0, t) : null;
    }

    /// <summary>A <see cref="DaysDuration"/>, a <see cref="MonthsDuration"/>, or null.</summary>
    public static object? ReadDuration(string text)
    {
        try
        {
            if (MonthsForm().Match(text) is { Success: true } m && m.Groups[2].Length + m.Groups[3].Length > 0)
            {
                var months = checked((Long(m, 2) * 12) + Long(m, 3));
                return new MonthsDuration(m.Groups[1].Length > 0 ? -months : months);
            }

            if (DaysForm().Match(text) is not { Success: true } d || d.Groups[2].Length + d.Groups[3].Length == 0 || text.EndsWith('T')) return null;
            var seconds = (Number(d, 2) * 86400) + (Number(d, 4) * 3600) + (Number(d, 5) * 60) + Number(d, 6);
            return new DaysDuration(d.Groups[1].Length > 0 ? -seconds : seconds);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Any temporal literal, as after <c>@</c>.</summary>
    public static object? ReadAny(string text) =>
        ReadDate(text) ?? (object?)ReadTime(text) ?? (text.Contains('T', StringComparison.Ordinal) ? ReadDateTime(text) : null) ?? ReadDuration(text);

    public static bool TryZone(string text, out int? offset, out string? zone)
    {
        (offset, zone) = (null, null);
        if (text.Length == 0) return true;
        if (text == "Z")
        {
            offset = 0;
            return true;
        }

        if (text[0] == '@')
        {
            zone = text[1..];
            return zone.Length < 64 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);
        }

        var parts = text[1..].Split(':');
        var seconds = (int.Parse(parts[0], CultureInfo.InvariantCulture) * 3600) + (int.Parse(parts[1], CultureInfo.InvariantCulture) * 60)
            + (parts.Length > 2 ? int.Parse(parts[2], CultureInfo.InvariantCulture) : 0);
        if (seconds > 18 * 3600) return false;
        offset = text[0] == '-' ? -seconds : seconds;
        return true;
    }

    public static string Write(FeelDate d)
    {
        var year = Math.Abs((long)d.Year).ToString("0000", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{(d.Year < 0 ? "-" : "")}{year}-{d.Month:00}-{d.Day:00}");
    }

    public static string Write(FeelTime t)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{t.Hour:00}:{t.Minute:00}:{t.Nanos / 1_000_000_000 % 60:00}");
        var fraction = t.Nanos % 1_000_000_000;
        if (fraction != 0) text.Append('.').Append(fraction.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0'));
        if (t.Zone is { } zone) text.Append('@').Append(zone);
        else if (t.Offset is { } offset) text.Append(WriteOffset(offset));
        return text.ToString();
    }

    public static string Write(FeelDateTime t) => $"{Write(t.Date)}T{Write(t.Time)}";

    public static string Write(MonthsDuration d)
    {
        if (d.Months == 0) return "P0M";
        var (years, months) = (Math.Abs(d.Months) / 12, Math.Abs(d.Months) % 12);
        return string.Create(
            CultureInfo.InvariantCulture, $"{(d.Months < 0 ? "-" : "")}P{(years > 0 ? $"{years}Y" : "")}{(months > 0 ? $"{months}M" : "")}");
    }

    public static string Write(DaysDuration d)
    {
        if (d.Seconds == 0) return "PT0S";
        var rest = Math.Abs(d.Seconds);
        var days = decimal.Floor(rest / 86400);
        rest -= days * 86400;
        var hours = decimal.Floor(rest / 3600);
        rest -= hours * 3600;
        var minutes = decimal.Floor(rest / 60);
        rest -= minutes * 60;
        var text = new StringBuilder(d.Seconds < 0 ? "-P" : "P");
        if (days > 0) text.Append(CultureInfo.InvariantCulture, $"{days}D");
        if (hours > 0 || minutes > 0 || rest > 0) text.Append('T');
        if (hours > 0) text.Append(CultureInfo.InvariantCulture, $"{hours}H");
        if (minutes > 0) text.Append(CultureInfo.InvariantCulture, $"{minutes}M");
        if (rest > 0) text.Append(rest.ToString("0.#########", CultureInfo.InvariantCulture)).Append('S');
        return text.ToString();
    }

    private static string WriteOffset(int offset)
    {
        if (offset == 0) return "Z";
        var at = Math.Abs(offset);
        var seconds = at % 60 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{at % 60:00}");
        return string.Create(CultureInfo.InvariantCulture, $"{(offset < 0 ? '-' : '+')}{at / 3600:00}:{at / 60 % 60:00}{seconds}");
    }

    // XML Schema: no leading zeros beyond four digits, no plus sign.
    private static bool TryYear(string text, out int year) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out year) && !(text.TrimStart('-') is { Length: > 4 } y && y[0] == '0');

    private static int Int(Match m, int group) => int.Parse(m.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static long Long(Match m, int group) =>
        m.Groups[group].Length == 0 ? 0 : long.Parse(m.Groups[group].ValueSpan[..^1], NumberStyles.None, CultureInfo.InvariantCulture);

    private static decimal Number(Match m, int group) =>
        m.Groups[group].Length == 0 ? 0 : decimal.Parse(m.Groups[group].ValueSpan[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(-?[0-9]{4,9})-([0-9]{2})-([0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex DateForm();

    [GeneratedRegex(@"^([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?|@[A-Za-z][A-Za-z0-9_+\-/]*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex TimeForm();

    [GeneratedRegex(@"^(-)?P([0-9]+Y)?([0-9]+M)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex MonthsForm();

    [GeneratedRegex(@"^(-)?P([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+(?:\.[0-9]*)?S)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DaysForm();
}
