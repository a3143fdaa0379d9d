using CentralOps.Domain.Batches.Steps;

namespace CentralOps.Web.Intake.BranchTasks;

/// <summary>Registers what branches answer with when payments of a file failed.</summary>
internal static class BatchPanels
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddBatchPanels(this IServiceCollection services) => services.AddBranchPanel<RemainderTask>(RemainderStep.Task);
}
