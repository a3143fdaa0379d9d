using CentralOps.Domain.Batches;
using CentralOps.Domain.Cases.Steps;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Batches;

/// <summary>Registers payments by file.</summary>
public static class BatchesRegistration
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddBatches(this IServiceCollection services) =>
        services.AddSingleton<IBatchDesk, BatchDesk>().AddSingleton<IMachine, PostLinesMachine>();
}
