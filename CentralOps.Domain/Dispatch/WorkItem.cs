using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Dispatch;

/// <summary>Who or what a work item waits for.</summary>
public enum WorkKind
{
    /// <summary>A person signed in to its post.</summary>
    Human,

    /// <summary>A machine worker that serves its queue.</summary>
    Machine,

    /// <summary>The clock: due at <see cref="WorkItem.NotBefore"/>.</summary>
    Timer,

    /// <summary>A message named by <see cref="WorkItem.Post"/>.</summary>
    Message,

    /// <summary>Somebody of one branch: listed there, not pushed.</summary>
    Branch,
}

/// <summary>The life of a work item.</summary>
public enum WorkState
{
    /// <summary>In its queue; may be claimed from <see cref="WorkItem.NotBefore"/> on.</summary>
    Waiting,

    /// <summary>Pushed to one person, who has until <see cref="WorkItem.LeaseUntil"/> to take it up.</summary>
    Offered,

    /// <summary>Held by one person or machine until <see cref="WorkItem.LeaseUntil"/>.</summary>
    Working,

    /// <summary>Held back by a supervisor or suspended until a time.</summary>
    OnHold,

    /// <summary>Finished; its result has been applied to the case.</summary>
    Done,

    /// <summary>No longer needed: the case went another way.</summary>
    Cancelled,
}

/// <summary>A unit of work waiting for a person or a machine. Its lease in the database is the truth; every push is a hint.</summary>
public sealed class WorkItem
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The case it belongs to.</summary>
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
    public WorkState State { get; set; }

    /// <summary>Virtual deadline in Unix milliseconds: enqueue time + target time − credit of the priority class. Smaller goes first.</summary>
    public long SortKey { get; set; }

    /// <summary>Put into the queue at (UTC).</summary>
    public DateTimeOffset EnqueuedAt { get; set; }

    /// <summary>Not to be claimed before (UTC); null = at once.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Service-level time of the task (UTC).</summary>
    public DateTimeOffset DueAt { get; set; }

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
    public Guid? PinnedTo { get; set; }

    /// <summary>Task data as JSON: what the panel or machine needs beyond the case, e.g. the field code.</summary>
    public string Payload { get; init; } = "{}";

    /// <summary>Who holds it (user id), while offered or working.</summary>
    public Guid? HolderId { get; set; }

    /// <summary>The lease of the holder ends at (UTC).</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Taken up at (UTC).</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>Finished or cancelled at (UTC).</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>How often it was claimed.</summary>
    public int Attempt { get; set; }

    /// <summary>What the holder had typed, as JSON, kept across a lost line.</summary>
    public string? Draft { get; set; }

    /// <summary>Why the last attempt failed (machine work).</summary>
    public string? LastError { get; set; }

    /// <summary>Idempotency key of the command that finished it: the same command again is answered, not repeated.</summary>
    public Guid? FinishedBy { get; set; }

    /// <summary>Concurrency stamp.</summary>
    public Guid Version { get; set; }

    /// <summary>True until it is done or cancelled.</summary>
    public bool IsOpen => State is not (WorkState.Done or WorkState.Cancelled);
}

/// <summary>Separation of duties: this person must never get work with this key. Written when work of the case is finished.</summary>
/// <param name="UserId">The person.</param>
/// <param name="Key">E.g. <c>{caseId}:field:payer.account</c> or <c>{caseId}:review</c>.</param>
public sealed record DutyConflict(Guid UserId, string Key);
