using CentralOps.Domain.Monitoring;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Monitoring;

/// <summary>Registers the boards.</summary>
public static class MonitoringRegistration
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddMonitoring(this IServiceCollection services, IConfiguration configuration)
    {
        _ = configuration;
        return services.AddSingleton<ICentreBoard, CentreBoard>().AddSingleton<IAlertBook, AlertBook>();
    }
}
