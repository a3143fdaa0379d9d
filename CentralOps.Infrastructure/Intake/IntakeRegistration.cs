using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.Landing;
using CentralOps.Infrastructure.Intake.Jobs;
using CentralOps.Infrastructure.Intake.Queries;
using CentralOps.Infrastructure.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Intake;

/// <summary>Registers capture and submission.</summary>
public static class IntakeRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<DocumentSet>().AddSingleton<IBranchCounter, BranchCounter>().AddSingleton<IBranchLists, BranchLists>();
        services.AddTransient<PickUpLandedOrders>();
        return services.AddJob<LandedOrdersJob>("landed-orders", JobSchedule.EverySeconds(10), "Makes cases of orders that landed from online banking");
    }
}
