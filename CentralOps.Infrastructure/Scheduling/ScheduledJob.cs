using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CentralOps.Infrastructure.Scheduling;

/// <summary>When a job runs: every so often, or by a cron expression in the bank's time zone.</summary>
/// <param name="Every">Interval; null = by <paramref name="Cron"/>.</param>
/// <param name="Cron">Quartz cron expression; null = by <paramref name="Every"/>.</param>
public sealed record JobSchedule(TimeSpan? Every, string? Cron)
{
    /// <summary>Time of the bank's day of a job that runs once a day; null = runs otherwise.</summary>
    public TimeOnly? Daily { get; private init; }

    /// <summary>Every so many seconds, beginning at start.</summary>
    public static JobSchedule EverySeconds(double seconds) => new(TimeSpan.FromSeconds(seconds), null);

    /// <summary>Once a day.</summary>
    public static JobSchedule DailyAt(int hour, int minute) => new(null, $"0 {minute} {hour} * * ?") { Daily = new TimeOnly(hour, minute) };
}

/// <summary>A background job with its trigger.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Type">Quartz job.</param>
/// <param name="Schedule">When.</param>
/// <param name="Description">What it does, for the system view.</param>
public sealed record ScheduledJob(string Name, Type Type, JobSchedule Schedule, string Description);

/// <summary>Registration of jobs: each feature calls this next to the job's own registration.</summary>
public static class JobRegistration
{
    /// <summary>Registers a job with its trigger.</summary>
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, string name, JobSchedule schedule, string description)
        where TJob : class, IJob
    {
        services.AddTransient<TJob>();
        return services.AddSingleton(new ScheduledJob(name, typeof(TJob), schedule, description));
    }
}
