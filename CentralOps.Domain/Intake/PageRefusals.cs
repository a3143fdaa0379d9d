using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Intake;

/// <summary>Why pages that a branch sends are not taken.</summary>
internal static class PageRefusals
{
    /// <summary>Most pages of a case that count.</summary>
    public const int Most = 60;

    /// <summary>The first thing that is wrong with pages for a case that has some; null = nothing.</summary>
    public static Refusal? Of(Case @case, IReadOnlyList<PageReplacement> pages)
    {
        var replaced = pages.Select(p => p.Replaces).OfType<Guid>().ToHashSet();
        return @case.LivePages.Count(p => !replaced.Contains(p.Id)) + pages.Count > Most ? TooMany : Of([.. pages.Select(p => p.Page)]);
    }

    /// <summary>The first thing that is wrong with pages; null = nothing.</summary>
    public static Refusal? Of(IReadOnlyList<DraftPage> pages)
    {
        if (pages.Count > Most) return TooMany;
        if (pages.ToList().FindIndex(p => p.Problems.Any(q => q.Blocking)) is >= 0 and var bad) return Bad(bad + 1);
        return pages.GroupBy(p => p.ContentHash).FirstOrDefault(g => g.Count() > 1) is { } twice ? Twice(twice.First().FileName) : null;
    }

    private static Refusal TooMany => new("intake.too-many-pages", Most);

    private static Refusal Bad(int number) => new("intake.bad-page", number);

    private static Refusal Twice(string fileName) => new("intake.same-page-twice", fileName);
}
