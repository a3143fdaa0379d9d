using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.Intake.Landing;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CentralOps.Infrastructure.Intake.Jobs;

/// <summary>Looks for orders that landed from online banking.</summary>
[DisallowConcurrentExecution]
internal sealed class LandedOrdersJob(PickUpLandedOrders pickUp, ILogger<LandedOrdersJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (await pickUp.PickUpAsync(cancellationToken) is { Count: > 0 } left)
                log.LogWarning("Landed orders of branches that are closed or unknown stay with the online bank: {Orders}", string.Join(", ", left));
        }
        catch (CoreUnavailable e)
        {
            log.LogInformation("The online bank gave no landed orders: {Reason}", e.Message);
        }
    }
}
