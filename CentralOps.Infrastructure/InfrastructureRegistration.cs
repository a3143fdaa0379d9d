using CentralOps.Infrastructure.Administration;
using CentralOps.Infrastructure.Audit;
using CentralOps.Infrastructure.Configuration;
using CentralOps.Infrastructure.Content;
using CentralOps.Infrastructure.CoreBanking;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Demo;
using CentralOps.Infrastructure.Monitoring;
using CentralOps.Infrastructure.Outbox;
using CentralOps.Infrastructure.Receipts;
using CentralOps.Infrastructure.Recognition;
using CentralOps.Infrastructure.Scheduling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure;

/// <summary>Registers every feature's adapters.</summary>
public static class InfrastructureRegistration
{
    /// <summary>One line per feature.</summary>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddDatabase(configuration);
        services.AddAdministration(configuration);
        services.AddAudit(configuration);
        services.AddContent(configuration);
        services.AddCoreBanking(configuration);
        services.AddOutbox(configuration);
        services.AddReceipts(configuration);
        services.AddMonitoring();
        services.AddRecognition(configuration);
        services.AddVersionedConfiguration(configuration);
        services.AddDemo(configuration);
        services.AddScheduling(configuration);
        return services;
    }
}
