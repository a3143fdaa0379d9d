using System.Collections.Concurrent;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Scheduling;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CentralOps.Tests.Scheduling;

/// <summary>Nodes with their own schedulers on one database.</summary>
[Trait("Category", "db")]
public sealed class DailyJobTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_daily_job_runs_on_one_node_and_the_next_day_once_more(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var ran = new ConcurrentQueue<DateTimeOffset>();
        var today = DateTimeOffset.UtcNow.AddDays(-1);

        await Task.WhenAll(FireAsync(database, today, ran), FireAsync(database, today, ran));
        Assert.Single(ran);
        await FireAsync(database, today.AddDays(1), ran);
        Assert.Equal([today, today.AddDays(1)], ran);
    }

    // A node comes up and the time of its daily job has come.
    private static async Task FireAsync(TestDatabase database, DateTimeOffset planned, ConcurrentQueue<DateTimeOffset> ran)
    {
        var cancel = TestContext.Current.CancellationToken;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging().AddSingleton(TimeProvider.System).AddSingleton<IDbContextFactory<CentralOpsDbContext>>(database).AddSingleton(ran);
        builder.Services.AddJob<Noting>("noting", JobSchedule.DailyAt(1, 0), "Notes the planned time").AddScheduling(builder.Configuration);
        using var node = builder.Build();
        await node.StartAsync(cancel);

        var scheduler = await node.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancel);
        var end = new EndOfJob();
        scheduler.ListenerManager.AddJobListener(end, []);
        var daily = (await scheduler.GetTriggersOfJob(new JobKey("noting"), cancel)).Single().Key;
        var now = TriggerBuilder.Create().WithIdentity(daily).ForJob("noting").StartAt(planned)
            .WithSimpleSchedule(s => s.WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires)).Build();
        await scheduler.RescheduleJob(daily, now, cancel);
        await end.Come.Task.WaitAsync(TimeSpan.FromSeconds(30), cancel);
        await node.StopAsync(cancel);
    }

    private sealed class Noting(ConcurrentQueue<DateTimeOffset> ran) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            ran.Enqueue(context.ScheduledFireTimeUtc!.Value);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class EndOfJob : IJobListener
    {
        public TaskCompletionSource Come { get; } = new();

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            Come.TrySetResult();
            return ValueTask.CompletedTask;
        }

        public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            Come.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
