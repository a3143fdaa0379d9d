using CentralOps.Domain.CentralAuthorization.Supplementary;
using CentralOps.Domain.Intake.Pictures;
using CentralOps.Domain.Intake.Rework;
using CentralOps.Domain.Receipts.Steps;
using CentralOps.Web.Intake.BranchTasks;

namespace CentralOps.Web.Intake;

/// <summary>Registers what branches answer the centre with.</summary>
internal static class IntakePanels
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddIntakePanels(this IServiceCollection services) => services
        .AddSingleton<BranchDesks>()
        .AddBranchPanel<ReturnAnswer>(ReworkStep.Task, marks: view => view.Return?.Marks ?? [])
        .AddBranchPanel<SupplementaryDecision>(SupplementaryStep.Task)
        .AddBranchPanel<DocumentsToPrint>(DocumentsStep.Name, showsCase: false)
        .AddBranchPanel<PictureAnswer>(AnotherPicture.Task, marks: view => AnotherPicture.RequestOf(view.Pictures.Select(p => p.Request), view.Item)?.Marks ?? []);
}
