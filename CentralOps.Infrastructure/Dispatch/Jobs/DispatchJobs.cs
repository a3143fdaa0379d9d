using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Dispatch.Duty;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Dispatch.Machines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CentralOps.Infrastructure.Dispatch.Jobs;

/// <summary>Kicks every machine queue: covers a lost hint and items that have just become due.</summary>
[DisallowConcurrentExecution]
internal sealed class MachineJob(MachinePump pump) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var queue in pump.Queues) pump.Kick(queue);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Ends the duty of who may no longer serve, and takes back expired leases.</summary>
[DisallowConcurrentExecution]
internal sealed class LeaseJob(DutyCheck duty, LeaseSweep sweep) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await duty.RunOnceAsync(cancellationToken);
        await sweep.RunOnceAsync(cancellationToken);
    }
}

/// <summary>Fires due timers of processes.</summary>
[DisallowConcurrentExecution]
internal sealed class TimerJob(IDbContextFactory<CentralOpsDbContext> contexts, CaseAdvancer advancer, TimeProvider clock, ILogger<TimerJob> log) : IJob
{
    private const int BatchSize = 100;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        List<Guid> due;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            due = await db.Set<WorkItem>().Where(w => w.Kind == WorkKind.Timer && w.State == WorkState.Waiting && w.NotBefore <= now)
                .OrderBy(w => w.NotBefore).Select(w => w.Id).Take(BatchSize).ToListAsync(cancellationToken);
        }

        foreach (var id in due)
        {
            var outcome = await advancer.TimerDueAsync(id, cancellationToken);
            if (!outcome.Succeeded) log.LogWarning("timer {Item} did not fire: {Refusal}", id, outcome.Refusal);
        }
    }
}
