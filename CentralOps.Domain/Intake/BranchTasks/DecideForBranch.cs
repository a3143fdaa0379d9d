using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.CentralAuthorization.Supplementary;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Intake.BranchTasks;

/// <summary>The branch's supervisor gives or refuses a supplementary authorization; never for a case of their own.</summary>
public sealed class DecideForBranch(CaseAdvancer advancer, OwnBranchTask tasks, IStaffDirectory staff)
{
    /// <summary>Decides: <c>done</c> with <see cref="Cases.Views.Approved"/>, or reject. Idempotent by command id. Refusals: <see cref="BranchTaskRefusals"/>.</summary>
    public async Task<Outcome> DecideAsync(Guid userId, Guid itemId, Guid commandId, WorkResult result, CancellationToken cancel = default)
    {
        var found = await tasks.FindAsync(userId, itemId, SupplementaryStep.Task, Permissions.BranchAuthorize, cancel);
        if (found.Refusal is { } refusal) return refusal;
        if (found.Value.Case.SubmittedBy == userId) return BranchTaskRefusals.OwnCase;
        // A limit bounds what somebody may let through; to refuse, none is needed.
        var lets = result.Verb == "done";
        if (lets && (await staff.FindAsync(userId, cancel))?.MayDecide(found.Value.Case.AmountAtStake) != true) return BranchTaskRefusals.AboveLimit;
        return await advancer.FinishBranchTaskAsync(userId, itemId, commandId, result, null, cancel);
    }
}
