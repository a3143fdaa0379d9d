using CentralOps.Domain.Cases.Steps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CentralOps.Infrastructure.Cases;

/// <summary>How a feature brings its steps. The shape of a step tells palette, dispatcher, desks, screens and boards of it; its texts and panels are the feature's, too.</summary>
public static class StepRegistration
{
    /// <summary>Adds an atomic step.</summary>
    public static IServiceCollection AddStep<TStep>(this IServiceCollection services) where TStep : class, IStepHandler => Once(services, ServiceDescriptor.Singleton<IStepHandler, TStep>());

    /// <summary>Adds the machine that performs an operation of a step.</summary>
    public static IServiceCollection AddMachine<TMachine>(this IServiceCollection services) where TMachine : class, IMachine => Once(services, ServiceDescriptor.Singleton<IMachine, TMachine>());

    private static IServiceCollection Once(IServiceCollection services, ServiceDescriptor what)
    {
        services.TryAddEnumerable(what);
        return services;
    }
}
