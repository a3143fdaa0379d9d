using CentralOps.Domain.Administration;
using CentralOps.Domain.Batches;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.Capture;
using CentralOps.Domain.Intake.Submit;
using CentralOps.Domain.Kernel;

namespace CentralOps.Infrastructure.Demo;

/// <summary>Submits the sample cases one after the other, the way a teller does.</summary>
internal sealed class DemoSubmissions(CapturePages capture, SubmitCase submit, BranchTypes types, IBatchDesk batches, DemoPapers papers, DemoAnswers answers)
{
    /// <summary>Submits the next one.</summary>
    /// <returns>Why it was not taken; null = it was, or there is none.</returns>
    public async Task<Refusal?> SubmitAsync(StaffMember teller, CancellationToken cancel)
    {
        if (await papers.NextAsync(cancel) is not { } sample || types.Find(sample.BusinessType) is not { } type) return null;
        var pages = new List<DraftPage>();
        foreach (var page in sample.Pages)
        {
            var captured = await capture.CaptureAsync(teller.Id, Path.GetFileName(page.Image), await File.ReadAllBytesAsync(Path.Combine(sample.Folder, page.Image), cancel), cancel);
            if (captured.Refusal is { } unusable) return unusable;
            pages.AddRange(captured.Value.Where(p => !p.Problems.Any(q => q.Blocking)));
        }

        BatchDraft? batch = null;
        if (sample.BatchFile is { } file)
        {
            var read = await batches.ReadAsync(teller.Id, Path.GetFileName(file), await File.ReadAllBytesAsync(Path.Combine(sample.Folder, file), cancel), cancel);
            if (read.Refusal is { } unread) return unread;
            batch = read.Value;
        }

        var submission = new Submission(Ids.New(), type.Key, pages, [.. type.Checklist.Select(c => c.Code)], "demo") { Fields = sample.Form, Batch = batch };
        var outcome = await submit.SubmitAsync(teller.Id, submission, cancel);
        if (outcome.Succeeded) answers.Remember(outcome.Value.CaseId, sample);
        return outcome.Refusal;
    }
}
