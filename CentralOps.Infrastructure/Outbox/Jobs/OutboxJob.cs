using Quartz;

namespace CentralOps.Infrastructure.Outbox.Jobs;

/// <summary>Sends outbox messages.</summary>
[DisallowConcurrentExecution]
internal sealed class OutboxJob(OutboxDispatcher dispatcher) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await dispatcher.RunAsync(cancellationToken);
}
