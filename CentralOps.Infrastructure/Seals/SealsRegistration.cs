using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Seals;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Seals.Machines;
using CentralOps.Infrastructure.Seals.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Seals;

/// <summary>Registers seals: specimen cards, their import and the machine that compares.</summary>
public static class SealsRegistration
{
    /// <summary>No configuration of its own; policy and thresholds are parameters <c>seal.*</c>.</summary>
    public static IServiceCollection AddSeals(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ISpecimenCards, SpecimenCards>();
        services.AddSingleton<ISpecimenSource>(s => s.GetRequiredService<ISpecimenCards>());
        services.AddTransient<SpecimenImport>();
        services.AddScoped<IFirstContent, DemoSpecimens>();
        services.AddSingleton<IMachine, CompareSealsMachine>();
        services.AddSingleton<IMachine, CutSpecimensMachine>().AddSingleton<IMachine, KeepSpecimensMachine>();
        return services;
    }
}
