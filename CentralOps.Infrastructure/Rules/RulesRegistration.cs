using CentralOps.Domain.Rules;
using CentralOps.Domain.Versioning;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Rules;

/// <summary>Registers FEEL conditions and DMN decisions.</summary>
public static class RulesRegistration
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddRules(this IServiceCollection services) =>
        services.AddSingleton<IConditionEvaluator, FeelEvaluator>().AddSingleton<IDecisionService, PublishedDecisions>()
            .AddSingleton<IConfigurationCheck, RuleSetCheck>();
}
