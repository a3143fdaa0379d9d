namespace CentralOps.Domain.Kernel;

/// <summary>Says which days are worked.</summary>
public interface IWorkingDays
{
    /// <summary>True when the day is worked.</summary>
    bool IsWorkingDay(DateOnly day);
}

/// <summary>The calendars that may be counted by.</summary>
public interface IWorkingCalendars
{
    /// <summary>The calendar with this key, or the bank's own when the key is empty; null when there is no such calendar.</summary>
    IWorkingDays? Find(string? calendar);
}

/// <summary>Counting in working days.</summary>
public static class WorkingDays
{
    /// <summary>Longest span that is counted, days.</summary>
    public const int MostDays = 40_000;

    /// <summary>Monday to Friday: what is counted by where no calendar is published.</summary>
    public static IWorkingCalendars Weekdays { get; } = new MondayToFriday();

    /// <summary>The day itself when it is worked, else the next that is.</summary>
    public static DateOnly OnOrAfter(this IWorkingDays calendar, DateOnly day) => calendar.IsWorkingDay(day) ? day : calendar.Add(day, 1);

    /// <summary>The working day that lies <paramref name="days"/> working days after a day (before it, when negative); 0 is the day itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is further away than <see cref="MostDays"/> days, or outside the calendar's years.</exception>
    public static DateOnly Add(this IWorkingDays calendar, DateOnly day, int days)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var (step, left) = (Math.Sign(days), Math.Abs(days));
        for (var gone = 0; left > 0; gone++)
        {
            if (gone >= MostDays) throw new ArgumentOutOfRangeException(nameof(days), days, "so many working days lie too far away");
            day = day.AddDays(step);
            if (calendar.IsWorkingDay(day)) left--;
        }

        return day;
    }

    /// <summary>Working days after the first day, up to and including the last; negative when the last is the earlier.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The days are more than <see cref="MostDays"/> apart.</exception>
    public static int Between(this IWorkingDays calendar, DateOnly from, DateOnly to)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        if (from > to) return -calendar.Between(to, from);
        if (to.DayNumber - from.DayNumber > MostDays) throw new ArgumentOutOfRangeException(nameof(to), to, "the days are too far apart");
        var count = 0;
        for (var day = from; day < to;)
        {
            day = day.AddDays(1);
            if (calendar.IsWorkingDay(day)) count++;
        }

        return count;
    }

    private sealed class MondayToFriday : IWorkingCalendars, IWorkingDays
    {
        public IWorkingDays? Find(string? calendar) => string.IsNullOrEmpty(calendar) ? this : null;

        public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
    }
}
