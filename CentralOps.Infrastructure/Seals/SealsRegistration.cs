using CentralOps.Domain.Seals;
using CentralOps.Infrastructure.Cases;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Demo;
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
        services.AddSingleton<CompareSeals>();
        return services.AddSealSteps().AddMachine<CompareSealsMachine>().AddMachine<CutSpecimensMachine>().AddMachine<KeepSpecimensMachine>().AddDemoAnswer<DemoComparer>();
    }

    /// <summary>Its steps.</summary>
    public static IServiceCollection AddSealSteps(this IServiceCollection services) =>
        services.AddStep<VerifySealsStep>()
            .AddStep<CaptureSpecimensStep>()
            .AddStep<KeepSpecimensStep>();
}
