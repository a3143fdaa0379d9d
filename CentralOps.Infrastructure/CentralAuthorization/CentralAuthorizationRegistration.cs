using CentralOps.Domain.CentralAuthorization;
using CentralOps.Domain.CentralAuthorization.Callbacks;
using CentralOps.Domain.CentralAuthorization.Calls;
using CentralOps.Domain.CentralAuthorization.Requests;
using CentralOps.Domain.CentralAuthorization.Risk;
using CentralOps.Domain.CentralAuthorization.Supplementary;
using CentralOps.Infrastructure.Cases;
using CentralOps.Infrastructure.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.CentralAuthorization;

/// <summary>Registers what people decide on: reviews, authorizations, risks and calls.</summary>
public static class CentralAuthorizationRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddCentralAuthorization(this IServiceCollection services)
    {
        services.AddSingleton<AuthorizationRequests>().AddSingleton<ICallRecords, CallRecords>().AddSingleton<VideoCalls>();
        services.AddStep<SupplementaryStep>();
        services.AddStep<PhoneStep>();
        services.AddStep<RiskScreenStep>();
        services.AddStep<RiskDecideStep>();
        services.AddStep<ReviewStep>();
        services.AddStep<AuthorizationStep>();
        services.AddStep<EscalationStep>();
        services.AddStep<NumberStep>();
        return services.AddDemoAnswer<DemoCaller>().AddDemoAnswer<DemoRisk>();
    }
}
