using CentralOps.Web.Components;

namespace CentralOps.Web.Audit;

/// <summary>Days of the bank's time zone as UTC times.</summary>
internal static class BankDay
{
    /// <summary>Its first instant.</summary>
    public static DateTimeOffset? Start(DateOnly? day) => day is { } d ? new DateTimeOffset(d.ToDateTime(TimeOnly.MinValue), DurationText.BankOffset).ToUniversalTime() : null;

    /// <summary>The first instant after it.</summary>
    public static DateTimeOffset? End(DateOnly? day) => Start(day?.AddDays(1));
}
