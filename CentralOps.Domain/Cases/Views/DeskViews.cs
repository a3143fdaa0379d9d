using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;

namespace CentralOps.Domain.Cases.Views;

/// <summary>What a panel shows for a task in hand: exactly as much of the case as its task kind may see.</summary>
public interface IDeskViews
{
    /// <summary>Slice desk (<c>entry.slice</c>). No customer, no case number, no other key's value.</summary>
    Task<Outcome<SliceView>> SliceAsync(Guid userId, Guid itemId, CancellationToken cancel = default);

    /// <summary>Arbitration desk (<c>entry.arbitration</c>): slice and the differing values without names.</summary>
    Task<Outcome<ArbitrationView>> ArbitrationAsync(Guid userId, Guid itemId, CancellationToken cancel = default);

    /// <summary>Whole-voucher desk (<c>entry.voucher</c>): one page and its fields. No case number, no other page, no other key's value.</summary>
    Task<Outcome<VoucherView>> VoucherAsync(Guid userId, Guid itemId, CancellationToken cancel = default);

    /// <summary>Whole-case desks: correction, classification, phone, seal, risk, review, authorization, incident, and the branch's tasks.</summary>
    Task<Outcome<CaseView>> CaseAsync(Guid userId, Guid itemId, CancellationToken cancel = default);

    /// <summary>
    /// The full value of a field that the screen of a whole-case task masks. Only for the holder of the task, only for a field that the screen shows; audited as <c>field.revealed</c>.
    /// Refusals: <c>dispatch.task-gone</c>, <c>dispatch.lease-lost</c>, <c>screens.not-shown</c>.
    /// </summary>
    Task<Outcome<string>> RevealAsync(Guid userId, Guid itemId, string fieldCode, CancellationToken cancel = default);

    /// <summary>A case of the past as a sample for the screen designer: administrators of the configuration only, audited as a view of customer data.</summary>
    Task<Outcome<CaseView>> CaseForPreviewAsync(Guid userId, string caseNumber, CancellationToken cancel = default);

    /// <summary>The case page of people who may see the case (its branch, supervisors, auditors); audited as a view of customer data.</summary>
    Task<Outcome<CaseView>> CaseForReaderAsync(Guid userId, Guid caseId, CancellationToken cancel = default);
}

/// <summary>One field to key.</summary>
/// <param name="Item">The task (draft inside).</param>
/// <param name="FieldCode">Field code.</param>
/// <param name="NameZh">Name in Chinese.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="Type">One of <see cref="Recognition.FieldTypes"/>.</param>
/// <param name="Length">Exact length; 0 = any.</param>
/// <param name="Optional">Blank is a legal answer.</param>
/// <param name="Values">Allowed values of a code list.</param>
/// <param name="SliceHash">Content hash of the slice image.</param>
/// <param name="Proposal">What the machine read, its doubtful characters left open; null = key it blind.</param>
public sealed record SliceView(
    WorkItem Item, string FieldCode, string NameZh, string NameEn, string Type, int Length, bool Optional, IReadOnlyList<string> Values, string SliceHash, Entry.FieldProposal? Proposal = null);

/// <summary>Result of the slice desk.</summary>
/// <param name="Value">What was typed; null with <paramref name="Illegible"/>; empty = the field is blank.</param>
/// <param name="Illegible">The person cannot read it.</param>
/// <param name="Milliseconds">From shown to confirmed.</param>
public sealed record SliceKeyed(string? Value, bool Illegible, int Milliseconds);

/// <summary>Payload of a whole-voucher task.</summary>
/// <param name="PageId">The page.</param>
/// <param name="Fields">Codes of the fields to key.</param>
public sealed record VoucherPayload(Guid PageId, IReadOnlyList<string> Fields);

/// <summary>A page to key.</summary>
/// <param name="Page">The page.</param>
/// <param name="Fields">Its fields from the top of the page to its foot.</param>
public sealed record VoucherView(CasePage Page, IReadOnlyList<VoucherFieldView> Fields)
{
    /// <summary>The screen by which it is drawn; null = not laid out yet.</summary>
    public ShownScreen? Screen { get; init; }
}

/// <summary>A field of a page to key.</summary>
/// <param name="Definition">What it is.</param>
/// <param name="Quad">Corners of its region on the page in pixels; null = not known.</param>
/// <param name="Proposal">What the machine read, its doubtful characters left open; null = nothing is shown.</param>
public sealed record VoucherFieldView(Recognition.FieldDefinition Definition, double[]? Quad, Entry.FieldProposal? Proposal)
{
    /// <summary>How the screen shows it.</summary>
    public ScreenField Look { get; init; } = new(Definition.Code);
}

/// <summary>Result of the whole-voucher desk: every field of the task.</summary>
public sealed record VoucherKeyed(IReadOnlyList<VoucherFieldKeyed> Fields);

/// <summary>One field of it.</summary>
/// <param name="Code">Field code.</param>
/// <param name="Value">What was typed; empty = the field is blank; null with <paramref name="Illegible"/>.</param>
/// <param name="Illegible">The person cannot read it.</param>
/// <param name="Milliseconds">Time spent on it.</param>
public sealed record VoucherFieldKeyed(string Code, string? Value, bool Illegible, int Milliseconds);

/// <summary>A difference to settle.</summary>
/// <param name="Slice">The field and its slice.</param>
/// <param name="Values">The differing values (null = illegible), in random order.</param>
public sealed record ArbitrationView(SliceView Slice, IReadOnlyList<string?> Values);

/// <summary>A whole case as a desk shows it.</summary>
public sealed record CaseView
{
    /// <summary>The task in hand; null on the case page.</summary>
    public WorkItem? Item { get; init; }

    /// <summary>The screen by which it is drawn; null = this desk has none.</summary>
    public ShownScreen? Screen { get; init; }

    /// <summary>Case id.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Case number.</summary>
    public required string Number { get; init; }

    /// <summary>Business type key and names.</summary>
    public required string BusinessType { get; init; }

    /// <summary>Name in Chinese.</summary>
    public required string TypeZh { get; init; }

    /// <summary>Name in English.</summary>
    public required string TypeEn { get; init; }

    /// <summary>Branch code.</summary>
    public required string BranchCode { get; init; }

    /// <summary>Branch name in Chinese.</summary>
    public required string BranchZh { get; init; }

    /// <summary>Branch name in English.</summary>
    public required string BranchEn { get; init; }

    /// <summary>Where it stands.</summary>
    public CaseStatus Status { get; init; }

    /// <summary>Yuan; null = not known yet.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Customer; null = not known yet.</summary>
    public string? CustomerName { get; init; }

    /// <summary>Submitted at (UTC).</summary>
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Due at (UTC).</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Finished at (UTC).</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Live pages in order.</summary>
    public IReadOnlyList<CasePage> Pages { get; init; } = [];

    /// <summary>Where the fields are on the pages, on every page that has them.</summary>
    public IReadOnlyList<FieldRegion> Regions { get; init; } = [];

    /// <summary>What this viewer may not see of a page: the regions of the fields that are masked for them; null = nothing.</summary>
    public Recognition.PageCovers? CoversOf(CasePage page)
    {
        var masked = Fields.Where(f => f.Masked).Select(f => f.Field.Code).ToHashSet(StringComparer.Ordinal);
        var areas = masked.Count == 0 ? [] : Regions.Where(r => r.PageId == page.Id && masked.Contains(r.Field)).Select(r => r.Quad).ToList();
        return areas.Count == 0 ? null : new Recognition.PageCovers(page.Width, page.Height, areas);
    }

    /// <summary>Fields with names, in the order of the screen; exceptions first where there is none.</summary>
    public IReadOnlyList<FieldView> Fields { get; init; } = [];

    /// <summary>Codes of the fields that the branch filled in on a form, in its order; empty = everything came from paper.</summary>
    public IReadOnlyList<string> FormOrder { get; init; } = [];

    /// <summary>What machines and people have established.</summary>
    public IReadOnlyList<StepEvidence> Evidence { get; init; } = [];

    /// <summary>Timeline, oldest first.</summary>
    public IReadOnlyList<EventView> Events { get; init; } = [];

    /// <summary>What steps have established beside the fields.</summary>
    public CaseFacts Facts { get; init; } = new();

    /// <summary>Rules that asked for this task, as text keys; from the task's payload.</summary>
    public IReadOnlyList<string> AskedBy { get; init; } = [];

    /// <summary>Elements a <c>return-step</c> may go to: id → name.</summary>
    public IReadOnlyDictionary<string, string> ReturnTargets { get; init; } = new Dictionary<string, string>();

    /// <summary>Open tasks of the case (case page).</summary>
    public IReadOnlyList<WorkItem> OpenWork { get; init; } = [];

    /// <summary>Pictures that desks asked the branch for, oldest first.</summary>
    public IReadOnlyList<PictureView> Pictures { get; init; } = [];

    /// <summary>What the branch must answer: the latest return; null = none.</summary>
    public Advancing.ReturnNote? Return { get; init; }
}

/// <summary>A field on a desk.</summary>
/// <param name="Field">The field; value masked when <paramref name="Masked"/>.</param>
/// <param name="NameZh">Name in Chinese.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="Masked">The viewer may not see the full value.</param>
/// <param name="Failures">Refusal codes of failed checks.</param>
public sealed record FieldView(CaseField Field, string NameZh, string NameEn, bool Masked, IReadOnlyList<string> Failures)
{
    /// <summary>How the screen shows it.</summary>
    public ScreenField Look { get; init; } = new(Field.Code);

    /// <summary>Characters that a value has; 0 = any number.</summary>
    public int Length { get; init; }

    /// <summary>Codes of a list, in its order; none = the field has no list.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}

/// <summary>A place of a field on a page.</summary>
/// <param name="PageId">The page.</param>
/// <param name="Field">Code of the field.</param>
/// <param name="Quad">Corners in page pixels, rounded: 8 numbers.</param>
public sealed record FieldRegion(Guid PageId, string Field, double[] Quad);

/// <summary>A request for another picture.</summary>
/// <param name="Request">The request.</param>
/// <param name="AskedBy">Display name.</param>
/// <param name="AnsweredBy">Display name; null = open.</param>
public sealed record PictureView(PictureRequest Request, string? AskedBy, string? AnsweredBy);

/// <summary>A timeline entry.</summary>
/// <param name="Event">The event.</param>
/// <param name="Who">Display name; null = machine.</param>
/// <param name="ElementName">Name of the process element in the language of its model; null = none.</param>
/// <param name="Step">Its step; null = the element has none.</param>
public sealed record EventView(CaseEvent Event, string? Who, string? ElementName, string? Step = null);
