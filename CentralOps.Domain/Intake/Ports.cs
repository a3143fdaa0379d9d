using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Intake;

/// <summary>A page waiting in a teller's draft: stored, judged, not submitted.</summary>
/// <param name="Id">Draft page id.</param>
/// <param name="ContentHash">Page image.</param>
/// <param name="ThumbnailHash">Thumbnail.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="PerceptualHash">Difference hash.</param>
/// <param name="FileName">File it came from.</param>
/// <param name="Problems">Quality problems.</param>
/// <param name="DuplicateOf">Number of an open case with the same page; null = none.</param>
public sealed record DraftPage(Guid Id, string ContentHash, string ThumbnailHash, int Width, int Height, long PerceptualHash, string FileName, IReadOnlyList<QualityProblem> Problems, string? DuplicateOf);

/// <summary>A new case as the teller sends it.</summary>
/// <param name="SubmissionId">Chosen by the sender: the same one again gives the same case (double click, retry, back button).</param>
/// <param name="BusinessType">Key of the business type.</param>
/// <param name="Pages">Pages in order.</param>
/// <param name="Checklist">Ticked items.</param>
/// <param name="Channel"><c>branch</c>, <c>api</c>, <c>demo</c>.</param>
public sealed record Submission(Guid SubmissionId, string BusinessType, IReadOnlyList<DraftPage> Pages, IReadOnlyList<string> Checklist, string Channel = "branch")
{
    /// <summary>What was filled in on the form of the type, by field code, as typed.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>The file of payments of a type that has one; null = none.</summary>
    public Batches.BatchDraft? Batch { get; init; }
}

/// <summary>A box of a submission form.</summary>
/// <param name="Field">The field.</param>
/// <param name="Required">May not stay blank.</param>
public sealed record FormBox(FieldDefinition Field, bool Required);

/// <summary>Capture and submission by the branch.</summary>
public interface IBranchCounter
{
    /// <summary>All business types; those that are retired are not submitted any more (refusal <c>intake.unknown-type</c>).</summary>
    IReadOnlyList<BusinessType> BusinessTypes();

    /// <summary>The form of a business type, in order; empty = everything is on paper.</summary>
    IReadOnlyList<FormBox> FormOf(string businessType);

    /// <summary>Reads a file into pages, judges them, stores their images. Refusals <c>capture.*</c> when the file cannot be used at all.</summary>
    Task<Outcome<IReadOnlyList<DraftPage>>> CaptureAsync(Guid userId, string fileName, ReadOnlyMemory<byte> file, CancellationToken cancel = default);

    /// <summary>Submits; returns the case number and id. Idempotent by submission id.</summary>
    Task<Outcome<SubmittedCase>> SubmitAsync(Guid userId, Submission submission, CancellationToken cancel = default);

    /// <summary>The teller takes the case back before posting.</summary>
    Task<Outcome> WithdrawAsync(Guid userId, Guid caseId, CancellationToken cancel = default);

    /// <summary>
    /// Answers a return: pages replace those of the same number or are added, a form that is given replaces what was filled in, then the case goes on. Idempotent by command id.
    /// </summary>
    Task<Outcome> AnswerReturnAsync(
        Guid userId, Guid itemId, Guid commandId, IReadOnlyList<PageReplacement> pages, string? text, IReadOnlyDictionary<string, string>? form = null, CancellationToken cancel = default);

    /// <summary>
    /// Answers a desk that wants another picture: pages replace those they name or are added, and the desk's task comes back; no page = the branch cannot provide it, and says why.
    /// Idempotent by command id.
    /// </summary>
    Task<Outcome> AnswerPictureAsync(Guid userId, Guid itemId, Guid commandId, IReadOnlyList<PageReplacement> pages, string? text, CancellationToken cancel = default);

    /// <summary>Decides a branch task such as supplementary authorization (<c>done</c> with Approved, or reject).</summary>
    Task<Outcome> DecideAsync(Guid userId, Guid itemId, Guid commandId, Cases.Advancing.WorkResult result, CancellationToken cancel = default);
}

/// <summary>A rescanned page.</summary>
/// <param name="Page">The new page.</param>
/// <param name="Replaces">Page it replaces; null = an additional page.</param>
public sealed record PageReplacement(DraftPage Page, Guid? Replaces)
{
    /// <summary>The page as a page of a case.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="number">Its place in the order of pages.</param>
    public CasePage Of(Guid caseId, int number) => new()
    {
        Id = Page.Id,
        CaseId = caseId,
        Number = number,
        ContentHash = Page.ContentHash,
        ThumbnailHash = Page.ThumbnailHash,
        Width = Page.Width,
        Height = Page.Height,
        PerceptualHash = Page.PerceptualHash,
    };

    /// <summary>Puts new pages into a case: one that is replaced stays, marked. Pages that are there already are left alone.</summary>
    /// <returns>The pages that were replaced.</returns>
    public static IReadOnlyList<CasePage> Apply(Case @case, IEnumerable<PageReplacement> pages)
    {
        var replaced = new List<CasePage>();
        foreach (var replacement in pages)
        {
            if (@case.Pages.Exists(p => p.Id == replacement.Page.Id)) continue;
            if (@case.Pages.Find(p => p.Id == replacement.Replaces && !p.Replaced) is { } old)
            {
                @case.Replace(old, replacement.Of(@case.Id, old.Number));
                replaced.Add(old);
            }
            else
            {
                @case.Pages.Add(replacement.Of(@case.Id, @case.Pages.Count == 0 ? 1 : @case.Pages.Max(p => p.Number) + 1));
            }
        }

        return replaced;
    }
}

/// <summary>A submitted case.</summary>
public sealed record SubmittedCase(Guid CaseId, string Number, DateTimeOffset DueAt);

/// <summary>Lists of the branch.</summary>
public interface IBranchLists
{
    /// <summary>Cases of the branch (null = of all branches), newest first; <paramref name="search"/> matches number, customer or voucher number.</summary>
    Task<IReadOnlyList<CaseRow>> CasesAsync(string? branchCode, Guid? submittedBy, string? search, int take, CancellationToken cancel = default);

    /// <summary>The case that this person's form has become; null = not submitted yet.</summary>
    Task<SubmittedCase?> FindSubmissionAsync(Guid userId, Guid submissionId, CancellationToken cancel = default);

    /// <summary>How many open cases of the branch have a question of the centre that nobody has answered.</summary>
    Task<int> QuestionsAsync(string branchCode, CancellationToken cancel = default);

    /// <summary>Open tasks of the branch: returns to answer, pictures to take, supplementary authorizations (for its supervisor), documents to print.</summary>
    Task<IReadOnlyList<BranchTask>> TasksAsync(string branchCode, CancellationToken cancel = default);
}

/// <summary>
/// A case in a list. <paramref name="CurrentStep"/> = the step that it came to last, <c>message</c> while it waits for one, null = finished; <paramref name="Asked"/> = the centre has a question that
/// nobody has answered.
/// </summary>
public sealed record CaseRow(Guid Id, string Number, string BusinessType, CaseStatus Status, decimal? Amount, string? CustomerName, DateTimeOffset SubmittedAt, DateTimeOffset DueAt, DateTimeOffset? FinishedAt, string? CurrentStep, string BranchCode, bool Asked = false);

/// <summary>A task of the branch: a work item, or papers to print (<c>documents.print</c>, whose <paramref name="ItemId"/> is the case).</summary>
public sealed record BranchTask(Guid ItemId, Guid CaseId, string CaseNumber, string Task, string BusinessType, decimal? Amount, DateTimeOffset EnqueuedAt, DateTimeOffset DueAt);
