using CentralOps.Domain.Administration;
using CentralOps.Domain.Intake;

namespace CentralOps.Web.Intake.BranchTasks;

/// <summary>What a branch can be asked to do, and who of the branch does it.</summary>
public static class BranchTaskKinds
{
    /// <summary>Answer a return.</summary>
    public const string Rework = "branch.rework";

    /// <summary>Supplementary authorization by the branch's supervisor.</summary>
    public const string Supplementary = "branch.supplementary";

    /// <summary>A desk of the centre wants another picture.</summary>
    public const string Picture = "branch.picture";

    /// <summary>Decide on payments of a batch that failed.</summary>
    public const string Remainder = "branch.remainder";

    /// <summary>Print documents.</summary>
    public const string Print = "documents.print";

    /// <summary>True when this person may do the task; the use case checks again.</summary>
    public static bool MayDo(this StaffMember person, BranchTask task)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(task);
        return person.May(task.Task == Supplementary ? Permissions.BranchAuthorize : Permissions.CaseSubmit);
    }
}
