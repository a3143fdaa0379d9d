using CentralOps.Domain.Dispatch;

namespace CentralOps.Domain.Monitoring;

/// <summary>Where everything is now. Reads only.</summary>
public interface ICentreBoard
{
    /// <summary>The whole board.</summary>
    Task<BoardView> BoardAsync(CancellationToken cancel = default);

    /// <summary>Tasks behind a number of the board. All filters may be null.</summary>
    Task<IReadOnlyList<TaskRow>> TasksAsync(TaskFilter filter, CancellationToken cancel = default);
}

/// <summary>Which tasks.</summary>
/// <param name="Post">Post code.</param>
/// <param name="States">States; null = open ones. Waiting means claimable now: a task that may not be claimed yet counts as held. Finished ones are those of the last 24 hours.</param>
/// <param name="Due"><c>breached</c> or <c>soon</c> (≤ 5 min); null = all.</param>
/// <param name="CaseNumber">Exact case number.</param>
/// <param name="Take">At most so many rows.</param>
/// <param name="Kind">Who or what it waits for; null = people, machines and branches.</param>
public sealed record TaskFilter(string? Post, IReadOnlyList<WorkState>? States, string? Due, string? CaseNumber, int Take = 200, WorkKind? Kind = null);

/// <summary>A task in a supervisor's list.</summary>
public sealed record TaskRow(Guid ItemId, Guid CaseId, string CaseNumber, string Post, string Task, WorkState State, WorkKind Kind, string BusinessType, string BranchCode, decimal? Amount, string? Holder, DateTimeOffset EnqueuedAt, DateTimeOffset DueAt, int Attempt, string? LastError);

/// <summary>The live board.</summary>
public sealed record BoardView
{
    /// <summary>Taken at (UTC).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Seconds before its time from which a task counts as due soon.</summary>
    public int DueSoonSeconds { get; init; } = 300;

    /// <summary>Queues of posts, machines and branches.</summary>
    public IReadOnlyList<QueueRow> Queues { get; init; } = [];

    /// <summary>People signed in.</summary>
    public IReadOnlyList<PersonRow> People { get; init; } = [];

    /// <summary>Cases submitted today.</summary>
    public int SubmittedToday { get; init; }

    /// <summary>Cases finished today.</summary>
    public int FinishedToday { get; init; }

    /// <summary>Cases open.</summary>
    public int Open { get; init; }

    /// <summary>Cases at an incident.</summary>
    public int Incidents { get; init; }

    /// <summary>Fields accepted by machine alone ÷ fields accepted, today; null = none yet.</summary>
    public double? Automation { get; init; }

    /// <summary>Cases finished per minute over the last 30 minutes, oldest first.</summary>
    public IReadOnlyList<int> FinishedPerMinute { get; init; } = [];
}

/// <summary>A queue.</summary>
/// <param name="Post">Post, machine queue, or the branches together.</param>
/// <param name="Kind">Who or what works here.</param>
/// <param name="Waiting">Tasks that may be claimed now.</param>
/// <param name="Working">Tasks offered or being worked on.</param>
/// <param name="OnHold">Tasks held, or not to be claimed yet.</param>
/// <param name="Oldest">Enqueued time of the oldest waiting (UTC); null = none.</param>
/// <param name="DueSoon">Open tasks due within <see cref="BoardView.DueSoonSeconds"/>.</param>
/// <param name="Breached">Open tasks past due.</param>
/// <param name="SignedIn">People signed in to it.</param>
/// <param name="FinishedPerMinute">Finished per minute over the last 30 minutes.</param>
public sealed record QueueRow(string Post, WorkKind Kind, int Waiting, int Working, int OnHold, DateTimeOffset? Oldest, int DueSoon, int Breached, int SignedIn, IReadOnlyList<int> FinishedPerMinute)
{
    /// <summary>Waiting tasks, of the first of the queue, that nobody signed in may take but somebody else could.</summary>
    public int Stranded { get; init; }

    /// <summary>Waiting tasks, of the first of the queue, that nobody of the bank may take.</summary>
    public int Hopeless { get; init; }
}

/// <summary>A person on duty.</summary>
public sealed record PersonRow(Guid UserId, string Name, string Posts, DutyState State, DateTimeOffset Since, int FinishedToday, double AverageSeconds, Guid? ItemId);
