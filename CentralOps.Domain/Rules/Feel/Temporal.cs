namespace CentralOps.Domain.Rules.Feel;

/// <summary>A calendar date with FEEL's range of years (−999,999,999 … 999,999,999), proleptic Gregorian.</summary>
internal readonly record struct FeelDate(int Year, int Month, int Day) : IComparable<FeelDate>
{
    public const int MostYear = 999_999_999;

    public static bool IsValid(long year, long month, long day) =>
        year is >= -MostYear and <= MostYear && month is >= 1 and <= 12 && day >= 1 && day <= DaysIn(year, (int)month);

    public static int DaysIn(long year, int month) =>
        month == 2 ? (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28) : month is 4 or 6 or 9 or 11 ? 30 : 31;

    /// <summary>Days since 1970-01-01 (H. Hinnant, days_from_civil).</summary>
    public long DayNumber
    {
        get
        {
            long y = Month <= 2 ? Year - 1 : Year;
            var era = (y >= 0 ? y : y - 399) / 400;
            var yoe = y - (era * 400);
            var doy = (((153 * (Month + (Month > 2 ? -3 : 9))) + 2) / 5) + Day - 1;
            var doe = (yoe * 365) + (yoe / 4) - (yoe / 100) + doy;
            return (era * 146097) + doe - 719468;
        }
    }

    public static FeelDate? FromDayNumber(long days)
    {
        if (days is < -366L * (MostYear + 2L) or > 366L * (MostYear + 2L)) return null;
        var z = days + 719468;
        var era = (z >= 0 ? z : z - 146096) / 146097;
        var doe = z - (era * 146097);
        var yoe = (doe - (doe / 1460) + (doe / 36524) - (doe / 146096)) / 365;
        var doy = doe - ((365 * yoe) + (yoe / 4) - (yoe / 100));
        var mp = ((5 * doy) + 2) / 153;
        var day = (int)(doy - (((153 * mp) + 2) / 5) + 1);
        var month = (int)(mp < 10 ? mp + 3 : mp - 9);
        var year = yoe + (era * 400) + (month <= 2 ? 1 : 0);
        return year is < -MostYear or > MostYear ? null : new FeelDate((int)year, month, day);
    }

    /// <summary>1 = Monday … 7 = Sunday (ISO 8601).</summary>
    public int Weekday => (int)((((DayNumber + 3) % 7) + 7) % 7) + 1;

    public int DayOfYear => (int)(DayNumber - new FeelDate(Year, 1, 1).DayNumber) + 1;

    /// <summary>ISO 8601 week number.</summary>
    public int Week
    {
        get
        {
            var thursday = FromDayNumber(DayNumber + 4 - Weekday)!.Value;
            return ((thursday.DayOfYear - 1) / 7) + 1;
        }
    }

    public FeelDate? PlusMonths(long months)
    {
        var total = ((long)Year * 12) + Month - 1 + months;
        var year = total >= 0 ? total / 12 : ((total - 11) / 12);
        var month = (int)(total - (year * 12)) + 1;
        return year is < -MostYear or > MostYear ? null : new FeelDate((int)year, month, Math.Min(Day, DaysIn(year, month)));
    }

    public int CompareTo(FeelDate other) => DayNumber.CompareTo(other.DayNumber);

    public static FeelDate From(DateOnly date) => new(date.Year, date.Month, date.Day);

    public override string ToString() => TemporalText.Write(this);
}

/// <summary>A time of day, with nothing, an offset from UTC, or a named zone.</summary>
internal readonly record struct FeelTime(long Nanos, int? Offset, string? Zone)
{
    public const long NanosOfDay = 86_400_000_000_000;

    public int Hour => (int)(Nanos / 3_600_000_000_000);

    public int Minute => (int)(Nanos / 60_000_000_000 % 60);

    public decimal Second => Nanos % 60_000_000_000 / 1_000_000_000m;

    public decimal SecondsOfDay => Nanos / 1_000_000_000m;

    public bool HasZone => Offset is not null || Zone is not null;

    /// <summary>Offset from UTC in seconds on a date; null = local time of nowhere.</summary>
    public int? OffsetOn(FeelDate date)
    {
        if (Zone is null) return Offset;
        var year = Math.Clamp(date.Year, 1, 9998);
        var local = new DateTime(year, date.Month, Math.Min(date.Day, DateTime.DaysInMonth(year, date.Month))).AddTicks(Nanos / 100);
        return (int)TimeZoneInfo.FindSystemTimeZoneById(Zone).GetUtcOffset(local).TotalSeconds;
    }

    public override string ToString() => TemporalText.Write(this);
}

/// <summary>A date with a time.</summary>
internal readonly record struct FeelDateTime(FeelDate Date, FeelTime Time)
{
    /// <summary>Seconds since 1970-01-01, in UTC where the zone is known, else local.</summary>
    public decimal Instant => (Date.DayNumber * 86400m) + Time.SecondsOfDay - (Time.OffsetOn(Date) ?? 0);

    public FeelDateTime? PlusSeconds(decimal seconds)
    {
        var nanos = (seconds * 1_000_000_000m) + Time.Nanos;
        var days = decimal.Floor(nanos / FeelTime.NanosOfDay);
        if (days is < -1e13m or > 1e13m || FeelDate.FromDayNumber(Date.DayNumber + (long)days) is not { } date) return null;
        return new FeelDateTime(date, Time with { Nanos = (long)(nanos - (days * FeelTime.NanosOfDay)) });
    }

    public static FeelDateTime From(DateTimeOffset moment) =>
        new(new FeelDate(moment.Year, moment.Month, moment.Day), new FeelTime(moment.TimeOfDay.Ticks * 100, (int)moment.Offset.TotalSeconds, null));

    public static FeelDateTime From(DateTime local) =>
        new(new FeelDate(local.Year, local.Month, local.Day), new FeelTime(local.TimeOfDay.Ticks * 100, local.Kind == DateTimeKind.Utc ? 0 : null, null));

    public override string ToString() => TemporalText.Write(this);
}

/// <summary>A days-and-time duration.</summary>
internal readonly record struct DaysDuration(decimal Seconds)
{
    public override string ToString() => TemporalText.Write(this);
}

/// <summary>A years-and-months duration.</summary>
internal readonly record struct MonthsDuration(long Months)
{
    public override string ToString() => TemporalText.Write(this);
}
