using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;
using CentralOps.Web.Dispatch.Desk;

namespace CentralOps.Web.CentralAuthorization.Decision;

/// <summary>What must have happened before a person may say yes to a whole case: every live page was on their screen, and no field that the screen requires is blank.</summary>
public sealed class DecisionGate(CaseView view)
{
    private readonly HashSet<Guid> _seen = [];

    /// <summary>Pages seen, in the order of the case.</summary>
    public IReadOnlyList<Guid> Seen => [.. view.Pages.Select(p => p.Id).Where(_seen.Contains)];

    /// <summary>True when nothing is missing.</summary>
    public bool Open => view.Pages.All(p => _seen.Contains(p.Id));

    /// <summary>The page was on screen. Pages of other cases do not count.</summary>
    public bool See(Guid pageId) => view.Pages.Any(p => p.Id == pageId) && _seen.Add(pageId);

    /// <summary>True when the page was on screen.</summary>
    public bool HasSeen(Guid pageId) => _seen.Contains(pageId);

    /// <summary>Why not yet; null = may say yes.</summary>
    public Refusal? Missing() => !Open ? new Refusal("desk.pages-not-seen", view.Pages.Count - _seen.Count) : RequiredFields.Blank(view.Fields, f => f.Field.Value);
}
