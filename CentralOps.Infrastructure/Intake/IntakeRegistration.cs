using CentralOps.Domain.Intake;
using CentralOps.Infrastructure.Intake.Queries;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Intake;

/// <summary>Registers capture and submission.</summary>
public static class IntakeRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<DocumentSet>().AddSingleton<IBranchCounter, BranchCounter>().AddSingleton<IBranchLists, BranchLists>();
        return services;
    }
}
