using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Calendars;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Rules;

namespace CentralOps.Domain.Cases.Advancing;

/// <summary>One advance of one loaded case: runs engine and step handlers until every token waits. Changes memory only.</summary>
internal sealed class Advance(CaseUnit unit, ProcessEngine engine, IProcessCatalog catalog, StepHandlers handlers, IDecisionService decisions, IParameters parameters, IServiceTimes times, IWorkPosts posts, Guid? userId, DateTimeOffset now)
{
    private const int MostEffects = 10_000;
    private const int MostMinutes = 60 * 24 * 366;
    private readonly Queue<ProcessEffect> _todo = new();
    private readonly HashSet<Guid> _leftByPerson = [];

    public Case Case => unit.Case;

    /// <summary>Content hashes of the pages that the person has got for the task in hand; null = none.</summary>
    public IReadOnlySet<string>? Shown { get; init; }

    /// <summary>Variables as the engine sees them now: the case, and every numeric parameter as <c>p_</c> and its key with underscores.</summary>
    public Dictionary<string, object?> Variables()
    {
        var all = CaseVariables.Of(Case);
        foreach (var (name, value) in CaseVariables.Of(parameters)) all[name] = value;
        return all;
    }

    /// <summary>Carries out effects, and those that follow from them.</summary>
    public void Run(IReadOnlyList<ProcessEffect> effects)
    {
        foreach (var effect in effects) _todo.Enqueue(effect);
        var count = 0;
        while (_todo.TryDequeue(out var effect))
        {
            if (++count > MostEffects) throw new InvalidOperationException($"case {Case.Number} does not come to rest");
            Carry(effect);
        }

        if (Case.Status is CaseStatus.WithBranch or CaseStatus.Incident)
            Case.Rest(unit.Work.Any(w => w is { IsOpen: true, Kind: WorkKind.Branch }), unit.Work.Any(w => w.IsOpen && w.Task == StepDesk.Incident.Task));
    }

    /// <summary>The scope of an item's step and who takes its result; null when the token has gone.</summary>
    public (StepScope Scope, IWorkHandler Handler)? ScopeOf(WorkItem item)
    {
        if (Case.Process.Token(item.TokenId) is not { } token || ElementOf(token) is not { } element || handlers.Of(item, element.Step) is not { } handler) return null;
        return (Scope(element, item.TokenId, userId), handler);
    }

    /// <summary>Looks what a handler did with its scope and goes on accordingly.</summary>
    public void Follow(StepScope scope)
    {
        if (scope.Thrown is var (error, why)) Throw(scope, error, why);
        else if (scope.Completed is { } outcome) Complete(scope, outcome);
        else if (scope.GoesBackTo is { } step)
        {
            var path = Case.Body.Visited.Last(p => StepAt(p) == step);
            foreach (var effect in engine.MoveTo(Case.Process, path, Variables())) _todo.Enqueue(effect);
        }
        else if (scope.Stopped is { } message)
        {
            Stop(scope.TokenId, scope.Element, message);
        }
    }

    private void Complete(StepScope scope, string outcome)
    {
        if (scope.UserId is not null) _leftByPerson.Add(scope.TokenId);
        foreach (var item in scope.OpenWork.ToList()) unit.Cancel(item, now);
        Case.LeftStep(scope.Element, outcome);
        foreach (var effect in engine.Complete(Case.Process, scope.TokenId, Variables())) _todo.Enqueue(effect);
    }

    private void Throw(StepScope scope, StepError error, string message)
    {
        var variables = Variables();
        (variables[StepVariables.FailedStep], variables[StepVariables.FailedOutcome]) = (scope.Element.Step, error.Code);
        if (engine.ErrorThrown(Case.Process, scope.TokenId, error, variables) is { } effects)
        {
            Case.Broke(scope.Element, error.Code);
            unit.Note("step-error", scope.Element.Id, scope.UserId, now, Short($"{error.Code}: {message}"));
            foreach (var effect in effects) _todo.Enqueue(effect);
        }
        else if (error.Outcome is { } outcome) Complete(scope, outcome);
        else Stop(scope.TokenId, scope.Element, $"{error.Code}: {message}");
    }

    /// <summary>Runs what <see cref="Follow"/> has queued.</summary>
    public void Settle() => Run([]);

    /// <summary>The process is over for this case.</summary>
    public void End(CaseStatus status)
    {
        Case.End(status, now);
        unit.Note(Code(status), null, userId, now, null);
        unit.Send($"case.{Code(status)}", Case.Id.ToString("N"), StoredJson.Write(new { caseId = Case.Id, number = Case.Number, status = Code(status), at = now }));
        Run(engine.CancelAll(Case.Process));
        foreach (var item in unit.Work.Where(w => w.IsOpen).ToList()) unit.Cancel(item, now);
    }

    /// <summary>Path of the element at which the case waits for its branch.</summary>
    /// <exception cref="Kernel.RuleBroken">The process has no such element.</exception>
    public string ReworkPath() => catalog.Get(Case.Process.Key, Case.Process.Version)?.WithStep(HumanVerbs.ReworkStep)?.Id
        ?? throw new Kernel.RuleBroken($"process {Case.Process.Key} has no element with the step {HumanVerbs.ReworkStep}");

    /// <summary>Step of the element at a path; null when there is none.</summary>
    public string? StepAt(string path) => ProcessPaths.Find(catalog, Case.Process, path)?.Step?.Step;

    private static string Code(CaseStatus status) => status.ToString().ToLowerInvariant();

    private StepElement? ElementOf(ProcessToken token)
    {
        var scope = Case.Process.Scopes.Find(s => s.Id == token.ScopeId);
        if (scope is null || catalog.Get(scope.ProcessKey, scope.Version)?.Find(token.ElementId)?.Step is not { } step) return null;
        return Case.Process.InstanceOf(token) is { } one ? step with { Instance = one.Number, Item = one.Item } : step;
    }

    private string NameOf(ProcessToken token) =>
        Case.Process.Scopes.Find(s => s.Id == token.ScopeId) is { } scope ? catalog.Get(scope.ProcessKey, scope.Version)?.Find(token.ElementId)?.Name ?? token.ElementId : token.ElementId;

    // What follows from a person's decision, another step begun or passed, is the process's doing, not theirs.
    private StepScope Scope(StepElement element, Guid tokenId, Guid? by = null) => new(unit, element, tokenId, by, now, decisions, times, posts)
    {
        Passed = step => Case.Body.Visited.Exists(p => StepAt(p) == step),
        Shown = Shown,
    };

    private void Carry(ProcessEffect effect)
    {
        switch (effect)
        {
            case StepEntered entered:
                Enter(entered);
                break;
            case StepLeft gone:
                unit.Note("step-left", gone.ElementId, _leftByPerson.Remove(gone.TokenId) ? userId : null, now, Case.Facts.Get(FlowFacts.Outcome));
                break;
            case StepCancelled cancelled:
                CancelWork(w => w.TokenId == cancelled.TokenId);
                break;
            case TimerArmed timer:
                unit.Add(Wait(WorkKind.Timer, timer.TokenId, timer.ElementId, "", timer.At ?? now + (timer.After ?? TimeSpan.Zero)));
                break;
            case TimerDisarmed timer:
                CancelWork(w => w.Kind == WorkKind.Timer && w.TokenId == timer.TokenId && w.Step == timer.ElementId);
                break;
            case MessageAwaited message:
                unit.Add(Wait(WorkKind.Message, message.TokenId, message.ElementId, message.Name, null));
                break;
            case MessageForgotten message:
                CancelWork(w => w.Kind == WorkKind.Message && w.TokenId == message.TokenId && w.Step == message.ElementId);
                break;
            case DecisionTaken taken:
                // What only machines establish (that money has moved, a journal number …) no rule may claim, however its output is named.
                var kept = taken.Result.Outputs.Where(o => handlers.Facts.Find(o.Key) is not { Closed: true }).ToList();
                foreach (var (name, value) in kept) Case.Facts.Take(name, value);
                if (taken.Result[FlowFacts.PriorityCreditSeconds.Name] is decimal credit) Case.Prioritise((long)(credit * 1000));
                if (taken.Result[FlowFacts.ServiceMinutes.Name] is decimal minutes and > 0 and <= MostMinutes) Case.Promise(times.DueAt(Case.Body.ServiceCalendar, Case.SubmittedAt, TimeSpan.FromMinutes((double)minutes)));
                Case.Body.Keep(TakenDecision.Of(taken, now));
                var left = Untaken(taken.Result.Outputs.Keys.Except(kept.Select(o => o.Key)));
                unit.Note("decision", taken.ElementId, null, now, $"{taken.Result.RuleSet} v{taken.Result.Version}: {string.Join(", ", taken.Result.FiredRules)}{left}");
                break;
            case ProcessIncident incident when Case.Process.Token(incident.TokenId) is { } token:
                Stop(incident.TokenId, ElementOf(token) ?? new StepElement(incident.ElementId, NameOf(token), "", new Dictionary<string, string>()), incident.Message);
                break;
            case ProcessEnded { Terminated: false } when !Case.IsFinished:
                Case.End(CaseStatus.Completed, now);
                unit.Note("completed", null, null, now, null);
                unit.Send("case.completed", Case.Id.ToString("N"), StoredJson.Write(new { caseId = Case.Id, number = Case.Number, status = "completed", at = now }));
                break;
            case ElementPassed passed:
                var path = Case.Body.Passed.TryGetValue(passed.ProcessKey, out var known) ? known : Case.Body.Passed[passed.ProcessKey] = [];
                if (!path.Contains(passed.ElementId)) path.Add(passed.ElementId);
                break;
            default:
                break; // an ending that was asked for needs nothing more
        }
    }

    private void Enter(StepEntered entered)
    {
        if (Case.Process.Token(entered.TokenId) is not { } token) return; // cancelled by an effect that came before
        var path = ProcessPaths.Of(Case.Process, token);
        if (!Case.Body.Visited.Contains(path)) Case.Body.Visited.Add(path);
        unit.Note("step-entered", entered.Element.Id, null, now, entered.Element.Name);
        if (handlers.Find(entered.Element.Step) is not { } handler)
        {
            Stop(entered.TokenId, entered.Element, $"nobody handles the step '{entered.Element.Step}'");
            return;
        }

        var scope = Scope(entered.Element, entered.TokenId);
        handler.Enter(scope);
        Follow(scope);
    }

    private void Stop(Guid tokenId, StepElement element, string message)
    {
        Case.Stop();
        unit.Note("incident", element.Id, null, now, Short(message));
        var scope = Scope(element, tokenId);
        if (scope.OpenWork.Any(w => w.Task == StepDesk.Incident.Task)) return;
        scope.Add(NewWork.Human(StepDesk.Incident) with { Payload = new { message, element = element.Id, name = element.Name } });
    }

    private static string Untaken(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } listed ? $" (≠ {listed})" : "";

    private static string Short(string message) => message.Length > 1000 ? message[..1000] : message;

    private void CancelWork(Func<WorkItem, bool> which)
    {
        foreach (var item in unit.Work.Where(w => w.IsOpen && which(w)).ToList()) unit.Cancel(item, now);
    }

    private WorkItem Wait(WorkKind kind, Guid tokenId, string elementId, string name, DateTimeOffset? at) => new()
    {
        CaseId = Case.Id,
        TokenId = tokenId,
        Step = elementId,
        Kind = kind,
        Task = kind == WorkKind.Timer ? "timer" : "message",
        Post = name,
        EnqueuedAt = now,
        NotBefore = at,
        DueAt = at ?? Case.DueAt,
        SortKey = (at ?? now).ToUnixTimeMilliseconds(),
        BranchCode = Case.BranchCode,
        BusinessType = Case.BusinessType,
    };
}
