using CentralOps.Domain.Administration;

namespace CentralOps.Tests.Support;

/// <summary>A business date that stands still.</summary>
internal sealed class FixedDay(int year = 2026, int month = 11, int day = 23) : IBusinessCalendar
{
    public DateOnly Today { get; set; } = new(year, month, day);
}
