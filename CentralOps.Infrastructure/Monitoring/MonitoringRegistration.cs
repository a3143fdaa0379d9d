using CentralOps.Domain.Monitoring;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Monitoring;

/// <summary>Registers the boards and the health of the system.</summary>
public static class MonitoringRegistration
{
    /// <summary>Tag of the checks that a node must pass before it gets traffic.</summary>
    public const string Ready = "ready";

    /// <summary>Adds them.</summary>
    public static IServiceCollection AddMonitoring(this IServiceCollection services)
    {
        services.AddSingleton<ICentreBoard, CentreBoard>().AddSingleton<IAlertBook, AlertBook>().AddSingleton<ISystemMonitor, SystemMonitor>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: [Ready], timeout: TimeSpan.FromSeconds(5));
        return services;
    }
}
