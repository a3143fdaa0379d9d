using System.Text.Json;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Administration.Calendars;

/// <summary>Judges calendars: due times and business dates are counted by them.</summary>
public sealed class CalendarCheck(TimeProvider clock) : IConfigurationCheck
{
    private const int MostCharacters = 2_000_000, MostYears = 100;

    /// <inheritdoc />
    public string Kind => ConfigurationKind.Calendar;

    /// <inheritdoc />
    public IReadOnlyList<ModelFinding> Check(string key, string content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length > MostCharacters) return [Finding("calendar.too-large", key, $"larger than {MostCharacters} characters", MostCharacters / 1_000_000)];
        try
        {
            return [.. Check(key, CalendarJson.Read(content))];
        }
        catch (JsonException error)
        {
            return [Finding("calendar.not-json", key, $"cannot be read as a calendar: {error.Message}", (int)(error.LineNumber ?? -1) + 1, error.Path ?? "$")];
        }
    }

    /// <inheritdoc />
    public bool RefusesDraft(ModelFinding finding) => finding.Code is "calendar.not-json" or "calendar.too-large";

    private IEnumerable<ModelFinding> Check(string key, WorkingCalendar calendar)
    {
        if (string.IsNullOrWhiteSpace(calendar.NameZh) || string.IsNullOrWhiteSpace(calendar.NameEn)) yield return Finding("calendar.no-name", key, "there is no name in Chinese or in English");
        if (calendar.Weekdays.Any(d => d is < 1 or > 7) || calendar.Weekdays.Distinct().Count() != calendar.Weekdays.Count)
            yield return Finding("calendar.bad-weekdays", key, "weekdays are 1 (Monday) to 7 (Sunday), each once");
        // Times are looked for up to a hundred years ahead: a calendar that never works would never be done.
        if (calendar.Weekdays.Count == 0) yield return Finding("calendar.no-weekdays", key, "no weekday is worked");
        if (calendar.Years.Count > MostYears) yield return Finding("calendar.too-many-years", key, $"more than {MostYears} years", MostYears);
        foreach (var finding in OfHours(calendar.Hours, key)) yield return finding;
        if (calendar is { CutOff: { } end, Hours.Count: > 0 } && (end < calendar.Hours[0].From || end > calendar.Hours[^1].To))
            yield return Finding("calendar.cut-off-outside", key, $"the cut-off {end:HH\\:mm} lies outside the hours", $"{end:HH\\:mm}") with { IsWarning = true };
        foreach (var twice in calendar.Years.GroupBy(y => y.Year).Where(g => g.Count() > 1)) yield return Finding("calendar.year-twice", $"{twice.Key}", $"the year {twice.Key} is there twice", twice.Key);
        foreach (var year in calendar.Years)
        {
            foreach (var finding in OfYear(year)) yield return finding;
        }

        var now = clock.GetUtcNow().AddHours(8).Year;
        if (!calendar.Years.Any(y => y.Year >= now)) yield return Finding("calendar.no-current-year", key, $"the year {now} is not settled: its days are counted by their weekdays alone", now) with { IsWarning = true };
    }

    private static IEnumerable<ModelFinding> OfYear(CalendarYear year)
    {
        if (year.Year is < 1990 or > 2200) yield return Finding("calendar.bad-year", $"{year.Year}", $"{year.Year} is no year of a calendar", year.Year);
        foreach (var day in year.Days.Where(d => d.Date.Year != year.Year)) yield return Finding("calendar.day-elsewhere", Id(day), $"{Id(day)} is no day of {year.Year}", Id(day), year.Year);
        foreach (var twice in year.Days.GroupBy(d => d.Date).Where(g => g.Count() > 1)) yield return Finding("calendar.day-twice", Id(twice.First()), $"{Id(twice.First())} is there twice", Id(twice.First()));
        foreach (var nameless in year.Days.Where(d => string.IsNullOrWhiteSpace(d.Name))) yield return Finding("calendar.day-without-name", Id(nameless), $"{Id(nameless)} has no reason", Id(nameless)) with { IsWarning = true };
        foreach (var day in year.Days.Where(d => d.Hours is not null))
        {
            if (!day.Works) yield return Finding("calendar.hours-at-rest", Id(day), $"{Id(day)} is not worked, but has hours", Id(day));
            else if (day.Hours!.Count == 0) yield return Finding("calendar.no-hours", Id(day), $"{Id(day)} has an empty list of hours", Id(day));
            foreach (var finding in OfHours(day.Hours!, Id(day))) yield return finding;
        }

        if (string.IsNullOrWhiteSpace(year.Source)) yield return Finding("calendar.no-source", $"{year.Year}", $"it is not said who settled {year.Year}", year.Year) with { IsWarning = true };
        if (year.Days.Count(d => !d.Works) > 250) yield return Finding("calendar.nearly-no-work", $"{year.Year}", $"{year.Year} has more than 250 holidays", year.Year);
    }

    private static IEnumerable<ModelFinding> OfHours(IReadOnlyList<BusinessHours> all, string where)
    {
        for (var i = 0; i < all.Count; i++)
        {
            var text = CalendarJson.HoursText([all[i]]);
            if (all[i].From >= all[i].To) yield return Finding("calendar.bad-hours", where, $"the hours {text} end before they begin", text);
            else if (i > 0 && all[i].From < all[i - 1].To) yield return Finding("calendar.hours-overlap", where, $"the hours {text} begin before those before them end", text);
        }
    }

    private static string Id(CalendarDay day) => day.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static ModelFinding Finding(string code, string where, string text, params object?[] args) => new(code, where, where, 0, text, args);
}
