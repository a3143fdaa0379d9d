using System.Globalization;
using CentralOps.Web.Texts;
using Microsoft.Extensions.Localization;

namespace CentralOps.Web.Components;

/// <summary>Times and durations as people read them.</summary>
public sealed class DurationText(IStringLocalizer<SharedTexts> texts)
{
    /// <summary><c>45 秒</c>, <c>1 分 20 秒</c>, <c>2 小时 5 分</c>, <c>3 天 4 小时</c>; never negative.</summary>
    public string Of(TimeSpan span)
    {
        if (span < TimeSpan.Zero)
            span = TimeSpan.Zero;
        if (span.TotalMinutes < 1)
            return texts["Duration.Seconds", span.Seconds];
        if (span.TotalHours < 1)
            return span.Seconds == 0 ? texts["Duration.Minutes", span.Minutes] : texts["Duration.MinutesSeconds", span.Minutes, span.Seconds];
        return span.TotalDays < 1
            ? texts["Duration.HoursMinutes", span.Hours, span.Minutes]
            : texts["Duration.DaysHours", (int)span.TotalDays, span.Hours];
    }

    /// <summary>A time of day in the bank's time zone, <c>10:35:07</c>, with the date before it when it is another day.</summary>
    public static string At(DateTimeOffset time, DateTimeOffset now)
    {
        var local = time.ToOffset(BankOffset);
        return local.ToString(local.Date == now.ToOffset(BankOffset).Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>China has one time zone and no summer time.</summary>
    public static TimeSpan BankOffset { get; } = TimeSpan.FromHours(8);
}
