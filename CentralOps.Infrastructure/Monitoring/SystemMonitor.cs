using System.Diagnostics;
using System.Reflection;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Monitoring;
using CentralOps.Domain.Outbox;
using CentralOps.Domain.Processes.Design;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CentralOps.Infrastructure.Monitoring;

/// <summary>Asks database, queues of machines, core postings, outbox and scheduler how they are.</summary>
internal sealed class SystemMonitor(
    IDbContextFactory<CentralOpsDbContext> contexts, ICentreBoard board, IOutboxDesk outbox, IEnumerable<ScheduledJob> jobs, IServiceProvider services, TimeProvider clock) : ISystemMonitor
{
    private const int SlowMilliseconds = 250;
    private const int LongQueue = 100;

    public async Task<SystemView> ReadAsync(CancellationToken cancel = default)
    {
        using var process = Process.GetCurrentProcess();
        return new SystemView(
            clock.GetUtcNow(), Environment.MachineName, typeof(SystemMonitor).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?",
            new DateTimeOffset(process.StartTime.ToUniversalTime(), TimeSpan.Zero), (int)(process.WorkingSet64 >> 20), await PartsAsync(cancel), await JobsAsync(cancel));
    }

    private async Task<IReadOnlyList<SystemPart>> PartsAsync(CancellationToken cancel)
    {
        var parts = new List<SystemPart>();
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            var began = clock.GetTimestamp();
            if (!await db.Database.CanConnectAsync(cancel)) return [new SystemPart("database", PartState.Failing, 0, "")];
            var milliseconds = (int)clock.GetElapsedTime(began).TotalMilliseconds;
            parts.Add(new SystemPart("database", milliseconds > SlowMilliseconds ? PartState.Attention : PartState.Ok, milliseconds, db.Database.ProviderName?.Split('.')[^1]));
            var unknown = await db.Set<CorePosting>().CountAsync(p => p.State == PostingState.Unknown || p.State == PostingState.Sent, cancel);
            parts.Add(new SystemPart("postings", unknown > 0 ? PartState.Attention : PartState.Ok, unknown));
        }

        var queues = (await board.BoardAsync(cancel)).Queues.Where(q => q.Kind == WorkKind.Machine).ToList();
        foreach (var name in services.GetRequiredService<IStepCatalogue>().Queues.Select(q => q.Name).Union(queues.Select(q => q.Post)))
        {
            var queue = queues.Find(q => q.Post == name);
            parts.Add(new SystemPart(name, queue is { Breached: > 0 } or { Waiting: > LongQueue } ? PartState.Attention : PartState.Ok, queue?.Waiting ?? 0, queue?.Working ?? 0, queue?.FinishedPerMinute.Sum() ?? 0));
        }

        var letters = await outbox.OverviewAsync(cancel);
        parts.Add(new SystemPart("outbox", letters.Dead.Count > 0 ? PartState.Attention : PartState.Ok, letters.Waiting, letters.Dead.Count));
        return parts;
    }

    private async Task<IReadOnlyList<JobRow>> JobsAsync(CancellationToken cancel)
    {
        if (services.GetService<ISchedulerFactory>() is not { } factory) return []; // jobs are switched off on this node
        var scheduler = await factory.GetScheduler(cancel);
        var rows = new List<JobRow>();
        foreach (var job in jobs.OrderBy(j => j.Name, StringComparer.Ordinal))
        {
            var triggers = await scheduler.GetTriggersOfJob(new JobKey(job.Name), cancel);
            rows.Add(new JobRow(job.Name, job.Schedule.Every, job.Schedule.Daily, triggers.Max(t => t.PreviousFireTimeUtc), triggers.Min(t => t.NextFireTimeUtc)));
        }

        return rows;
    }
}
