using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Calendars;
using CentralOps.Domain.Batches;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.CentralAuthorization.Supplementary;
using CentralOps.Domain.Content;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.Pictures;
using CentralOps.Domain.Intake.Rework;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Recognition;

namespace CentralOps.Infrastructure.Intake;

/// <summary>Capture, submission and the branch's own tasks.</summary>
internal sealed class BranchCounter(
    CaseAdvancer advancer, ICaseStore store, ICaseReader cases, IRecognitionWorker worker, IContentStore content, IStaffDirectory staff, VoucherConfiguration vouchers, DocumentSet documents,
    IBusinessCalendar calendar, IOperatorDesk desk, IServiceTimes times, TimeProvider clock) : IBranchCounter
{
    private const int MostPages = 60;

    public IReadOnlyList<BusinessType> BusinessTypes() => [.. vouchers.BusinessTypes.Where(OfTheBranch)];

    public IReadOnlyList<FormBox> FormOf(string businessType) => vouchers.BusinessType(businessType) is { } type ? SubmissionForm.Of(type, vouchers.Fields) : [];

    public async Task<Outcome<IReadOnlyList<DraftPage>>> CaptureAsync(Guid userId, string fileName, ReadOnlyMemory<byte> file, CancellationToken cancel = default)
    {
        if (await staff.FindAsync(userId, cancel) is not { } person || !person.May(Permissions.CaseSubmit)) return new Refusal("access.denied");
        if (file.IsEmpty) return new Refusal("capture.empty", fileName);
        IReadOnlyList<CapturedPage> captured;
        try
        {
            captured = await worker.CaptureAsync(file, fileName, cancel);
        }
        catch (RecognitionFailed e)
        {
            return new Refusal(e.WorkerDied ? "capture.machine-failed" : e.Code, fileName);
        }

        var pages = new List<DraftPage>();
        foreach (var page in captured)
        {
            var image = await content.PutAsync(page.Image, cancel);
            var thumbnail = await content.PutAsync(page.Thumbnail, cancel);
            var twin = await cases.OtherCaseAsync(null, "page", image, openOnly: true, cancel: cancel);
            pages.Add(new DraftPage(Ids.New(), image, thumbnail, page.Width, page.Height, unchecked((long)page.PerceptualHash), fileName, page.Problems, twin));
        }

        return pages;
    }

    public async Task<Outcome<SubmittedCase>> SubmitAsync(Guid userId, Submission submission, CancellationToken cancel = default)
    {
        if (await staff.FindAsync(userId, cancel) is not { } person || !person.May(Permissions.CaseSubmit)) return new Refusal("access.denied");
        if (await store.FindSubmissionAsync(submission.SubmissionId, cancel) is { } known) return known;
        if (vouchers.BusinessType(submission.BusinessType) is not { Retired: false } type || !OfTheBranch(type)) return new Refusal("intake.unknown-type", submission.BusinessType);
        if (submission.Pages.Count == 0 && type.NeedsPages) return new Refusal("intake.no-pages");
        if (submission.Pages.Count > MostPages) return new Refusal("intake.too-many-pages", MostPages);
        if (submission.Pages.FirstOrDefault(p => p.Problems.Any(q => q.Blocking)) is { } bad) return new Refusal("intake.bad-page", submission.Pages.ToList().IndexOf(bad) + 1);
        if (submission.Pages.GroupBy(p => p.ContentHash).FirstOrDefault(g => g.Count() > 1) is { } twice) return new Refusal("intake.same-page-twice", twice.First().FileName);
        if (type.Checklist.FirstOrDefault(c => c.Mandatory && !submission.Checklist.Contains(c.Code)) is { } open) return new Refusal("intake.checklist-open", open.Zh, open.En);
        if (await documents.MissingAsync(type, submission.Pages, cancel) is { Count: > 0 } missing) return new Refusal("intake.missing-documents", new TextKeys("Voucher", missing));

        var form = FormOf(type.Key);
        if (SubmissionForm.Check(form, submission.Fields) is { } wrong) return wrong;
        if (type.BatchRequired && submission.Batch is not { Problems.Count: 0 }) return new Refusal("batch.missing");
        if (submission.Batch is { } batch && BatchFacts.Check(batch.Count, batch.Total, submission.Fields) is { } differs) return differs;

        var now = clock.GetUtcNow();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var @case = new Case
            {
                Number = await store.NextNumberAsync(calendar.Today, cancel),
                BusinessType = type.Key,
                BranchCode = person.BranchCode,
                SubmittedBy = userId,
                Channel = submission.Channel,
                BusinessDate = calendar.Today,
                SubmittedAt = now,
                DueAt = times.DueAt(type.Calendar, now, TimeSpan.FromMinutes(type.Minutes)),
                Process = new ProcessState(),
                Checklist = [.. submission.Checklist],
            };
            @case.Body.Begin(type);
            @case.Pages.AddRange(submission.Pages.Select((p, i) => new PageReplacement(p, null).Of(@case.Id, i + 1)));
            SubmissionForm.Take(@case, form, submission.Fields, userId, now);
            if (type.BatchRequired) BatchFacts.Take(@case, submission.Batch!);
            if (await advancer.StartAsync(@case, type.Process, submission.SubmissionId, cancel) is { } submitted) return submitted;
            if (await store.FindSubmissionAsync(submission.SubmissionId, cancel) is { } other) return other; // the second click was quicker
        }

        return new Refusal("cases.busy");
    }

    public async Task<Outcome> WithdrawAsync(Guid userId, Guid caseId, CancellationToken cancel = default)
    {
        if (await cases.ReadAsync(caseId, cancel) is not { } @case || await staff.FindAsync(userId, cancel) is not { } person) return Outcome.No("cases.unknown");
        if (!person.May(Permissions.CaseSubmit) || person.BranchCode != @case.BranchCode) return Outcome.No("cases.unknown");
        return await advancer.WithdrawAsync(userId, caseId, cancel);
    }

    public async Task<Outcome> AnswerReturnAsync(
        Guid userId, Guid itemId, Guid commandId, IReadOnlyList<PageReplacement> pages, string? text, IReadOnlyDictionary<string, string>? form = null, CancellationToken cancel = default)
    {
        var checkedTask = await MayAsync(userId, itemId, ReworkStep.Task, Permissions.CaseSubmit, cancel);
        if (!checkedTask.Succeeded) return checkedTask;
        if (Unfit(pages) is { } unfit) return unfit;
        var boxes = form is not null && await cases.WorkAsync(itemId, cancel) is { } item ? FormOf(item.BusinessType) : [];
        if (form is not null && SubmissionForm.Check(boxes, form) is { } wrong) return new Outcome(wrong);
        if (form is not null && await cases.WorkAsync(itemId, cancel) is { } its && await cases.ReadAsync(its.CaseId, cancel) is { } known && BatchFacts.Check(known, form) is { } differs) return new Outcome(differs);
        return await advancer.FinishBranchTaskAsync(userId, itemId, commandId, WorkResult.Done(new BranchAnswered(text)), @case =>
        {
            PageReplacement.Apply(@case, pages);
            if (form is not null) SubmissionForm.Take(@case, boxes, form, userId, clock.GetUtcNow());
        }, cancel);
    }

    public async Task<Outcome> AnswerPictureAsync(Guid userId, Guid itemId, Guid commandId, IReadOnlyList<PageReplacement> pages, string? text, CancellationToken cancel = default)
    {
        var checkedTask = await MayAsync(userId, itemId, AnotherPicture.Task, Permissions.CaseSubmit, cancel);
        if (!checkedTask.Succeeded) return checkedTask;
        if (Unfit(pages) is { } unfit) return unfit;
        if (await cases.WorkAsync(itemId, cancel) is not { } item || await cases.ReadAsync(item.CaseId, cancel) is not { } @case) return Outcome.No("dispatch.task-gone");
        var present = AnotherPicture.RequestOf(@case, item) is { } request && await cases.WorkAsync(request.ItemId, cancel) is { } waiting
            && await desk.ServesAsync(request.AskedBy, waiting.Post, cancel);
        return await advancer.FinishBranchTaskAsync(userId, itemId, commandId, WorkResult.Done(new PictureAnswered(text, pages, present)), null, cancel);
    }

    public async Task<Outcome> DecideAsync(Guid userId, Guid itemId, Guid commandId, WorkResult result, CancellationToken cancel = default)
    {
        var checkedTask = await MayAsync(userId, itemId, SupplementaryStep.Task, Permissions.BranchAuthorize, cancel);
        return checkedTask.Succeeded ? await advancer.FinishBranchTaskAsync(userId, itemId, commandId, result, null, cancel) : checkedTask;
    }

    // The number is the page's place in the answer, as the teller sees it.
    private static Refusal? Unfit(IReadOnlyList<PageReplacement> pages) =>
        pages.ToList().FindIndex(p => p.Page.Problems.Any(q => q.Blocking)) is >= 0 and var bad ? new Refusal("intake.bad-page", bad + 1)
        : pages.Count > MostPages ? new Refusal("intake.too-many-pages", MostPages) : null;

    // Cases of another channel come from there only.
    private static bool OfTheBranch(BusinessType type) => type.Channel.Length == 0;

    private async Task<Outcome> MayAsync(Guid userId, Guid itemId, string task, string permission, CancellationToken cancel)
    {
        if (await cases.WorkAsync(itemId, cancel) is not { Kind: WorkKind.Branch } item || item.Task != task) return Outcome.No("dispatch.task-gone");
        if (await staff.FindAsync(userId, cancel) is not { } person || !person.May(permission) || person.BranchCode != item.BranchCode) return Outcome.No("access.denied");
        if (task == SupplementaryStep.Task && (await cases.ReadAsync(item.CaseId, cancel))?.SubmittedBy == userId) return Outcome.No("dispatch.separation-of-duties");
        return Outcome.Ok;
    }
}
