using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Dispatch;

/// <summary>What an operator's duty bar shows.</summary>
/// <param name="Session">The open session; null = signed out.</param>
/// <param name="FinishedToday">Tasks finished today.</param>
/// <param name="AverageSeconds">Mean work time per task today; 0 = none yet.</param>
public sealed record DutyView(DutySession? Session, int FinishedToday, double AverageSeconds);

/// <summary>
/// The operator's side of dispatch: sign in and out, take up what was pushed, keep drafts, hand back. All calls are idempotent and
/// check the lease in the database; finishing a task is <see cref="Cases.Advancing.IFinishWork"/>.
/// </summary>
public interface IOperatorDesk
{
    /// <summary>Signs in to posts. An open session with the same posts is continued, with other posts it must be signed out first.</summary>
    Task<Outcome<DutySession>> SignInAsync(Guid userId, IReadOnlyList<string> posts, CancellationToken cancel = default);

    /// <summary>Signs out. Refused with <c>dispatch.task-in-hand</c> unless <paramref name="handBack"/>.</summary>
    Task<Outcome> SignOutAsync(Guid userId, bool handBack, CancellationToken cancel = default);

    /// <summary>Starts a break, at once or after the task in hand.</summary>
    Task<Outcome> BreakAsync(Guid userId, CancellationToken cancel = default);

    /// <summary>Ends a break (or a lost line) and asks for work at once.</summary>
    Task<Outcome> ReadyAsync(Guid userId, CancellationToken cancel = default);

    /// <summary>The browser's line is lost: the task in hand is kept for the post's grace time.</summary>
    Task DisconnectedAsync(Guid userId, CancellationToken cancel = default);

    /// <summary>The browser is there (again). Returns the duty bar.</summary>
    Task<DutyView> ConnectedAsync(Guid userId, CancellationToken cancel = default);

    /// <summary>The task pushed to or held by the operator now; an offered one becomes <see cref="WorkState.Working"/>. Null = nothing in hand.</summary>
    Task<WorkItem?> TakeUpAsync(Guid userId, CancellationToken cancel = default);

    /// <summary>
    /// Reserves tasks beside the one in hand, of its post, in the queue's order: they come next, nobody else gets them, and their images may be fetched ahead. Reserved already
    /// counts. They go back by themselves when the operator takes a break, signs out, loses the line, or does not come to them in time.
    /// </summary>
    /// <param name="userId">The operator.</param>
    /// <param name="most">Most tasks reserved at a time.</param>
    /// <param name="fits">Which tasks of the queue are wanted.</param>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlyList<WorkItem>> ReserveAsync(Guid userId, int most, Func<WorkItem, bool> fits, CancellationToken cancel = default);

    /// <summary>Puts the task in hand aside: back into its queue, for anybody, but not before some minutes have passed.</summary>
    Task<Outcome> PutAsideAsync(Guid userId, Guid itemId, CancellationToken cancel = default);

    /// <summary>Keeps what was typed and renews the lease.</summary>
    Task<Outcome> SaveDraftAsync(Guid userId, Guid itemId, string draft, CancellationToken cancel = default);

    /// <summary>Puts the task in hand back into its queue.</summary>
    Task<Outcome> HandBackAsync(Guid userId, Guid itemId, CancellationToken cancel = default);

    /// <summary>True when this user is on duty at this post, their screen is there, and they are not on a break.</summary>
    Task<bool> ServesAsync(Guid userId, string post, CancellationToken cancel = default);

    /// <summary>True when this user holds this task now (offered or working): image links ask this.</summary>
    Task<bool> HoldsAsync(Guid userId, Guid itemId, CancellationToken cancel = default);
}

/// <summary>The supervisor's side of dispatch. Every call is audited with its reason.</summary>
public interface ISupervisorDesk
{
    /// <summary>Takes the task from whoever holds it and gives it to one person only.</summary>
    Task<Outcome> ReassignAsync(Guid supervisorId, Guid itemId, Guid toUserId, string reason, CancellationToken cancel = default);

    /// <summary>Puts the task at the head of its queue.</summary>
    Task<Outcome> RaiseAsync(Guid supervisorId, Guid itemId, string reason, CancellationToken cancel = default);

    /// <summary>Holds the task back until <see cref="ReleaseAsync"/>.</summary>
    Task<Outcome> HoldAsync(Guid supervisorId, Guid itemId, string reason, CancellationToken cancel = default);

    /// <summary>Lets a held task go on.</summary>
    Task<Outcome> ReleaseAsync(Guid supervisorId, Guid itemId, CancellationToken cancel = default);

    /// <summary>Takes the task from its holder and puts it back into its queue.</summary>
    Task<Outcome> ReturnToQueueAsync(Guid supervisorId, Guid itemId, string reason, CancellationToken cancel = default);
}
