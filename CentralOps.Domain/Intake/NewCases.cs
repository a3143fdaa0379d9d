using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Calendars;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Processes;

namespace CentralOps.Domain.Intake;

/// <summary>Draws up new cases: number, business date, when they are due. Nothing is kept before <see cref="CaseAdvancer.StartAsync"/>.</summary>
public sealed class NewCases(ICaseStore store, IBusinessCalendar calendar, IServiceTimes times, TimeProvider clock)
{
    /// <summary>A case of a business type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="branchCode">Its branch.</param>
    /// <param name="channel">Where it comes from.</param>
    /// <param name="submittedBy">The teller; empty = nobody, it came by a channel.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Case> DrawUpAsync(BusinessType type, string branchCode, string channel, Guid submittedBy = default, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        var @case = new Case
        {
            Number = await store.NextNumberAsync(calendar.Today, cancel),
            BusinessType = type.Key,
            BranchCode = branchCode,
            SubmittedBy = submittedBy,
            Channel = channel,
            BusinessDate = calendar.Today,
            SubmittedAt = now,
            DueAt = times.DueAt(type.Calendar, now, TimeSpan.FromMinutes(type.Minutes)),
            Process = new ProcessState(),
        };
        @case.Body.Begin(type);
        return @case;
    }
}
