using CentralOps.Infrastructure.Administration;
using CentralOps.Infrastructure.Audit;
using CentralOps.Infrastructure.Batches;
using CentralOps.Infrastructure.Cases;
using CentralOps.Infrastructure.CentralAuthorization;
using CentralOps.Infrastructure.Configuration;
using CentralOps.Infrastructure.Content;
using CentralOps.Infrastructure.CoreBanking;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Demo;
using CentralOps.Infrastructure.Dispatch;
using CentralOps.Infrastructure.Entry;
using CentralOps.Infrastructure.Intake;
using CentralOps.Infrastructure.Monitoring;
using CentralOps.Infrastructure.Outbox;
using CentralOps.Infrastructure.Processes;
using CentralOps.Infrastructure.Receipts;
using CentralOps.Infrastructure.Recognition;
using CentralOps.Infrastructure.Rules;
using CentralOps.Infrastructure.Scheduling;
using CentralOps.Infrastructure.Screens;
using CentralOps.Infrastructure.Seals;
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
        services.AddRules();
        services.AddProcesses();
        services.AddCases();
        services.AddScreens();
        services.AddDispatch(configuration);
        services.AddIntake();
        services.AddBatches();
        services.AddEntry();
        services.AddCentralAuthorization();
        services.AddDemo(configuration);
        services.AddSeals(configuration);
        services.AddScheduling(configuration);
        return services;
    }
}
