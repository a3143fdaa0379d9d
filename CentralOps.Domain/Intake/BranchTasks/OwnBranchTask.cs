using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Intake.BranchTasks;

/// <summary>Finds a task of the branch for somebody who may do it.</summary>
public sealed class OwnBranchTask(ICaseReader cases, IStaffDirectory staff)
{
    /// <summary>The task and its case. Refusals: <see cref="BranchTaskRefusals"/>.</summary>
    /// <param name="userId">Who wants to do it.</param>
    /// <param name="itemId">The task.</param>
    /// <param name="task">What it must be.</param>
    /// <param name="permission">What it takes.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Outcome<(WorkItem Item, Case Case)>> FindAsync(Guid userId, Guid itemId, string task, string permission, CancellationToken cancel)
    {
        if (await cases.WorkAsync(itemId, cancel) is not { Kind: WorkKind.Branch } item || item.Task != task || await cases.ReadAsync(item.CaseId, cancel) is not { } @case) return BranchTaskRefusals.Gone;
        if (await staff.FindAsync(userId, cancel) is not { } person || !person.May(permission) || person.BranchCode != item.BranchCode) return BranchTaskRefusals.NotTheirs;
        return (item, @case);
    }
}

/// <summary>Why somebody does not do a task of the branch.</summary>
internal static class BranchTaskRefusals
{
    public static Refusal Gone => new("dispatch.task-gone");

    public static Refusal NotTheirs => new("access.denied");

    public static Refusal AboveLimit => new("intake.above-limit");

    public static Refusal OwnCase => new("dispatch.separation-of-duties");
}
