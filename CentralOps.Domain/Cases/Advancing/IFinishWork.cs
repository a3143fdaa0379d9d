using System.Text.Json;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Cases.Advancing;

/// <summary>What a person (or machine) made of a work item.</summary>
/// <param name="Verb">
/// <c>done</c>: the panel's own result is in <paramref name="Data"/>. Or, at any human step: <c>return-branch</c> and <c>return-step</c> (data: <see cref="ReturnNote"/>),
/// <c>reject</c> (data: <see cref="ReasonNote"/>), <c>suspend</c> (data: <see cref="SuspendNote"/>), <c>escalate</c> (data: <see cref="ReasonNote"/>),
/// <c>ask-picture</c> (data: <see cref="PictureWanted"/>).
/// </param>
/// <param name="Data">JSON of the result, camelCase.</param>
public sealed record WorkResult(string Verb, string Data)
{
    /// <summary>The panel's own result.</summary>
    public static WorkResult Done<T>(T data) => new("done", StoredJson.Write(data));

    /// <summary>One of the general verbs.</summary>
    public static WorkResult Of<T>(string verb, T data) => new(verb, StoredJson.Write(data));

    /// <summary>The data as a type, with all that the type demands.</summary>
    /// <exception cref="BadResult">It is not.</exception>
    public T Read<T>()
    {
        try
        {
            return CompleteJson.Read<T>(Data);
        }
        catch (JsonException e)
        {
            throw new BadResult(e);
        }
    }
}

/// <summary>A result is not what its panel or verb demands: something is missing, or of another type.</summary>
public sealed class BadResult(JsonException cause) : Exception(cause.Message, cause)
{
    /// <summary>Does something with a person's result; one that cannot be read is refused as <c>cases.bad-result</c>.</summary>
    public static async Task<Outcome> RefusedAsync(Func<Task<Outcome>> use)
    {
        try
        {
            return await use();
        }
        catch (BadResult e)
        {
            return Outcome.No("cases.bad-result", e.Message);
        }
    }
}

/// <summary>Why a case goes back, and where on the image.</summary>
/// <param name="Reason">Reason code.</param>
/// <param name="Text">What the branch should do, in words.</param>
/// <param name="Marks">Marked areas.</param>
/// <param name="ToElement">Path of the step to return to (<c>return-step</c> only), a key of <see cref="Screens.CaseView.ReturnTargets"/>.</param>
/// <param name="Fields">Codes of fields to be read or keyed again.</param>
public sealed record ReturnNote(string Reason, string? Text, IReadOnlyList<PageMark> Marks, string? ToElement = null, IReadOnlyList<string>? Fields = null);

/// <summary>What a step found against a case.</summary>
/// <param name="Step">Code of the step.</param>
/// <param name="Note">What the branch is told should the process send the case back.</param>
public sealed record StepFinding(string Step, ReturnNote Note);

/// <summary>A rectangle on a page image, in pixels of the page.</summary>
public sealed record PageMark(Guid PageId, double X, double Y, double Width, double Height);

/// <summary>A reason code with words.</summary>
public sealed record ReasonNote(string Reason, string? Text);

/// <summary>Another picture is wanted of the branch; the task waits for it.</summary>
/// <param name="Wanted">Which paper or page, and what is wrong with the one that is there, in words.</param>
/// <param name="PageId">The page to be taken again; null = a paper that the case does not have.</param>
/// <param name="Marks">Marked areas.</param>
/// <param name="Draft">What the person has done so far, kept for them.</param>
public sealed record PictureWanted(string Wanted, Guid? PageId, IReadOnlyList<PageMark> Marks, string? Draft);

/// <summary>Suspended until a time (UTC).</summary>
public sealed record SuspendNote(DateTimeOffset Until, string? Text);

/// <summary>Finishes work items: applies the result to the case, advances its process, commits, tells listeners.</summary>
public interface IFinishWork
{
    /// <summary>
    /// Finishes a person's task. The same <paramref name="commandId"/> again answers the same without doing it twice.
    /// Refusals: <c>dispatch.lease-lost</c> (somebody else has it now), <c>dispatch.no-longer-allowed</c> (post, level or limit were taken away),
    /// panel-specific ones when the result is not acceptable (nothing is changed then).
    /// </summary>
    Task<Outcome> FinishAsync(Guid userId, Guid itemId, Guid commandId, WorkResult result, CancellationToken cancel = default);
}

/// <summary>Puts right what one has just finished.</summary>
public interface IAmendWork
{
    /// <summary>
    /// Replaces the result of a task that this person finished, until a later step has used it. The same result twice changes nothing. Refusals: <c>entry.settled</c> (too late),
    /// <c>dispatch.task-gone</c>.
    /// </summary>
    Task<Outcome> AmendAsync(Guid userId, Guid itemId, WorkResult result, CancellationToken cancel = default);
}
