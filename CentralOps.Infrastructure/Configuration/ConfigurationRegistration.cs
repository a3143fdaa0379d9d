using CentralOps.Domain.Administration.Calendars;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Configuration.Bundles;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Scheduling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Configuration;

/// <summary>Registers versioned configuration.</summary>
public static class ConfigurationRegistration
{
    /// <summary>Adds it, with the shipped documents as first content.</summary>
    public static IServiceCollection AddVersionedConfiguration(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<PublishedConfiguration>().AddSingleton<IPublishedConfiguration>(s => s.GetRequiredService<PublishedConfiguration>());
        services.AddSingleton<ConfigurationStore>().AddSingleton<IConfigurationStore>(s => s.GetRequiredService<ConfigurationStore>()).AddSingleton<IBundleStore>(s => s.GetRequiredService<ConfigurationStore>());
        services.AddSingleton<ConfigurationWorkshop>();
        services.AddSingleton<ISupposedConfiguration>(s => s.GetRequiredService<PublishedConfiguration>());
        services.AddSingleton<IBundleSigner>(s => new BundleSigner(configuration)).AddSingleton<BundleWorkshop>();
        services.AddSingleton<CalendarUse>().AddSingleton<CalendarBook>().AddSingleton<IWorkingCalendars>(s => s.GetRequiredService<CalendarBook>()).AddSingleton<IServiceTimes>(s => s.GetRequiredService<CalendarBook>());
        services.AddSingleton<IConfigurationCheck, CalendarCheck>().AddSingleton<IConfigurationCheck, ReasonCodesCheck>();
        services.AddScoped<IFirstContent, ShippedConfiguration>();
        return services.AddJob<ConfigurationJob>("configuration", JobSchedule.EverySeconds(1), "Sees what other nodes have published");
    }
}
