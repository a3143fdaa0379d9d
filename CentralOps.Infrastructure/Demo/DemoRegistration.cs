using CentralOps.Infrastructure.Administration;
using CentralOps.Infrastructure.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Demo;

/// <summary>Registers simulated branches and operators, where the configuration asks for them (<c>Demo:Bank</c> and <c>Demo:Traffic</c>).</summary>
public static class DemoRegistration
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration)
    {
        var demo = configuration.GetSection(DemoOptions.Section);
        if (!demo.GetValue<bool>(nameof(DemoOptions.Bank)) || !demo.GetValue<bool>(nameof(DemoOptions.Traffic))) return services;
        services.AddScoped<IFirstContent, DemoCrowd>();
        services.AddSingleton<DemoPapers>().AddSingleton<DemoAnswers>().AddSingleton<DemoSubmissions>();
        return services.AddHostedService<DemoBranches>().AddHostedService<DemoOperators>();
    }
}
