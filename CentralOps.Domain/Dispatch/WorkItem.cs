using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Dispatch;

/// <summary>
/// A unit of work waiting for a person or a machine. Its lease in the database is the truth; every push is a hint. It changes only by its verbs: what waits has no holder, no lease, no draft
/// and was seen by nobody; what is done or cancelled stays so; each kind of work allows only its own verbs. A verb that does not fit is a fault of the caller and throws <see cref="RuleBroken"/>.
/// </summary>
public sealed class WorkItem
{
    private const int LongestError = 1000;

    private long _sortKey;
    private DateTimeOffset? _notBefore;
    private DateTimeOffset _dueAt;

    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The case it belongs to; empty = none: it measures one person and is dropped when they do not come to it.</summary>
    public Guid CaseId { get; init; }

    /// <summary>The process token that waits for it.</summary>
    public Guid TokenId { get; init; }

    /// <summary>Step of the token's element, e.g. <c>entry.fields</c>.</summary>
    public required string Step { get; init; }

    /// <summary>Who or what it waits for.</summary>
    public WorkKind Kind { get; init; }

    /// <summary>Panel that shows it, or operation that a machine performs, e.g. <c>entry.slice</c>, <c>seal</c>, <c>recognise</c>.</summary>
    public required string Task { get; init; }

    /// <summary>Post code (people), queue name (machines), message name, or empty (timers).</summary>
    public required string Post { get; init; }

    /// <summary>Where it stands.</summary>
    public WorkState State { get; private set; }

    /// <summary>Virtual deadline in Unix milliseconds: enqueue time + target time − credit of the priority class. Smaller goes first.</summary>
    public long SortKey { get => _sortKey; init => _sortKey = value; }

    /// <summary>Put into the queue at (UTC).</summary>
    public DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>Not to be claimed before (UTC); null = at once.</summary>
    public DateTimeOffset? NotBefore { get => _notBefore; init => _notBefore = value; }

    /// <summary>Service-level time of the task (UTC).</summary>
    public DateTimeOffset DueAt { get => _dueAt; init => _dueAt = value; }

    /// <summary>Branch of the case.</summary>
    public required string BranchCode { get; init; }

    /// <summary>Business type of the case.</summary>
    public required string BusinessType { get; init; }

    /// <summary>Amount of the case in yuan where it is known: the holder's limit must reach it.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Authorization level that the holder needs; 0 = none.</summary>
    public int Level { get; init; }

    /// <summary>Separation of duties: a person with a <see cref="DutyConflict"/> of this key never gets it. Empty = anybody.</summary>
    public string ConflictKey { get; init; } = "";

    /// <summary>Only this person may get it (pinned by a supervisor); null = anybody fit.</summary>
    public Guid? PinnedTo { get; private set; }

    /// <summary>Task data as JSON: what the panel or machine needs beyond the case, e.g. the field code.</summary>
    public string Payload { get; init; } = "{}";

    /// <summary>Who holds it (user id), while offered or working; afterwards who finished it.</summary>
    public Guid? HolderId { get; private set; }

    /// <summary>The lease of the holder ends at (UTC).</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>Taken up at (UTC).</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>Finished or cancelled at (UTC).</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>How often it was claimed.</summary>
    public int Attempt { get; private set; }

    /// <summary>What the holder has typed, as JSON, kept across a lost line; also while the task is held for an answer that they asked for.</summary>
    public string? Draft { get; private set; }

    /// <summary>Why the last attempt failed (machine work), or why it was escalated.</summary>
    public string? LastError { get; private set; }

    /// <summary>The last command of a holder that was carried out on it: the same command again is answered, not repeated.</summary>
    public Guid? CommandId { get; private set; }

    /// <summary>Concurrency stamp.</summary>
    public Guid Version { get; set; }

    /// <summary>True until it is done or cancelled.</summary>
    public bool IsOpen => State is not (WorkState.Done or WorkState.Cancelled);

    /// <summary>Somebody or a machine has it.</summary>
    public bool IsHeld => State is WorkState.Offered or WorkState.Working;

    /// <summary>A supervisor may move it about: an open task of people that belongs to a case.</summary>
    public bool IsManaged => IsOpen && Kind == WorkKind.Human && CaseId != Guid.Empty;

    /// <summary>True when a person may have it at all: serves its post, and level and limit are enough.</summary>
    /// <param name="person">Who.</param>
    /// <param name="post">Its post as it is now; null = there is none any more.</param>
    public bool IsFor(StaffMember person, WorkPost? post) => person.MayServe(post) && person.AuthorizationLevel >= Level && person.MayDecide(Amount);

    /// <summary>Held by this person, offered or working.</summary>
    public bool IsHeldBy(Guid person) => IsHeld && HolderId == person;

    /// <summary>Waiting → offered to a person until a time.</summary>
    public void Offer(Guid person, DateTimeOffset until)
    {
        Require(Kind == WorkKind.Human && State == WorkState.Waiting && (PinnedTo is null || PinnedTo == person), "only a waiting task that they may have is offered to a person");
        (State, HolderId, LeaseUntil) = (WorkState.Offered, person, until);
        Attempt++;
    }

    /// <summary>Offered → working: its holder looks at it.</summary>
    public void TakeUp(DateTimeOffset now, DateTimeOffset until)
    {
        Require(State == WorkState.Offered, "only what was offered is taken up");
        (State, StartedAt, LeaseUntil) = (WorkState.Working, now, until);
    }

    /// <summary>Waiting → working at a machine.</summary>
    public void Start(DateTimeOffset now, DateTimeOffset until)
    {
        Require(Kind == WorkKind.Machine && State == WorkState.Waiting, "only waiting machine work is started");
        (State, StartedAt, LeaseUntil) = (WorkState.Working, now, until);
        Attempt++;
    }

    /// <summary>The lease of whoever holds it ends at another time.</summary>
    public void Lease(DateTimeOffset until)
    {
        Require(IsHeld, "only what is held has a lease");
        LeaseUntil = until;
    }

    /// <summary>Back into its queue, at its old place and without what was typed: nobody may see another one's key. A measurement of one person is dropped instead: nobody waits for it.</summary>
    public void PutBack(DateTimeOffset now)
    {
        Require(IsHeld, "only what is held is put back");
        if (CaseId == Guid.Empty) Cancel(now);
        else Wait();
    }

    /// <summary>Back into its queue, for anybody, but not before a time.</summary>
    public void PutAside(DateTimeOffset now, DateTimeOffset until)
    {
        PutBack(now);
        if (IsOpen) _notBefore = until;
    }

    /// <summary>The lease has run out: back into its queue.</summary>
    public void Expire(DateTimeOffset now)
    {
        Require(LeaseUntil < now, "a lease that has not run out does not expire");
        if (Kind == WorkKind.Machine) LastError = "the machine did not finish within its lease";
        PutBack(now);
    }

    /// <summary>Its holder has the case rest: back into its queue, for anybody, from a time on.</summary>
    public void Suspend(DateTimeOffset until)
    {
        Require(IsHeld && IsManaged, "only a person's task of a case is suspended");
        Wait();
        _notBefore = until;
    }

    /// <summary>A supervisor holds it back until <see cref="Release"/>; whoever has it loses it.</summary>
    public void HoldBack()
    {
        Require(IsManaged, "only a person's task of a case is held back");
        Wait();
        State = WorkState.OnHold;
    }

    /// <summary>Its holder leaves it to a supervisor, who releases or reassigns it.</summary>
    public void Escalate(string why)
    {
        Require(IsHeld && IsManaged, "only a person's task of a case is escalated");
        HoldBack();
        LastError = Shortened($"escalated: {why}");
    }

    /// <summary>Its holder has asked for something; it rests until that is there and keeps what they have done.</summary>
    public void HoldFor(string? draft)
    {
        Require(IsHeld && IsManaged, "only a person's task of a case rests for an answer");
        HoldBack();
        Draft = draft;
    }

    /// <summary>On hold → offered to whoever asked for something, as they left it.</summary>
    public void GiveBack(Guid person, DateTimeOffset until)
    {
        Require(State == WorkState.OnHold, "only what rests is given back");
        (State, HolderId, LeaseUntil) = (WorkState.Offered, person, until);
    }

    /// <summary>On hold → waiting, for anybody: what another has begun is theirs.</summary>
    public void Release()
    {
        Require(State == WorkState.OnHold, "only what is held back is released");
        Wait();
        _notBefore = null;
    }

    /// <summary>For one person only, who gets it next; whoever has it loses it.</summary>
    public void Pin(Guid person)
    {
        Require(IsManaged, "only a person's task of a case is reassigned");
        Wait();
        (PinnedTo, _sortKey) = (person, 0);
    }

    /// <summary>Moves up in its queue; never down.</summary>
    public void Raise(long sortKey)
    {
        Require(IsManaged, "only a person's task of a case is raised");
        _sortKey = Math.Min(_sortKey, sortKey);
    }

    /// <summary>Its time did not run while somebody else was waited for.</summary>
    public void Extend(TimeSpan by)
    {
        Require(IsOpen, "what is over is not due");
        _dueAt += by;
    }

    /// <summary>A machine could not do it: again at a time.</summary>
    public void Retry(string error, DateTimeOffset at)
    {
        Require(Kind == WorkKind.Machine && State == WorkState.Working, "only a machine that works on it tries again");
        Wait();
        (LastError, _notBefore) = (Shortened(error), at);
    }

    /// <summary>A command of its holder is carried out on it.</summary>
    public void Take(Guid command) => CommandId = command;

    /// <summary>Done: its result has been applied. People and machines finish what they hold; the clock, messages and branches what waits for them.</summary>
    public void Finish(DateTimeOffset now, string? error = null)
    {
        Require(Kind is WorkKind.Human or WorkKind.Machine ? IsHeld : IsOpen, "only who holds it finishes it");
        End(WorkState.Done, now);
        if (error is not null) LastError = Shortened(error);
    }

    /// <summary>No longer needed.</summary>
    public void Cancel(DateTimeOffset now)
    {
        Require(IsOpen, "what is over is not cancelled");
        End(WorkState.Cancelled, now);
    }

    private void Wait() => (State, HolderId, LeaseUntil, StartedAt, Draft) = (WorkState.Waiting, null, null, null, null);

    private void End(WorkState state, DateTimeOffset now) => (State, FinishedAt, LeaseUntil, Draft) = (state, now, null, null);

    private void Require(bool fits, string rule)
    {
        if (!fits) throw new RuleBroken($"{rule}; the task {Task} of {Kind} is {State}");
    }

    private static string Shortened(string text) => text.Length > LongestError ? text[..LongestError] : text;
}
