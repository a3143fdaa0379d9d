using CentralOps.Domain.Entry.KnownAnswers;
using Quartz;

namespace CentralOps.Infrastructure.Entry.Jobs;

/// <summary>Collects known answers from cases finished lately.</summary>
[DisallowConcurrentExecution]
internal sealed class KnownAnswerJob(IKnownAnswers answers) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await answers.CollectAsync(cancellationToken);
}
