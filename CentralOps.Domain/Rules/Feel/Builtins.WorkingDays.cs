using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Rules.Feel;

/// <summary>Functions beyond the standard: days as the bank works them. The last argument is the key of a calendar; without it the bank's own counts.</summary>
internal static partial class Builtins
{
    private static void AddWorkingDays()
    {
        Add("is_working_day(date:a, calendar:s?)", (a, run) => OnDay(a[0], a[1], run, (calendar, day) => Compiler.Box(calendar.IsWorkingDay(day))));
        Add("next_working_day(date:a, calendar:s?)", (a, run) => OnDay(a[0], a[1], run, (calendar, day) => FeelDate.From(calendar.Add(day, 1))));
        Add("previous_working_day(date:a, calendar:s?)", (a, run) => OnDay(a[0], a[1], run, (calendar, day) => FeelDate.From(calendar.Add(day, -1))));
        Add("add_working_days(date:a, days:n, calendar:s?)", (a, run) => OnDay(a[0], a[2], run, (calendar, day) =>
        {
            var days = N(a[1]);
            if (days != decimal.Truncate(days) || Math.Abs(days) > WorkingDays.MostDays) return run.Fail($"{Values.Number(days)} is no number of working days");
            run.Spend((int)Math.Abs(days));
            return FeelDate.From(calendar.Add(day, (int)days));
        }));
        Add("working_days_between(from:a, to:a, calendar:s?)", (a, run) => OnDay(a[0], a[2], run, (calendar, from) => OnDay(a[1], a[2], run, (_, to) =>
        {
            run.Spend(Math.Min(Math.Abs(to.DayNumber - from.DayNumber), WorkingDays.MostDays));
            return (decimal)calendar.Between(from, to);
        })));
    }

    private static object? OnDay(object? value, object? key, Run run, Func<IWorkingDays, DateOnly, object?> count)
    {
        if (DateOf(value) is not { } date) return run.Fail($"working days are counted from a date, not from a {FeelType.NameOf(value)}");
        if (run.Budget.Calendars.Find(key as string) is not { } calendar) return run.Fail($"there is no calendar '{key}'");
        if (date.Year is < 1 or > 9999) return run.Fail($"{date} lies outside the calendars");
        try
        {
            return count(calendar, new DateOnly(date.Year, date.Month, date.Day));
        }
        catch (ArgumentOutOfRangeException)
        {
            return run.Fail("the working days lie too far away");
        }
    }
}
