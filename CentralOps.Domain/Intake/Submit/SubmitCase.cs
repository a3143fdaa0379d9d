using CentralOps.Domain.Administration;
using CentralOps.Domain.Batches;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Intake.Submit;

/// <summary>Makes a case of what a teller sends; the same submission again gives the same case.</summary>
public sealed class SubmitCase(
    CaseAdvancer advancer, ICaseStore store, NewCases cases, BranchTypes types, DocumentSet documents, IStaffDirectory staff)
{
    private const int MostAttempts = 3;

    /// <summary>Submits. Refusals: <see cref="SubmitRefusals"/>, <see cref="PageRefusals"/>, <see cref="BranchTypes.ClosedAsync"/>, those of the form and of the file of payments.</summary>
    public async Task<Outcome<SubmittedCase>> SubmitAsync(Guid userId, Submission submission, CancellationToken cancel = default)
    {
        if (await staff.FindAsync(userId, cancel) is not { } person || !person.May(Permissions.CaseSubmit)) return SubmitRefusals.NotATeller;
        if (await store.FindSubmissionAsync(submission.SubmissionId, cancel) is { } known) return Own(userId, known);
        if (await types.ClosedAsync(person.BranchCode, cancel) is { } closed) return closed;
        if (types.Find(submission.BusinessType) is not { } type) return SubmitRefusals.UnknownType(submission.BusinessType);
        if (await WrongAsync(type, submission, cancel) is { } wrong) return wrong;
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var @case = await CaseOfAsync(type, submission, person, cancel);
            if (await advancer.StartAsync(@case, type.Process, submission.SubmissionId, cancel) is { } submitted) return submitted;
            if (await store.FindSubmissionAsync(submission.SubmissionId, cancel) is { } other) return Own(userId, other); // the second click was quicker
        }

        return SubmitRefusals.Busy;
    }

    // An id that somebody else has used says nothing of their case.
    private static Outcome<SubmittedCase> Own(Guid userId, SubmittedCase known) => known.By == userId ? known : SubmitRefusals.AnothersForm;

    private async Task<Refusal?> WrongAsync(BusinessType type, Submission submission, CancellationToken cancel)
    {
        if (submission.Pages.Count == 0 && type.NeedsPages) return SubmitRefusals.NoPages;
        if (PageRefusals.Of(submission.Pages) is { } page) return page;
        if (type.Checklist.FirstOrDefault(c => c.Mandatory && !submission.Checklist.Contains(c.Code)) is { } open) return SubmitRefusals.NotTicked(open);
        if (SubmissionForm.Check(types.FormOf(type.Key), submission.Fields) is { } form) return form;
        if (type.BatchRequired && submission.Batch is not { Problems.Count: 0 }) return SubmitRefusals.NoBatch;
        if (submission.Batch is { } batch && BatchFacts.Check(batch.Count, batch.Total, submission.Fields) is { } differs) return differs;
        // Last, because it reads the pages.
        return await documents.MissingAsync(type, submission.Pages, cancel) is { Count: > 0 } missing ? SubmitRefusals.Missing(missing) : null;
    }

    private async Task<Case> CaseOfAsync(BusinessType type, Submission submission, StaffMember teller, CancellationToken cancel)
    {
        var @case = await cases.DrawUpAsync(type, teller.BranchCode, submission.Channel, teller.Id, cancel);
        @case.Checklist.AddRange(submission.Checklist);
        @case.Pages.AddRange(submission.Pages.Select((p, i) => new PageReplacement(p, null).Of(@case.Id, i + 1)));
        SubmissionForm.Take(@case, types.FormOf(type.Key), submission.Fields, teller.Id, @case.SubmittedAt);
        if (type.BatchRequired) BatchFacts.Take(@case, submission.Batch!);
        return @case;
    }
}
