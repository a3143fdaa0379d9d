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
/// <param name="States">States; null = open ones.</param>
/// <param name="Due"><c>breached</c> or <c>soon</c> (≤ 5 min); null = all.</param>
/// <param name="CaseNumber">Exact case number.</param>
/// <param name="Take">At most so many rows.</param>
public sealed record TaskFilter(string? Post, IReadOnlyList<WorkState>? States, string? Due, string? CaseNumber, int Take = 200);

/// <summary>A task in a supervisor's list.</summary>
public sealed record TaskRow(Guid ItemId, Guid CaseId, string CaseNumber, string Post, string Task, WorkState State, string BusinessType, string BranchCode, decimal? Amount, string? Holder, DateTimeOffset EnqueuedAt, DateTimeOffset DueAt, int Attempt, string? LastError);

/// <summary>The live board.</summary>
public sealed record BoardView
{
    /// <summary>Taken at (UTC).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Queues of posts and machines.</summary>
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
/// <param name="Post">Post or machine queue.</param>
/// <param name="Machine">A machine queue.</param>
/// <param name="Waiting">Tasks waiting.</param>
/// <param name="Working">Tasks offered or being worked on.</param>
/// <param name="OnHold">Tasks held.</param>
/// <param name="Oldest">Enqueued time of the oldest waiting (UTC); null = none.</param>
/// <param name="DueSoon">Open tasks due within 5 minutes.</param>
/// <param name="Breached">Open tasks past due.</param>
/// <param name="SignedIn">People signed in to it.</param>
/// <param name="FinishedPerMinute">Finished per minute over the last 30 minutes.</param>
public sealed record QueueRow(string Post, bool Machine, int Waiting, int Working, int OnHold, DateTimeOffset? Oldest, int DueSoon, int Breached, int SignedIn, IReadOnlyList<int> FinishedPerMinute);

/// <summary>A person on duty.</summary>
public sealed record PersonRow(Guid UserId, string Name, string Posts, DutyState State, DateTimeOffset Since, int FinishedToday, double AverageSeconds, Guid? ItemId);
