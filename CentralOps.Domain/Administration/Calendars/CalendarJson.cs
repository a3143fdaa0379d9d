using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Administration.Calendars;

/// <summary>Calendars as they are kept and compared.</summary>
public static class CalendarJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Reads.</summary>
    /// <exception cref="JsonException">Not a calendar.</exception>
    public static WorkingCalendar Read(string json)
    {
        var calendar = JsonSerializer.Deserialize<WorkingCalendar>(json, Options) ?? throw new JsonException("null is no calendar");
        if (calendar.Years is null || calendar.Hours is null || calendar.Weekdays is null || calendar.Years.Any(y => y?.Days is null || y.Days.Any(d => d?.Name is null || d.Hours?.Any(h => h is null) == true)) || calendar.Hours.Any(h => h is null))
            throw new JsonException("a calendar has years, hours and weekdays, and each of its days has a name");
        return calendar;
    }

    /// <summary>Writes.</summary>
    public static string Write(WorkingCalendar calendar) => JsonSerializer.Serialize(calendar, Options);

    /// <summary>
    /// Years out of a file that an administrator brings: a whole calendar of this program, or a year as the State Council's notices are published in data form,
    /// <c>{ "year", "papers", "days": [ { "name", "date", "isOffDay" } ] }</c> (days that fall into the year before or after are kept with that year).
    /// </summary>
    /// <exception cref="JsonException">Neither of them.</exception>
    public static IReadOnlyList<CalendarYear> ReadYears(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("years", out _)) return Read(json).Years;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("days", out _)) throw new JsonException("there is neither 'years' nor 'days'");
        var notice = JsonSerializer.Deserialize<Notice>(json, Options)!;
        if (notice.Days is null || notice.Days.Any(d => d?.Name is null)) throw new JsonException("each of the days has a name, a date and isOffDay");
        var source = string.Join(' ', notice.Papers ?? []);
        return [.. notice.Days.GroupBy(d => d.Date.Year).OrderBy(g => g.Key).Select(g => new CalendarYear(
            g.Key, source, [.. g.OrderBy(d => d.Date).Select(d => new CalendarDay(d.Date, d.Name, !d.IsOffDay))]))];
    }

    /// <summary>Years put into a calendar: a year that the file gives as a whole replaces the calendar's, single days of a neighbouring year are added to it.</summary>
    public static WorkingCalendar Merge(WorkingCalendar calendar, IReadOnlyList<CalendarYear> years)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(years);
        var whole = years.Count == 0 ? 0 : years.Max(y => y.Days.Count);
        foreach (var year in years)
        {
            if (year.Days.Count * 3 >= whole) calendar = calendar.With(year);
            else calendar = year.Days.Aggregate(calendar, (c, d) => c.With(d.Date, d.Works, d.Name, d.Hours));
        }

        return calendar;
    }

    /// <summary>What changed from the older to the newer one: the <c>calendar</c> itself, then each <c>year</c>, then each <c>day</c> (yyyy-MM-dd) in the order of the calendar.</summary>
    public static IReadOnlyList<DocumentChange> Between(WorkingCalendar older, WorkingCalendar newer) =>
    [
        .. DocumentComparison.Between("calendar", [Head(older)], [Head(newer)]),
        .. DocumentComparison.Between("year", older.Years.Select(Part), newer.Years.Select(Part)),
        .. DocumentComparison.Between("day", Days(older), Days(newer)).OrderBy(c => c.Name, StringComparer.Ordinal),
    ];

    /// <summary>Hours as people write them, <c>08:30-12:00 13:30-17:30</c>.</summary>
    public static string HoursText(IEnumerable<BusinessHours> hours) => string.Join(' ', hours.Select(h => $"{h.From:HH\\:mm}-{h.To:HH\\:mm}"));

    /// <summary>Reads hours as people write them; null when they cannot be read.</summary>
    public static IReadOnlyList<BusinessHours>? ReadHours(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hours = new List<BusinessHours>();
        foreach (var part in text.Replace('–', '-').Replace('~', '-').Split([' ', ',', ';', '，', '；', '、'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('-') is not [var from, var to] || !Time(from, out var begin) || !Time(to, out var end)) return null;
            hours.Add(new BusinessHours(begin, end));
        }

        return hours;

        static bool Time(string text, out TimeOnly time) => TimeOnly.TryParseExact(text.Replace('：', ':'), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    private static DocumentPart Head(WorkingCalendar c) => new(
        "", ("nameZh", c.NameZh), ("nameEn", c.NameEn), ("weekdays", string.Join(' ', c.Weekdays)), ("hours", HoursText(c.Hours)), ("cutOff", $"{c.CutOff:HH\\:mm}"));

    private static DocumentPart Part(CalendarYear year) => new(year.Year.ToString(CultureInfo.InvariantCulture), ("source", year.Source));

    private static IEnumerable<DocumentPart> Days(WorkingCalendar calendar) => calendar.Years.SelectMany(y => y.Days).Select(d => new DocumentPart(
        d.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ("day", $"{(d.Works ? "+" : "−")} {d.Name}".Trim()), ("hours", HoursText(d.Hours ?? []))));

    private sealed record Notice(IReadOnlyList<string>? Papers, IReadOnlyList<NoticeDay>? Days);

    private sealed record NoticeDay(string Name, DateOnly Date, bool IsOffDay);
}
