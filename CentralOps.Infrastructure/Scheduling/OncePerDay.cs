using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CentralOps.Infrastructure.Scheduling;

/// <summary>Every node has all jobs in its own memory; a daily one runs on the node that writes the day's row first.</summary>
internal sealed class OncePerDay(IDbContextFactory<CentralOpsDbContext> contexts, TimeProvider clock, TimeZoneInfo zone) : ITriggerListener
{
    /// <summary>Group of the triggers of daily jobs.</summary>
    public const string Daily = "daily";

    private const int DaysKept = 90;

    /// <inheritdoc />
    public async ValueTask<bool> VetoJobExecution(ITrigger trigger, IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // The planned time, not the clock's: nodes that fire a moment apart, or late, mean the same day.
        var planned = context.ScheduledFireTimeUtc ?? context.FireTimeUtc;
        return !await BeginAsync(context.JobDetail.Key.Name, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(planned, zone).DateTime), cancellationToken);
    }

    private async Task<bool> BeginAsync(string job, DateOnly day, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(new DailyRun { Job = job, Day = day, StartedAt = clock.GetUtcNow() });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            if (await db.Set<DailyRun>().AnyAsync(r => r.Job == job && r.Day == day, cancel)) return false;
            throw;
        }

        var old = day.AddDays(-DaysKept);
        await db.Set<DailyRun>().Where(r => r.Job == job && r.Day < old).ExecuteDeleteAsync(cancel);
        return true;
    }
}
