using CentralOps.Domain.Content;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CentralOps.Infrastructure.Content;

/// <summary>
/// Whether images can be stored. A node that cannot is degraded, not out: people go on with what is there, and taking every node off would stop them, too.
/// </summary>
internal sealed class ContentHealth(FileContentStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.TryWriteAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (ContentNotStored e)
        {
            return HealthCheckResult.Degraded(e.Code, e);
        }
    }
}
