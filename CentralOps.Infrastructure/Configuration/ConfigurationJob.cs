using Quartz;

namespace CentralOps.Infrastructure.Configuration;

/// <summary>Sees what other nodes have published.</summary>
[DisallowConcurrentExecution]
internal sealed class ConfigurationJob(PublishedConfiguration configuration) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await configuration.RefreshAsync(cancellationToken);
}
