using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.CoreBanking.Reconciliation;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CentralOps.Infrastructure.CoreBanking.Jobs;

/// <summary>Asks the core about postings whose answer was lost.</summary>
[DisallowConcurrentExecution]
internal sealed class SettlePostingsJob(ReconcilePostings reconcile) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await reconcile.SettleOpenAsync(200, cancellationToken);
}

/// <summary>Compares both journals for the business dates of the last days.</summary>
[DisallowConcurrentExecution]
internal sealed class ReconcilePostingsJob(ReconcilePostings reconcile, IPostings postings, TimeProvider clock, ILogger<ReconcilePostingsJob> log) : IJob
{
    private const int Days = 5; // a long weekend

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var date in await postings.BusinessDatesAsync(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-Days), cancellationToken))
        {
            var run = await reconcile.ReconcileAsync(date, cancellationToken);
            if (run.Breaks.Count > 0)
                log.LogError("Reconciliation of {BusinessDate} with the core found {Breaks} breaks, the first: {Kind} {Key}", date, run.Breaks.Count, run.Breaks[0].Kind, run.Breaks[0].IdempotencyKey);
        }
    }
}
