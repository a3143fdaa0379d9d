using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Dispatch.Duty;
using CentralOps.Domain.Dispatch.Supervision;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Writing;
using CentralOps.Infrastructure.Dispatch.Claims;
using CentralOps.Infrastructure.Dispatch.Jobs;
using CentralOps.Infrastructure.Dispatch.Machines;
using CentralOps.Infrastructure.Dispatch.Persistence;
using CentralOps.Infrastructure.Scheduling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CentralOps.Infrastructure.Dispatch;

/// <summary>Registers dispatch: desks, dispatcher, machines, sweeps.</summary>
public static class DispatchRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddDispatch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<OperatorFeed>().AddSingleton<CentreFeed>().AddSingleton<DispatchNews>().AddSingleton<MachinePump>();
        services.AddSingleton<DispatchSignal>().AddSingleton<IDispatchWake>(s => s.GetRequiredService<DispatchSignal>());
        services.AddSingleton<IDispatchStore, DispatchStore>().AddSingleton<GiveWork>().AddSingleton<HandOut>().AddSingleton<LeaseSweep>().AddSingleton<DutyCheck>();
        services.AddWriter().AddSingleton<IClaimSql>(s => s.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider switch
        {
            "postgresql" => new PostgreSqlClaims(),
            "sqlserver" => new SqlServerClaims(),
            _ => new SqliteClaims(s.GetRequiredService<IWriter>()),
        });
        services.AddSingleton<OperatorDesk>().AddSingleton<IOperatorDesk>(s => s.GetRequiredService<OperatorDesk>()).AddSingleton<IHolderRelease>(s => s.GetRequiredService<OperatorDesk>());
        services.AddSingleton<ISupervisorDesk, SupervisorDesk>();
        services.AddSingleton<IWorkSignal, WorkSignal>();
        services.AddSingleton<Dispatcher>();
        if (configuration.GetValue("Dispatch:Enabled", true)) services.AddHostedService(s => s.GetRequiredService<Dispatcher>());
        services.AddJob<MachineJob>("machine-work", JobSchedule.EverySeconds(1), "Claims due machine work of every queue");
        services.AddJob<LeaseJob>("leases", JobSchedule.EverySeconds(1), "Takes back tasks that were not taken up or not finished in time");
        return services.AddJob<TimerJob>("timers", JobSchedule.EverySeconds(1), "Fires due timers of processes");
    }
}
