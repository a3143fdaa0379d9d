using CentralOps.Domain.Administration;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Domain.Versioning;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Processes;

/// <summary>Registers what designers of processes need.</summary>
public static class ProcessesRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddProcesses(this IServiceCollection services) => services.AddSingleton<IPostUse, PostUse>()
        .AddSingleton<IConditionNames, CaseNames>().AddSingleton<IConfigurationCheck, ProcessCheck>();
}
