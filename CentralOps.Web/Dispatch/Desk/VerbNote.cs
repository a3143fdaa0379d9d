using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Kernel;

namespace CentralOps.Web.Dispatch.Desk;

/// <summary>What the dialogs of return, reject, suspend, escalate and of asking for another picture send.</summary>
/// <param name="Reason">Reason code; empty for suspend.</param>
/// <param name="Text">Free words.</param>
/// <param name="Marks">Marked areas.</param>
/// <param name="ToElement">Element to return to (<c>return-step</c>).</param>
/// <param name="Fields">Codes of fields to be read or keyed again.</param>
/// <param name="Until">Suspended until (UTC).</param>
/// <param name="PageId">Page to be taken again; null = another paper.</param>
/// <param name="Draft">What the person has done so far, kept for them (<c>ask-picture</c>).</param>
public sealed record VerbNote(
    string? Reason, string? Text, IReadOnlyList<PageMark>? Marks, string? ToElement, DateTimeOffset? Until, IReadOnlyList<string>? Fields = null, Guid? PageId = null, string? Draft = null)
{
    /// <summary>Most characters of a draft.</summary>
    internal const int DraftLimit = 20_000;

    private const int TextLimit = 500;
    private const int MarkLimit = 20;
    private const int FieldLimit = 200;

    /// <summary>The result that the domain takes, or why it cannot be one.</summary>
    internal WorkResult? ToResult(string verb, ReasonCatalogue reasons, string task, IReadOnlyCollection<Guid> pages, out Refusal? refusal)
    {
        refusal = Check(verb, reasons, task, pages);
        if (refusal is not null) return null;
        return verb switch
        {
            "return-branch" => WorkResult.Of(verb, new ReturnNote(Reason!, Text, Marks ?? [], null, Fields)),
            "return-step" => WorkResult.Of(verb, new ReturnNote(Reason!, Text, Marks ?? [], ToElement, Fields)),
            "ask-picture" => WorkResult.Of(verb, new PictureWanted(Text!, PageId, Marks ?? [], Draft)),
            "suspend" => WorkResult.Of(verb, new SuspendNote(Until!.Value, Text)),
            _ => WorkResult.Of(verb, new ReasonNote(Reason!, Text)),
        };
    }

    private Refusal? Check(string verb, ReasonCatalogue reasons, string task, IReadOnlyCollection<Guid> pages)
    {
        if (Text?.Length > TextLimit) return new Refusal("desk.text-too-long", TextLimit);
        if (Fields?.Count > FieldLimit) return new Refusal("desk.no-value");
        if (Marks?.Count > MarkLimit || Marks?.Any(m => !pages.Contains(m.PageId) || !(m.Width > 0) || !(m.Height > 0)) == true) return new Refusal("desk.bad-mark");
        var use = verb switch
        {
            "return-branch" or "return-step" => ReasonUses.Return,
            "reject" => ReasonUses.Reject,
            "escalate" => ReasonUses.Escalate,
            "suspend" or "ask-picture" => "",
            _ => null,
        };
        if (verb == "ask-picture" && (string.IsNullOrWhiteSpace(Text) || Draft?.Length > DraftLimit)) return new Refusal("cases.picture-unnamed");
        if (use is null || (verb == "return-step" && string.IsNullOrEmpty(ToElement)) || (verb == "suspend" && Until is null)) return new Refusal("desk.unknown-verb", verb);
        return use.Length > 0 && !reasons.Allows(use, Reason ?? "", task) ? new Refusal("desk.reason-missing") : null;
    }
}
