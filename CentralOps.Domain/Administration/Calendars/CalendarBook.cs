using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Administration.Calendars;

/// <summary>The calendars in force, and the times that are counted by them.</summary>
public sealed class CalendarBook(IPublishedConfiguration configuration, IParameters parameters) : IWorkingCalendars, IServiceTimes
{
    /// <summary>The calendar with this key, or the one that the parameter <c>calendar.default</c> names when the key is empty; null when it is not in force.</summary>
    public WorkingTime? Find(string? calendar)
    {
        var key = string.IsNullOrEmpty(calendar) ? parameters.Get(ParameterKeys.DefaultCalendar) : calendar;
        return key is { Length: > 0 } && configuration.Current(ConfigurationKind.Calendar, key) is { } version
            ? configuration.Parsed(version, v => new WorkingTime(CalendarJson.Read(v.Content)))
            : null;
    }

    /// <summary>Keys and calendars in force.</summary>
    public IReadOnlyList<(string Key, WorkingCalendar Calendar)> All() =>
        [.. configuration.AllCurrent(ConfigurationKind.Calendar).Select(v => (v.Key, Find(v.Key)!.Calendar))];

    // Where the bank has no calendar of its own, a week is a week.
    IWorkingDays? IWorkingCalendars.Find(string? calendar) => Find(calendar) ?? (string.IsNullOrEmpty(calendar) ? WorkingDays.Weekdays.Find(null) : null);

    /// <inheritdoc />
    public DateTimeOffset DueAt(string? calendar, DateTimeOffset from, TimeSpan time)
    {
        var key = calendar ?? parameters.Get(ParameterKeys.ServiceCalendar);
        return key is { Length: > 0 } && Find(key) is { } working ? working.After(from, time) : from + time;
    }
}

/// <summary>When something is due that may take so long.</summary>
public interface IServiceTimes
{
    /// <summary>The time at which it is due.</summary>
    /// <param name="calendar">Key of the calendar whose business hours count; empty = around the clock; null = as the parameter <c>service.calendar</c> says.</param>
    /// <param name="from">Begin (UTC).</param>
    /// <param name="time">How long it may take.</param>
    /// <returns>UTC. A calendar that is not in force counts around the clock.</returns>
    DateTimeOffset DueAt(string? calendar, DateTimeOffset from, TimeSpan time);
}
