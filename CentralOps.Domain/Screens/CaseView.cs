using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Screens;

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
    public PageCovers? CoversOf(CasePage page)
    {
        var masked = Fields.Where(f => f.Masked).Select(f => f.Field.Code).ToHashSet(StringComparer.Ordinal);
        var areas = masked.Count == 0 ? [] : Regions.Where(r => r.PageId == page.Id && masked.Contains(r.Field)).Select(r => r.Quad).ToList();
        return areas.Count == 0 ? null : new PageCovers(page.Width, page.Height, areas);
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
    public ReturnNote? Return { get; init; }
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
