using CentralOps.Domain.Administration;
using CentralOps.Domain.Batches;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Intake.BranchTasks;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Intake.Rework;

/// <summary>The branch answers a return: pages replace those they name or are added, a form that is given replaces what was filled in, then the case goes on.</summary>
public sealed class AnswerReturn(CaseAdvancer advancer, OwnBranchTask tasks, BranchTypes types, TimeProvider clock)
{
    /// <summary>Answers. Idempotent by command id. Refusals: <see cref="BranchTaskRefusals"/>, <see cref="PageRefusals"/>, those of the form and of the file of payments.</summary>
    public async Task<Outcome> AnswerAsync(
        Guid userId, Guid itemId, Guid commandId, IReadOnlyList<PageReplacement> pages, string? text, IReadOnlyDictionary<string, string>? form = null, CancellationToken cancel = default)
    {
        var found = await tasks.FindAsync(userId, itemId, ReworkStep.Task, Permissions.CaseSubmit, cancel);
        if (found.Refusal is { } refusal) return refusal;
        if (PageRefusals.Of(found.Value.Case, pages) is { } wrong) return wrong;
        var boxes = types.FormOf(found.Value.Case.BusinessType);
        if (form is not null && (SubmissionForm.Check(boxes, form) ?? BatchFacts.Check(found.Value.Case, form)) is { } differs) return differs;
        return await advancer.FinishBranchTaskAsync(userId, itemId, commandId, WorkResult.Done(new BranchAnswered(text)), @case =>
        {
            PageReplacement.Apply(@case, pages);
            if (form is not null) SubmissionForm.Take(@case, boxes, form, userId, clock.GetUtcNow());
        }, cancel);
    }
}
