using System.Security.Cryptography;
using System.Text;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Calendars;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Rules;

namespace CentralOps.Domain.Cases.Steps;

/// <summary>What a step handler may see and do while a case advances.</summary>
public sealed class StepScope
{
    private readonly CaseUnit _unit;
    private readonly IServiceTimes _times;
    private readonly IWorkPosts _posts;

    internal StepScope(CaseUnit unit, StepElement element, Guid tokenId, Guid? userId, DateTimeOffset now, IDecisionService decisions, IServiceTimes times, IWorkPosts posts) =>
        (_unit, Element, TokenId, UserId, Now, Decisions, _times, _posts) = (unit, element, tokenId, userId, now, decisions, times, posts);

    /// <summary>The case.</summary>
    public Case Case => _unit.Case;

    /// <summary>The element of the model.</summary>
    public StepElement Element { get; }

    /// <summary>The token.</summary>
    public Guid TokenId { get; }

    /// <summary>Who acts; null = machine.</summary>
    public Guid? UserId { get; }

    /// <summary>Now (UTC).</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Rule sets.</summary>
    public IDecisionService Decisions { get; }

    /// <summary>Outcome once the step is complete; null = not yet.</summary>
    internal string? Completed { get; private set; }

    /// <summary>Message once the step has stopped; null = it has not.</summary>
    internal string? Stopped { get; private set; }

    /// <summary>Error that the step has thrown, with words; null = none.</summary>
    internal (StepError Error, string Message)? Thrown { get; private set; }

    /// <summary>Step that the case is to go back to; null = none.</summary>
    internal string? GoesBackTo { get; private set; }

    /// <summary>True when the case has been at a step of this kind.</summary>
    internal Func<string, bool> Passed { private get; init; } = _ => false;

    /// <summary>Content hashes of the pages that whoever acts has got for the task in hand; null = none.</summary>
    internal IReadOnlySet<string>? Shown { private get; init; }

    /// <summary>True when a page is among those that somebody says they looked at, and was handed to them.</summary>
    /// <param name="page">A page of the case.</param>
    /// <param name="claimed">Pages that they say were on their screen.</param>
    public bool HasSeen(CasePage page, IReadOnlyCollection<Guid> claimed) => claimed.Contains(page.Id) && Shown?.Contains(page.ContentHash) == true;

    /// <summary>Open work of this token for people and machines (not its timers and messages, which are the engine's).</summary>
    public IEnumerable<WorkItem> OpenWork => _unit.Work.Where(w => w.TokenId == TokenId && w.IsOpen && w.Kind is not (WorkKind.Timer or WorkKind.Message));

    /// <summary>Makes a work item.</summary>
    public WorkItem Add(NewWork work)
    {
        var post = work.Desk is { } desk ? OpenPost(desk) : work.Post;
        var target = work.Target ?? work.Desk?.Target ?? (work.Desk is null || _posts.Find(post) is not { } known ? null : TimeSpan.FromSeconds(known.TargetSeconds));
        var due = target is { } within ? _times.DueAt(Case.Body.ServiceCalendar, Now, within) : Case.DueAt;
        var item = new WorkItem
        {
            CaseId = Case.Id,
            TokenId = TokenId,
            Step = Element.Step,
            Kind = work.Kind,
            Task = work.Task,
            Post = post,
            EnqueuedAt = Now,
            NotBefore = work.NotBefore,
            DueAt = due,
            SortKey = SortKeys.Of(work.NotBefore ?? Now, due, Case.PriorityCredit),
            BranchCode = Case.BranchCode,
            BusinessType = Case.BusinessType,
            Amount = work.LimitByAmount ? Case.AmountAtStake : null,
            Level = work.Level,
            ConflictKey = work.ConflictKey,
            Payload = work.Payload is null ? "{}" : StoredJson.Write(work.Payload),
        };
        _unit.Add(item);
        return item;
    }

    // A running case may be of a process version that names a post the bank has closed since: the work goes where it would without that name.
    private string OpenPost(StepDesk desk) => desk.PostOf(Element) is var named && _posts.Find(named) is { Active: true } ? named : desk.Post;

    /// <summary>Asks the branch; the case waits there for the answer.</summary>
    public void AskBranch(string task, object? payload = null, TimeSpan? target = null)
    {
        Case.SendToBranch();
        Add(NewWork.Branch(task) with { Payload = payload, Target = target });
    }

    /// <summary>Cancels an open work item of the case.</summary>
    public void Cancel(WorkItem item) => _unit.Cancel(item, Now);

    /// <summary>Serves every waiting task of the case as if it had been due an hour earlier.</summary>
    public void Raise()
    {
        foreach (var item in _unit.Work.Where(w => w is { State: WorkState.Waiting, Kind: WorkKind.Human })) item.Raise(item.SortKey - (long)TimeSpan.FromHours(1).TotalMilliseconds);
    }

    /// <summary>The step is complete; the token moves on with <c>outcome</c> as its variable.</summary>
    public void Complete(string outcome = "ok") => Completed = outcome;

    /// <summary>The case goes back to the latest step of this kind; what has been established is skipped on the way here again. False = it has never been there.</summary>
    public bool GoBackTo(string step)
    {
        if (!Passed(step)) return false;
        GoesBackTo = step;
        return true;
    }

    /// <summary>The case stops here until a supervisor retries.</summary>
    public void Incident(string message) => Stopped = message;

    /// <summary>The step cannot be done: an error event of the model takes the case from here; where there is none, the error's outcome or an incident does.</summary>
    public void Throw(StepError error, string message) => Thrown = (error, message);

    /// <summary>What the step found against the case, for the branch should the process send it back: reason, words, places on the pages.</summary>
    public void Found(ReturnNote note) => Case.Body.Found = new StepFinding(Element.Step, note);

    /// <summary>Adds to the timeline.</summary>
    public void Note(string code, string? text = null) => _unit.Note(code, Element.Id, UserId, Now, text);

    /// <summary>Keeps a person off work with this key for this case, e.g. <c>review</c>.</summary>
    public void Exclude(Guid userId, string duty) => _unit.Add(new DutyConflict(userId, DutyKey(duty)));

    /// <summary>Key of the separation of duties within this case.</summary>
    public string DutyKey(string duty) => $"{Case.Id:N}:{duty}";

    /// <summary>Puts a message into the outbox, to leave after the commit.</summary>
    public void Send(string topic, object payload) => _unit.Send(topic, Case.Id.ToString("N"), StoredJson.Write(payload));

    /// <summary>Records an audit entry in the same transaction.</summary>
    public void Audit(string action, object detail) => _unit.Audit(UserId, action, $"case:{Case.Number}", StoredJson.Write(detail));

    /// <summary>Evidence of this step for exactly these inputs; null = none.</summary>
    public StepEvidence? Known(string inputHash) =>
        Case.Evidence.LastOrDefault(e => e.Step == Element.Step && e.InputHash == inputHash);

    /// <summary>Records what the step has established for these inputs.</summary>
    public void Establish(string inputHash, string outcome, object? detail = null) => Case.Evidence.Add(new StepEvidence
    {
        CaseId = Case.Id,
        Step = Element.Step,
        InputHash = inputHash,
        Outcome = outcome,
        Detail = detail is null ? "{}" : StoredJson.Write(detail),
        UserId = UserId,
        At = Now,
    });

    /// <summary>SHA-256 (hex) over inputs: field values, content hashes, facts.</summary>
    public static string HashOf(params IEnumerable<string?> inputs) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', inputs))));

    /// <summary>Fields, facts and case data as FEEL sees them.</summary>
    public IReadOnlyDictionary<string, object?> Variables() => CaseVariables.Of(Case);
}
