using CentralOps.Domain.Cases;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Screens;

/// <summary>One field to key.</summary>
/// <param name="Item">The task (draft inside).</param>
/// <param name="FieldCode">Field code.</param>
/// <param name="NameZh">Name in Chinese.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="Type">One of <see cref="FieldTypes"/>.</param>
/// <param name="Length">Exact length; 0 = any.</param>
/// <param name="Optional">Blank is a legal answer.</param>
/// <param name="Values">Allowed values of a code list.</param>
/// <param name="SliceHash">Content hash of the slice image.</param>
/// <param name="Proposal">What the machine read, its doubtful characters left open; null = key it blind.</param>
public sealed record SliceView(
    WorkItem Item, string FieldCode, string NameZh, string NameEn, string Type, int Length, bool Optional, IReadOnlyList<string> Values, string SliceHash, FieldProposal? Proposal = null);

/// <summary>A difference to settle.</summary>
/// <param name="Slice">The field and its slice.</param>
/// <param name="Values">The differing values (null = illegible), in random order.</param>
public sealed record ArbitrationView(SliceView Slice, IReadOnlyList<string?> Values);

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
public sealed record VoucherFieldView(FieldDefinition Definition, double[]? Quad, FieldProposal? Proposal)
{
    /// <summary>How the screen shows it.</summary>
    public ScreenField Look { get; init; } = new(Definition.Code);
}
