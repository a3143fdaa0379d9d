using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CentralOps.Infrastructure.Scheduling;

/// <summary>Every node has all jobs in its own memory; a daily one runs on the node that writes the day's row first.</summary>
internal sealed partial class OncePerDay(
    IDbContextFactory<CentralOpsDbContext> contexts, TimeProvider clock, TimeZoneInfo zone, ILogger<OncePerDay> log) : ITriggerListener
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

        await DropOldAsync(db, job, day.AddDays(-DaysKept), cancel);
        return true;
    }

    // The day is this node's by now: rows that stay a day longer are no reason for nobody to run the job.
    private async Task DropOldAsync(CentralOpsDbContext db, string job, DateOnly old, CancellationToken cancel)
    {
        try
        {
            await db.Set<DailyRun>().Where(r => r.Job == job && r.Day < old).ExecuteDeleteAsync(cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            StillThere(e, job);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old rows of the daily job {Job} could not be deleted")]
    private partial void StillThere(Exception e, string job);
}
