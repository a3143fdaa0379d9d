using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.CentralAuthorization;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Intake.Pictures;

/// <summary>The branch's answer to a desk that wants another picture.</summary>
/// <param name="Text">What the branch says.</param>
/// <param name="Pages">The pictures; none = it cannot provide them.</param>
/// <param name="Present">Who asked is at the post: the task is kept for them first.</param>
public sealed record PictureAnswered(string? Text, IReadOnlyList<PageReplacement> Pages, bool Present);

/// <summary>
/// 补拍: a desk has asked for another picture (<see cref="PictureWanted"/>), its task is held. When the branch has answered and the machine has looked at what came, the task goes
/// on as it was left. A voucher among the new pages that must be read, or that took another's place, sends the case through reading and checking again: what did not change is skipped.
/// </summary>
public sealed class AnotherPicture(CaseFields fields) : IBesideWork
{
    /// <summary>Task of the branch.</summary>
    public const string Task = HumanVerbs.PictureTask;

    // Whoever asked may be in the middle of another task.
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public bool Handles(WorkItem item) =>
        item.Task == Task || item is { Kind: WorkKind.Machine, Task: RecognisePagesStep.Recognise, Step: not (RecognisePagesStep.Name or ClassifyPagesStep.Name) };

    /// <summary>The request that a task of the branch answers.</summary>
    public static PictureRequest? RequestOf(Case @case, WorkItem item) => RequestOf(@case.Body.Pictures, item);

    /// <summary>The one of these requests that a task of the branch answers; null = answered meanwhile.</summary>
    public static PictureRequest? RequestOf(IEnumerable<PictureRequest> requests, WorkItem? item) =>
        item is not null && StoredJson.Read<Asked>(item.Payload).Picture is { } id ? requests.FirstOrDefault(r => r.Id == id) : null;

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        if (item.Task == Task) return Answered(scope, item, result.Read<PictureAnswered>());
        var read = result.Read<PageRecognised>();
        // Whoever asked sees at once whether it is what they wanted: a paper of no known kind is an attachment.
        if (read.TemplateKey is null) Attach(scope, read.PageId);
        else fields.Take(scope.Case, read);
        Continue(scope);
        return Outcome.Ok;
    }

    /// <inheritdoc />
    public void Failed(StepScope scope, WorkItem item, string error)
    {
        var page = StoredJson.Read<RecognisePage>(item.Payload).PageId;
        scope.Note("page-failed", error);
        Attach(scope, page);
        Continue(scope);
    }

    private static Outcome Answered(StepScope scope, WorkItem item, PictureAnswered answer)
    {
        var @case = scope.Case;
        if (RequestOf(@case, item) is not { AnsweredAt: null } request) return Outcome.No("dispatch.task-gone");
        if (answer.Pages.Count == 0 && string.IsNullOrWhiteSpace(answer.Text)) return Outcome.No("intake.why-no-picture");
        if (answer.Pages.FirstOrDefault(p => @case.LivePages.Any(q => q.ContentHash == p.Page.ContentHash)) is { } known) return Outcome.No("intake.page-already-there", known.Page.FileName);
        if (answer.Pages.GroupBy(p => p.Page.ContentHash).FirstOrDefault(g => g.Count() > 1) is { } twice) return Outcome.No("intake.same-page-twice", twice.First().Page.FileName);

        (request.AnsweredBy, request.AnsweredAt, request.Answer, request.Present) = (scope.UserId, scope.Now, string.IsNullOrWhiteSpace(answer.Text) ? null : answer.Text.Trim(), answer.Present);
        request.Pages = [.. answer.Pages.Select(p => p.Page.Id)];
        scope.Note(answer.Pages.Count > 0 ? "picture-sent" : "picture-not-sent", request.Answer);

        var before = ApprovalEvidence.HashOf(@case);
        var replaced = PageReplacement.Apply(@case, answer.Pages);
        if (replaced.Any(p => p.VoucherKind is { Length: > 0 }) && scope.GoBackTo(RecognisePagesStep.Name)) return Outcome.Ok;
        if (replaced.Count == 0) ApprovalEvidence.Carry(@case, before);
        foreach (var page in @case.LivePages.Where(p => request.Pages.Contains(p.Id)).ToList())
            scope.Add(NewWork.Machine(RecognisePagesStep.Machine) with { Payload = new RecognisePage(page.Id, null) });
        if (request.Pages.Count == 0) Resume(scope, request);
        return Outcome.Ok;
    }

    private static void Attach(StepScope scope, Guid pageId)
    {
        if (scope.Case.Pages.Find(p => p.Id == pageId && !p.Replaced) is { } page) page.Attach();
    }

    // All pages that came have been looked at: on to the desk, or back to reading when one of them brought something to be read.
    private void Continue(StepScope scope)
    {
        if (scope.OpenWork.Any(w => w.Kind == WorkKind.Machine)) return;
        fields.Assemble(scope.Case, scope.Now);
        if (scope.Case.Body.Pictures.FindLast(p => p.AnsweredAt is not null && scope.OpenWork.Any(w => w.Id == p.ItemId)) is not { } request) return;
        if (scope.Case.Fields.Exists(f => f is { Status: FieldStatus.Open, PageId: { } page } && request.Pages.Contains(page)) && scope.GoBackTo(RecognisePagesStep.Name)) return;
        Resume(scope, request);
    }

    // The customer's time ran at the branch, not at the desk.
    private static void Resume(StepScope scope, PictureRequest request)
    {
        if (scope.OpenWork.FirstOrDefault(w => w.Id == request.ItemId) is not { State: WorkState.OnHold } item) return;
        item.Extend(scope.Now - request.AskedAt);
        if (request.Present) item.GiveBack(request.AskedBy, scope.Now + KeptFor);
        else item.Release();
    }

    private sealed record Asked(Guid? Picture);
}
