using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Intake.BranchTasks;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Intake.Pictures;

/// <summary>The branch answers a desk that wants another picture; the desk's task comes back, first to whoever asked when they are still at the post.</summary>
public sealed class AnswerPicture(CaseAdvancer advancer, OwnBranchTask tasks, ICaseReader cases, IOperatorDesk desk)
{
    /// <summary>
    /// Answers: pages replace those they name or are added; no page = the branch cannot provide it, and says why. Idempotent by command id.
    /// Refusals: <see cref="BranchTaskRefusals"/>, <see cref="PageRefusals"/>, those of <see cref="AnotherPicture"/>.
    /// </summary>
    public async Task<Outcome> AnswerAsync(Guid userId, Guid itemId, Guid commandId, IReadOnlyList<PageReplacement> pages, string? text, CancellationToken cancel = default)
    {
        var found = await tasks.FindAsync(userId, itemId, AnotherPicture.Task, Permissions.CaseSubmit, cancel);
        if (found.Refusal is { } refusal) return refusal;
        if (PageRefusals.Of(found.Value.Case, pages) is { } wrong) return wrong;
        var (item, @case) = found.Value;
        var present = AnotherPicture.RequestOf(@case, item) is { } request && await cases.WorkAsync(request.ItemId, cancel) is { } waiting && await desk.ServesAsync(request.AskedBy, waiting.Post, cancel);
        return await advancer.FinishBranchTaskAsync(userId, itemId, commandId, WorkResult.Done(new PictureAnswered(text, pages, present)), null, cancel);
    }
}
