using CentralOps.Domain.Batches;
using CentralOps.Domain.Batches.Steps;
using CentralOps.Domain.Processes.Design;
using CentralOps.Infrastructure.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Batches;

/// <summary>Registers payments by file.</summary>
public static class BatchesRegistration
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddBatches(this IServiceCollection services) =>
        services.AddSingleton<IBatchDesk, BatchDesk>().AddBatchSteps().AddMachine<PostLinesMachine>();

    /// <summary>Its steps.</summary>
    public static IServiceCollection AddBatchSteps(this IServiceCollection services) =>
        services.AddStep<PostLinesStep>()
            .AddStep<RemainderStep>()
            .AddSingleton<IConditionNames>(BatchFacts.Arriving);
}
