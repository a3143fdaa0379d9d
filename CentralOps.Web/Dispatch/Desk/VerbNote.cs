using CentralOps.Domain.Cases.Advancing;

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

    /// <summary>The result that the domain judges; null = it is no verb.</summary>
    internal WorkResult? ToResult(string verb) => verb switch
    {
        "return-branch" => WorkResult.Of(verb, new ReturnNote(Reason ?? "", Text, Marks ?? [], null, Fields)),
        "return-step" => WorkResult.Of(verb, new ReturnNote(Reason ?? "", Text, Marks ?? [], ToElement, Fields)),
        "ask-picture" when Draft is not { Length: > DraftLimit } => WorkResult.Of(verb, new PictureWanted(Text ?? "", PageId, Marks ?? [], Draft)),
        "suspend" when Until is { } until => WorkResult.Of(verb, new SuspendNote(until, Text)),
        "reject" or "escalate" => WorkResult.Of(verb, new ReasonNote(Reason ?? "", Text)),
        _ => null,
    };
}
