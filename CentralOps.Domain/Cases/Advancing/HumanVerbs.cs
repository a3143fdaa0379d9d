using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Cases.Advancing;

/// <summary>What a person can do with a task beside its own result: return, reject, suspend, escalate, ask for another picture.</summary>
internal sealed class HumanVerbs(ProcessEngine engine, StepHandlers handlers, VerbRules rules)
{
    /// <summary>Step of the element at which a case waits for its branch.</summary>
    public const string ReworkStep = "branch.rework";

    /// <summary>Task of the branch of whom another picture is wanted.</summary>
    public const string PictureTask = "branch.picture";

    // The customer may still be at the counter.
    private static readonly TimeSpan PictureWithin = TimeSpan.FromMinutes(10);

    public Outcome Apply(Advance advance, CaseUnit unit, WorkItem item, Guid userId, WorkResult result, DateTimeOffset now)
    {
        if (rules.Refuse(unit.Case, item, result) is { } no) return no;
        var outcome = result.Verb switch
        {
            "done" when item.Task == StepDesk.Incident.Task =>
                new IncidentRetry(engine, handlers).Try(advance, unit, item, result.Read<IncidentHandled>(), userId, now),
            "done" => Done(advance, unit, item, result, now),
            "return-branch" => ReturnToBranch(advance, unit, item, result.Read<ReturnNote>(), userId, now),
            "return-step" => ReturnToStep(advance, unit, item, result.Read<ReturnNote>(), userId, now),
            "reject" => Reject(advance, unit, item, result.Read<ReasonNote>(), userId, now),
            "suspend" => Suspend(unit, item, result.Read<SuspendNote>(), userId, now),
            "escalate" => Escalate(unit, item, result.Read<ReasonNote>(), userId, now),
            "ask-picture" => AskPicture(advance, unit, item, result.Read<PictureWanted>(), userId, now),
            _ => Outcome.No("cases.unknown-verb", result.Verb),
        };
        if (outcome.Succeeded) unit.Audit(userId, $"task.{result.Verb}", $"case:{unit.Case.Number}", StoredJson.Write(new { item.Task, item.Post, item.Id }));
        return outcome;
    }

    private static Outcome Done(Advance advance, CaseUnit unit, WorkItem item, WorkResult result, DateTimeOffset now)
    {
        if (advance.ScopeOf(item) is not var (scope, handler)) return Outcome.No("dispatch.task-gone");
        item.Finish(now);
        var outcome = handler.Finished(scope, item, result);
        if (!outcome.Succeeded) return outcome;
        if (advance.Case.Status == CaseStatus.Suspended) advance.Case.Resume();
        advance.Follow(scope);
        advance.Settle();
        return Outcome.Ok;
    }

    private Outcome ReturnToBranch(Advance advance, CaseUnit unit, WorkItem item, ReturnNote note, Guid userId, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(note.Reason)) return Outcome.No("cases.no-reason");
        if (unit.Case.IsPostingBegun) return Outcome.No("cases.posting-begun", unit.Case.Number);
        if (advance.Case.Process.Scopes.Count == 0) return Outcome.No("cases.finished", unit.Case.Number);
        item.Finish(now);
        unit.Case.Body.Return = note;
        unit.Case.Reopen(note.Fields ?? [], now);
        unit.Note("returned", null, userId, now, note.Text ?? note.Reason);
        unit.Case.Facts.Set(FlowFacts.ReturnReason, note.Reason);
        advance.Run(engine.MoveTo(unit.Case.Process, advance.ReworkPath(), advance.Variables()));
        return Outcome.Ok;
    }

    private Outcome ReturnToStep(Advance advance, CaseUnit unit, WorkItem item, ReturnNote note, Guid userId, DateTimeOffset now)
    {
        if (unit.Case.IsPostingBegun) return Outcome.No("cases.posting-begun", unit.Case.Number);
        if (note.ToElement is not { } path || !unit.Case.Body.Visited.Contains(path)) return Outcome.No("cases.not-visited", note.ToElement);
        item.Finish(now);
        unit.Case.Reopen(note.Fields ?? [], now);
        if (unit.Case.Status == CaseStatus.Suspended) unit.Case.Resume();
        var step = advance.StepAt(path);
        unit.Case.Evidence.RemoveAll(e => e.Step == step);
        unit.Note("returned-to-step", path, userId, now, note.Text ?? note.Reason);
        advance.Run(engine.MoveTo(unit.Case.Process, path, advance.Variables()));
        return Outcome.Ok;
    }

    private static Outcome Reject(Advance advance, CaseUnit unit, WorkItem item, ReasonNote note, Guid userId, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(note.Reason)) return Outcome.No("cases.no-reason");
        if (unit.Case.IsPostingBegun) return Outcome.No("cases.posting-begun", unit.Case.Number);
        item.Finish(now);
        unit.Case.Facts.Set(FlowFacts.RejectReason, note.Reason);
        unit.Note("reject-reason", null, userId, now, note.Text is null ? note.Reason : $"{note.Reason}: {note.Text}");
        advance.End(CaseStatus.Rejected);
        return Outcome.Ok;
    }

    private static Outcome Suspend(CaseUnit unit, WorkItem item, SuspendNote note, Guid userId, DateTimeOffset now)
    {
        if (note.Until <= now || note.Until > now.AddDays(30)) return Outcome.No("cases.suspend-time");
        item.Suspend(note.Until);
        unit.Case.Suspend();
        unit.Note("suspended", null, userId, now, $"{note.Until:O} {note.Text}");
        return Outcome.Ok;
    }

    // The task keeps what its holder has done; the branch's task hangs on the same token, so that it goes when the case leaves this step another way.
    private static Outcome AskPicture(Advance advance, CaseUnit unit, WorkItem item, PictureWanted note, Guid userId, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(note.Wanted)) return Outcome.No("cases.picture-unnamed");
        if (note.PageId is { } page && unit.Case.LivePages.All(p => p.Id != page)) return Outcome.No("cases.no-such-page");
        if (unit.Case.IsPostingBegun) return Outcome.No("cases.posting-begun", unit.Case.Number);
        if (advance.ScopeOf(item) is not var (scope, _)) return Outcome.No("dispatch.task-gone");
        var request = new PictureRequest { Id = Ids.New(), ItemId = item.Id, AskedBy = userId, AskedAt = now, Wanted = note.Wanted.Trim(), PageId = note.PageId, Marks = note.Marks };
        unit.Case.Body.Pictures.Add(request);
        item.HoldFor(note.Draft);
        scope.AskBranch(PictureTask, new { picture = request.Id }, PictureWithin);
        unit.Note("picture-asked", null, userId, now, request.Wanted);
        unit.Send("case.picture-asked", unit.Case.Id.ToString("N"), StoredJson.Write(new { caseId = unit.Case.Id, number = unit.Case.Number }));
        return Outcome.Ok;
    }

    private static Outcome Escalate(CaseUnit unit, WorkItem item, ReasonNote note, Guid userId, DateTimeOffset now)
    {
        item.Escalate($"{note.Reason} {note.Text}");
        unit.Note("escalated", null, userId, now, note.Text ?? note.Reason);
        return Outcome.Ok;
    }
}
