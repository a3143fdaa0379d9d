using CentralOps.Domain.Cases;
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
