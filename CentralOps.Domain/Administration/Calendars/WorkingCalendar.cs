using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Administration.Calendars;

/// <summary>A day that is not what its weekday says: a holiday, a day that is worked to make up for one, or one with hours of its own.</summary>
/// <param name="Date">The day.</param>
/// <param name="Name">Why, e.g. <c>春节</c>.</param>
/// <param name="Works">True = worked.</param>
/// <param name="Hours">Its own hours, in their order, e.g. of the morning before a holiday; null = those of the calendar.</param>
public sealed record CalendarDay(DateOnly Date, string Name, bool Works, IReadOnlyList<BusinessHours>? Hours = null);

/// <summary>A year for which the days are settled.</summary>
/// <param name="Year">The year.</param>
/// <param name="Source">Who settled them, e.g. number or address of the State Council's notice.</param>
/// <param name="Days">The days that differ from the week.</param>
public sealed record CalendarYear(int Year, string Source, IReadOnlyList<CalendarDay> Days);

/// <summary>Hours of a working day, in the bank's time.</summary>
/// <param name="From">Begin.</param>
/// <param name="To">End; later than the begin.</param>
public sealed record BusinessHours(TimeOnly From, TimeOnly To);

/// <summary>A calendar of working days, as it is kept (kind <see cref="Versioning.ConfigurationKind.Calendar"/>).</summary>
public sealed record WorkingCalendar
{
    /// <summary>Name in Chinese.</summary>
    public string NameZh { get; init; } = "";

    /// <summary>Name in English.</summary>
    public string NameEn { get; init; } = "";

    /// <summary>Weekdays that are worked: 1 = Monday … 7 = Sunday.</summary>
    public IReadOnlyList<int> Weekdays { get; init; } = [1, 2, 3, 4, 5];

    /// <summary>Hours of a working day, in their order; none = the whole day.</summary>
    public IReadOnlyList<BusinessHours> Hours { get; init; } = [];

    /// <summary>What is taken in later counts for the next working day; null = there is no such time.</summary>
    public TimeOnly? CutOff { get; init; }

    /// <summary>The settled years, in their order.</summary>
    public IReadOnlyList<CalendarYear> Years { get; init; } = [];

    /// <summary>The entry of a day; null = it is what its weekday says.</summary>
    public CalendarDay? Find(DateOnly day) => Years.FirstOrDefault(y => y.Year == day.Year)?.Days.FirstOrDefault(d => d.Date == day);

    /// <summary>The same calendar with a day changed; a day that is what its weekday says needs no entry and loses it, unless it has a name or hours of its own.</summary>
    public WorkingCalendar With(DateOnly date, bool works, string name, IReadOnlyList<BusinessHours>? hours = null)
    {
        var own = works && hours is { Count: > 0 } ? hours : null; // a day of rest has none
        var year = Years.FirstOrDefault(y => y.Year == date.Year) ?? new CalendarYear(date.Year, "", []);
        var others = year.Days.Where(d => d.Date != date);
        var days = works == WorksByWeek(date) && name.Length == 0 && own is null ? others : others.Append(new CalendarDay(date, name, works, own)).OrderBy(d => d.Date);
        return With(year with { Days = [.. days] });
    }

    /// <summary>The same calendar with a year put in, in place of the one it has.</summary>
    public WorkingCalendar With(CalendarYear year) => this with { Years = [.. Years.Where(y => y.Year != year.Year).Append(year).OrderBy(y => y.Year)] };

    /// <summary>What the weekday alone says.</summary>
    public bool WorksByWeek(DateOnly day) => Weekdays.Contains(day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek);
}

/// <summary>A calendar made ready for counting: days and hours.</summary>
public sealed class WorkingTime : IWorkingDays
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8); // China keeps one time zone, without summer time
    private static readonly BusinessHours[] WholeDay = [new(TimeOnly.MinValue, TimeOnly.MaxValue)];

    private readonly Dictionary<DateOnly, CalendarDay> _days;
    private readonly IReadOnlyList<BusinessHours> _hours;
    private readonly WorkingCalendar _calendar;

    /// <summary>Makes it ready.</summary>
    public WorkingTime(WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        _calendar = calendar;
        _days = calendar.Years.SelectMany(y => y.Days).GroupBy(d => d.Date).ToDictionary(g => g.Key, g => g.First());
        _hours = calendar.Hours.Count == 0 ? WholeDay : calendar.Hours;
    }

    /// <summary>The calendar.</summary>
    public WorkingCalendar Calendar => _calendar;

    /// <inheritdoc />
    public bool IsWorkingDay(DateOnly day) => _days.TryGetValue(day, out var entry) ? entry.Works : _calendar.WorksByWeek(day);

    /// <summary>The hours of a working day, in their order.</summary>
    public IReadOnlyList<BusinessHours> HoursOf(DateOnly day) => _days.GetValueOrDefault(day)?.Hours is { Count: > 0 } own ? own : _hours;

    /// <summary>
    /// The working day for which something counts that is taken in at a time: the same day, or the next after the cut-off and on days that are not worked. Where the calendar has a
    /// cut-off, a day whose own hours end earlier is cut off with them.
    /// </summary>
    /// <param name="at">When (UTC).</param>
    /// <param name="cutOff">Whether the cut-off counts, or only the days.</param>
    public DateOnly BusinessDateAt(DateTimeOffset at, bool cutOff = true)
    {
        var (day, time) = Local(at);
        return IsWorkingDay(day) && cutOff && CutOffOf(day) is { } end && time > end ? this.Add(day, 1) : this.OnOrAfter(day);
    }

    /// <summary>The time at which so much of the business hours has passed.</summary>
    /// <param name="from">Begin (UTC); outside the hours it begins with the next of them.</param>
    /// <param name="work">Time to be worked; zero or more.</param>
    /// <returns>UTC.</returns>
    /// <exception cref="InvalidOperationException">The calendar has no working time for it within <see cref="WorkingDays.MostDays"/> days.</exception>
    public DateTimeOffset After(DateTimeOffset from, TimeSpan work)
    {
        var (day, time) = Local(from);
        var left = work;
        for (var gone = 0; gone < WorkingDays.MostDays; gone++, day = day.AddDays(1), time = TimeOnly.MinValue)
        {
            if (!IsWorkingDay(day)) continue;
            foreach (var hours in HoursOf(day))
            {
                var begin = time > hours.From ? time : hours.From;
                if (begin > hours.To) continue;
                var length = (hours.To == TimeOnly.MaxValue ? TimeSpan.FromDays(1) : hours.To.ToTimeSpan()) - begin.ToTimeSpan();
                if (left <= length) return new DateTimeOffset(day.ToDateTime(begin), Offset).Add(left).ToUniversalTime();
                left -= length;
            }
        }

        throw new InvalidOperationException("the calendar has no working time");
    }

    private TimeOnly? CutOffOf(DateOnly day) => _days.GetValueOrDefault(day)?.Hours is { Count: > 0 } own && own[^1].To < _calendar.CutOff ? own[^1].To : _calendar.CutOff;

    private static (DateOnly Day, TimeOnly Time) Local(DateTimeOffset at)
    {
        var local = at.ToOffset(Offset).DateTime;
        return (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }
}
