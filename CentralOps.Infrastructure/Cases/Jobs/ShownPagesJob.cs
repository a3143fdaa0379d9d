using Quartz;

namespace CentralOps.Infrastructure.Cases.Jobs;

/// <summary>Drops notes of pages shown for tasks that are long over.</summary>
internal sealed class ShownPagesJob(ShownPages shown) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await shown.DropOldAsync(cancellationToken);
}
