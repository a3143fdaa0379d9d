using CentralOps.Domain.Configuration;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;
using CentralOps.Web.Content;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CentralOps.Web.Dispatch.Desk;

/// <summary>The operator's desk with its panels.</summary>
public static class DeskRegistration
{
    /// <summary>Adds the panel of a kind of task.</summary>
    /// <typeparam name="TPanel">The panel.</typeparam>
    /// <param name="services">Services.</param>
    /// <param name="task">Kind of task, as the shape of its step says.</param>
    /// <param name="reused">One component shows one task after the other; else each task gets a new one.</param>
    /// <param name="sample">Payload of a task that the screen designer shows; null = the panel needs none.</param>
    public static IServiceCollection AddPanel<TPanel>(this IServiceCollection services, string task, bool reused = false, object? sample = null) where TPanel : DeskPanel =>
        services.AddSingleton(new StepPanel(task)).AddSingleton(new DeskPanelEntry(task, typeof(TPanel), reused, sample));

    /// <summary>Adds the desk; features add their panels.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services)
    {
        services.AddSingleton<DeskPanels>();
        services.AddSingleton<DeskLines>();
        services.AddScoped<DeskConnection>();
        services.AddScoped<CircuitHandler>(s => s.GetRequiredService<DeskConnection>());
        services.TryAddSingleton<TemplateCatalogue>();
        services.AddContentImages();
        return services;
    }
}
