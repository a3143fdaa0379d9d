using CentralOps.Domain.Administration;
using CentralOps.Web.Intake.BranchTasks;
using CentralOps.Web.Intake.MyCases;
using CentralOps.Web.Shell;
using MudBlazor;

namespace CentralOps.Web.Intake;

/// <summary>What a branch does.</summary>
internal sealed class IntakeMenu : IMenu
{
    public IEnumerable<MenuEntry> Entries =>
    [
        new(MenuGroups.Branch, 10, "/intake/submit", "Menu.intake.submit", Permissions.CaseSubmit, Icons.Material.Outlined.DocumentScanner),
        new(MenuGroups.Branch, 20, "/intake/cases", "Menu.intake.cases", Permissions.CaseView, Icons.Material.Outlined.FolderOpen, typeof(QuestionBadge)),
        new(MenuGroups.Branch, 30, "/branch/tasks", "Menu.branch.tasks", Permissions.BranchWork, Icons.Material.Outlined.AssignmentReturn, typeof(BranchTaskBadge)),
    ];
}
