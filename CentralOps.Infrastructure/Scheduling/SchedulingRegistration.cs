using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CentralOps.Infrastructure.Scheduling;

/// <summary>Registers Quartz and puts every <see cref="ScheduledJob"/> on its schedule when the host starts.</summary>
public static class SchedulingRegistration
{
    /// <summary><c>Scheduling:Enabled</c> (default true) switches all jobs of this node; <c>Scheduling:TimeZone</c> (default <c>Asia/Shanghai</c>) is that of daily jobs.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.GetValue("Scheduling:Enabled", true)) return services;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(configuration["Scheduling:TimeZone"] ?? "Asia/Shanghai");
        services.AddQuartz(q => q.UseInMemoryStore()
            .AddTriggerListener(s => ActivatorUtilities.CreateInstance<OncePerDay>(s, zone), [GroupMatcher<TriggerKey>.GroupEquals(OncePerDay.Daily)]));
        services.AddHostedService(s => new JobPlan(s.GetRequiredService<ISchedulerFactory>(), s.GetServices<ScheduledJob>(), zone));
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        return services;
    }

    private sealed class JobPlan(ISchedulerFactory schedulers, IEnumerable<ScheduledJob> jobs, TimeZoneInfo zone) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            var scheduler = await schedulers.GetScheduler(cancellationToken);
            foreach (var job in jobs)
            {
                var detail = JobBuilder.Create().OfType(job.Type).WithIdentity(job.Name).WithDescription(job.Description).Build();
                var trigger = TriggerBuilder.Create().WithIdentity(job.Name, job.Schedule.Daily is null ? "interval" : OncePerDay.Daily).ForJob(detail);
                trigger = job.Schedule.Every is { } every
                    ? trigger.WithSimpleSchedule(s => s.WithInterval(every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))
                    : trigger.WithCronSchedule(job.Schedule.Cron!, c => c.InTimeZone(zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed));
                await scheduler.ScheduleJob(detail, trigger.StartNow().Build(), cancellationToken: cancellationToken);
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
