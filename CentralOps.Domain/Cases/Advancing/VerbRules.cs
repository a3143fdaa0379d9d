using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Cases.Advancing;

/// <summary>What may be done with a task beside its own result, and what must be said with it: whichever way it comes, a page of ours or another client.</summary>
public sealed class VerbRules(StepHandlers handlers, IReasons reasons)
{
    private const int LongestText = 500, MostMarks = 20, MostFields = 200;

    /// <summary>
    /// Why it is refused; null = it is not. <c>desk.unknown-verb</c> (not at this task), <c>desk.reason-missing</c> (none of its list today),
    /// <c>desk.words-missing</c> (the reason says too little by itself), <c>desk.bad-mark</c>,
    /// <c>desk.text-too-long</c>, <c>desk.no-value</c>.
    /// </summary>
    /// <param name="case">The case.</param>
    /// <param name="item">The task.</param>
    /// <param name="result">What a person wants to do; <c>done</c> is the step's own.</param>
    /// <exception cref="BadResult">Its data are not those of the verb.</exception>
    public Refusal? Refuse(Case @case, WorkItem item, WorkResult result)
    {
        if (result.Verb == "done") return null;
        var verb = result.Verb switch { "return-branch" or "return-step" => DeskVerbs.Return, "ask-picture" => DeskVerbs.Picture, var other => other };
        if (!VerbsOf(item).Contains(verb)) return new Refusal("desk.unknown-verb", result.Verb);
        return verb switch
        {
            DeskVerbs.Return => OfReturn(@case, item, result.Read<ReturnNote>()),
            DeskVerbs.Picture => result.Read<PictureWanted>() is var picture ? OfText(picture.Wanted) ?? OfMarks(@case, picture.Marks) : null,
            DeskVerbs.Suspend => OfText(result.Read<SuspendNote>().Text),
            _ => result.Read<ReasonNote>() is var note ? OfText(note.Text) ?? OfReason(item, verb, note.Reason, note.Text) : null,
        };
    }

    private IReadOnlyList<string> VerbsOf(WorkItem item)
    {
        if (item.Task == StepDesk.Incident.Task) return StepDesk.Incident.Verbs;
        var shape = handlers.Find(item.Step)?.Shape;
        if (item.Kind == WorkKind.Branch) return shape?.Branch is { MayReject: true } branch && branch.Task == item.Task ? [DeskVerbs.Reject] : [];
        return shape?.Desks.FirstOrDefault(d => d.Task == item.Task)?.Verbs ?? [];
    }

    private Refusal? OfReturn(Case @case, WorkItem item, ReturnNote note) =>
        note.Fields?.Count > MostFields ? new Refusal("desk.no-value")
        : OfText(note.Text) ?? OfMarks(@case, note.Marks) ?? OfReason(item, ReasonUses.Return, note.Reason, note.Text);

    // The branch's own no is no reason of the centre's lists.
    private Refusal? OfReason(WorkItem item, string use, string code, string? text)
    {
        if (item.Kind == WorkKind.Branch) return null;
        if (!reasons.Allows(use, code, item.Task)) return new Refusal("desk.reason-missing");
        return reasons.AsksForWords(code) && string.IsNullOrWhiteSpace(text) ? new Refusal("desk.words-missing", code) : null;
    }

    private static Refusal? OfText(string? text) => text?.Length > LongestText ? new Refusal("desk.text-too-long", LongestText) : null;

    private static Refusal? OfMarks(Case @case, IReadOnlyList<PageMark> marks)
    {
        var pages = @case.LivePages.Select(p => p.Id).ToHashSet();
        return marks.Count > MostMarks || marks.Any(m => !pages.Contains(m.PageId) || !(m.Width > 0) || !(m.Height > 0)) ? new Refusal("desk.bad-mark") : null;
    }
}
