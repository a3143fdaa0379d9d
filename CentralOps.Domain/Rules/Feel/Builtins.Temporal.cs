namespace CentralOps.Domain.Rules.Feel;

internal static partial class Builtins
{
    private static readonly string[] DayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] MonthNames =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static void AddTemporal()
    {
        Add("date(from:s)", (a, run) => TemporalText.ReadDate(S(a[0])) ?? run.Fail($"'{S(a[0])}' is no date"));
        Add("date(from:d)", (a, _) => a[0]);
        Add("date(from:e)", (a, _) => ((FeelDateTime)a[0]!).Date);
        Add("date(year:n, month:n, day:n)", MakeDate);
        Add("time(from:s)", (a, run) => TemporalText.ReadTime(S(a[0])) ?? run.Fail($"'{S(a[0])}' is no time"));
        Add("time(from:t)", (a, _) => a[0]);
        Add("time(from:e)", (a, _) => ((FeelDateTime)a[0]!).Time);
        Add("time(from:d)", (_, _) => new FeelTime(0, 0, null));
        Add("time(hour:n, minute:n, second:n, offset:o?)", MakeTime);
        Add("date and time(from:s)", (a, run) => TemporalText.ReadDateTime(S(a[0])) ?? run.Fail($"'{S(a[0])}' is no date and time"));
        Add("date and time(from:e)", (a, _) => a[0]);
        Add("date and time(date:d, time:t)", (a, _) => new FeelDateTime((FeelDate)a[0]!, (FeelTime)a[1]!));
        Add("date and time(date:e, time:t)", (a, _) => new FeelDateTime(((FeelDateTime)a[0]!).Date, (FeelTime)a[1]!));
        Add("duration(from:s)", (a, run) => TemporalText.ReadDuration(S(a[0])) ?? run.Fail($"'{S(a[0])}' is no duration"));
        Add("duration(from:D)", (a, _) => a[0]);
        Add("duration(from:M)", (a, _) => a[0]);
        Add("years and months duration(from:a, to:a)", MonthsBetween);
        Add("now()", (_, run) => FeelDateTime.From(run.Budget.Clock.GetUtcNow()));
        Add("today()", (_, run) => FeelDateTime.From(run.Budget.Clock.GetLocalNow()).Date);
        Add("day of year(date:a)", (a, _) => DateOf(a[0]) is { } d ? (decimal)d.DayOfYear : null);
        Add("day of week(date:a)", (a, _) => DateOf(a[0]) is { } d ? DayNames[d.Weekday - 1] : null);
        Add("month of year(date:a)", (a, _) => DateOf(a[0]) is { } d ? MonthNames[d.Month - 1] : null);
        Add("week of year(date:a)", (a, _) => DateOf(a[0]) is { } d ? (decimal)d.Week : null);
    }

    private static FeelDate? DateOf(object? value) => value switch
    {
        FeelDate d => d,
        FeelDateTime t => t.Date,
        IReadOnlyList<object?> { Count: 1 } list => DateOf(list[0]),
        _ => null,
    };

    private static object? MakeDate(object?[] a, Run run)
    {
        var (year, month, day) = (decimal.Truncate(N(a[0])), decimal.Truncate(N(a[1])), decimal.Truncate(N(a[2])));
        return Math.Abs(year) <= FeelDate.MostYear && Math.Abs(month) < 100 && Math.Abs(day) < 100 && FeelDate.IsValid((long)year, (long)month, (long)day)
            ? new FeelDate((int)year, (int)month, (int)day)
            : run.Fail("there is no such date");
    }

    private static object? MakeTime(object?[] a, Run run)
    {
        var (hour, minute, second) = (decimal.Truncate(N(a[0])), decimal.Truncate(N(a[1])), N(a[2]));
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or >= 60) return run.Fail("there is no such time");
        if (a[3] is not (null or DaysDuration)) return run.Fail("the offset of a time is a duration");
        var offset = a[3] is DaysDuration d ? (int?)d.Seconds : null;
        if (offset is < -18 * 3600 or > 18 * 3600) return run.Fail("the offset of a time is at most 18 hours");
        return new FeelTime(((((long)hour * 60) + (long)minute) * 60_000_000_000) + (long)(second * 1_000_000_000m), offset, null);
    }

    private static object? MonthsBetween(object?[] a, Run run)
    {
        if (DateOf(a[0]) is not { } from || DateOf(a[1]) is not { } to) return run.Fail("years and months duration takes dates");
        var months = (((long)to.Year - from.Year) * 12) + to.Month - from.Month;
        if (months > 0 && to.Day < from.Day) months--;
        else if (months < 0 && to.Day > from.Day) months++;
        return new MonthsDuration(months);
    }
}
