using CentralOps.Domain.Content;
using Quartz;

namespace CentralOps.Infrastructure.Content.Jobs;

/// <summary>Removes content past its retention date that nobody needs.</summary>
[DisallowConcurrentExecution]
internal sealed class RetentionJob(RemoveExpiredContent removeExpired) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await removeExpired.RunAsync(500, cancellationToken) > 0)
            cancellationToken.ThrowIfCancellationRequested();
    }
}
