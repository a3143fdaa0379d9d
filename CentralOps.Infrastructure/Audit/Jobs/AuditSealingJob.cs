using CentralOps.Domain.Audit;
using Quartz;

namespace CentralOps.Infrastructure.Audit.Jobs;

/// <summary>Seals audit rows into the next block.</summary>
[DisallowConcurrentExecution]
internal sealed class AuditSealingJob(SealAuditTrail sealTrail) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await sealTrail.RunAsync(full: false, cancellationToken);
}

/// <summary>Seals rows that committed so late that the ordinary run no longer looks at their time.</summary>
[DisallowConcurrentExecution]
internal sealed class AuditLateSealingJob(SealAuditTrail sealTrail) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await sealTrail.RunAsync(full: true, cancellationToken);
}
