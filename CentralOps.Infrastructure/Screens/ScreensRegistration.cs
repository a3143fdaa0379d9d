using CentralOps.Domain.Screens.Design;
using CentralOps.Domain.Versioning;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Screens;

/// <summary>Registers operation screens.</summary>
public static class ScreensRegistration
{
    /// <summary>What judges new screens. Those in force are registered with the views of the desks.</summary>
    public static IServiceCollection AddScreens(this IServiceCollection services) =>
        services.AddSingleton<IConfigurationCheck, ScreenCheck>().AddSingleton<IConfigurationCheck, ScreenFieldsCheck>();
}
