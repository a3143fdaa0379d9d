using CentralOps.Domain.Audit;

namespace CentralOps.Domain.Dispatch;

/// <summary>Who claims.</summary>
/// <param name="UserId">The person (or a node's machine id).</param>
/// <param name="Level">Their authorization level.</param>
/// <param name="Limit">Largest amount in yuan they may decide on; null = no limit.</param>
public sealed record Claimant(Guid UserId, int Level, decimal? Limit);

/// <summary>Sessions and leases as they are stored.</summary>
public interface IDispatchStore
{
    /// <summary>Makes a change that must win or see why it lost: it runs again on fresh rows when another writer came first (at most 8 times).</summary>
    /// <exception cref="Overtaken">Another writer came first every time.</exception>
    Task<T> ChangeAsync<T>(Func<IDispatchRows, Task<T>> change, CancellationToken cancel);

    /// <summary>The open session of a person, to be looked at only; null = signed out.</summary>
    Task<DutySession?> SessionAsync(Guid userId, CancellationToken cancel);

    /// <summary>Their sessions that began since a time (UTC), to be looked at only.</summary>
    Task<IReadOnlyList<DutySession>> SessionsAsync(Guid userId, DateTimeOffset since, CancellationToken cancel);

    /// <summary>Everybody who is ready now, the longest first, and whether something is reserved for them.</summary>
    Task<IReadOnlyList<ReadyPerson>> ReadyAsync(CancellationToken cancel);

    /// <summary>Everybody who is signed in, and where, whatever they do there.</summary>
    Task<IReadOnlyList<(Guid UserId, string Posts)>> OnDutyAsync(CancellationToken cancel);

    /// <summary>True when the person holds the task (offered or working).</summary>
    Task<bool> HoldsAsync(Guid userId, Guid itemId, CancellationToken cancel);

    /// <summary>Those of the posts at which something may be claimed now, whoever may have it: the most urgent first.</summary>
    Task<IReadOnlyList<string>> BusiestAsync(IReadOnlyCollection<string> posts, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Post of a task; null = there is no such task.</summary>
    Task<string?> PostOfAsync(Guid itemId, CancellationToken cancel);

    /// <summary>Writes the draft of a task that the person works on, and its lease. False = they do not work on it.</summary>
    Task<bool> KeepDraftAsync(Guid userId, Guid itemId, string draft, DateTimeOffset leaseUntil, CancellationToken cancel);

    /// <summary>Tasks whose lease ended before a time, the oldest first.</summary>
    Task<IReadOnlyList<Guid>> ExpiredAsync(DateTimeOffset now, int most, CancellationToken cancel);

    /// <summary>People whose line has been lost since before a time.</summary>
    Task<IReadOnlyList<Guid>> LostSinceAsync(DateTimeOffset before, CancellationToken cancel);
}

/// <summary>Somebody who waits for a task.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Posts">Where.</param>
/// <param name="Since">Ready since (UTC).</param>
/// <param name="OfferedAt">Got the last task at (UTC); null = none in this session.</param>
/// <param name="HasReserved">Something is reserved for them.</param>
public sealed record ReadyPerson(Guid UserId, IReadOnlyList<string> Posts, DateTimeOffset Since, DateTimeOffset? OfferedAt, bool HasReserved);

/// <summary>The rows of one change. What is read here and changed by its verbs is written by <see cref="SaveAsync"/>; claims are written at once.</summary>
public interface IDispatchRows
{
    /// <summary>The open session of a person; null = signed out.</summary>
    Task<DutySession?> SessionAsync(Guid userId);

    /// <summary>A task; null = there is none.</summary>
    Task<WorkItem?> ItemAsync(Guid itemId);

    /// <summary>All that a person holds, in the order of the queue.</summary>
    Task<IReadOnlyList<WorkItem>> HeldAsync(Guid userId);

    /// <summary>The head of a post's queue that the person may have, in its order; to be claimed, not to be changed.</summary>
    Task<IReadOnlyList<WorkItem>> WaitingAsync(string post, Claimant who, DateTimeOffset now, int most);

    /// <summary>Sort key of the first waiting task of a post; null = none.</summary>
    Task<long?> HeadAsync(string post);

    /// <summary>How many others are ready at a post.</summary>
    Task<int> ReadyBesideAsync(string post, Guid userId);

    /// <summary>True when separation of duties keeps the person off work with this key.</summary>
    Task<bool> ConflictsAsync(Guid userId, string key);

    /// <summary>Takes the first fitting task of a post, atomically: waiting → offered. Null = nothing fits.</summary>
    Task<Guid?> ClaimAsync(string post, Claimant who, DateTimeOffset now, DateTimeOffset leaseUntil);

    /// <summary>Takes this task, atomically: waiting → offered. False = somebody was quicker.</summary>
    Task<bool> ClaimAsync(Guid itemId, Guid userId, DateTimeOffset leaseUntil);

    /// <summary>A new session.</summary>
    void Add(DutySession session);

    /// <summary>An audit row of this change.</summary>
    void Add(AuditEntry entry);

    /// <summary>Writes what was changed.</summary>
    /// <exception cref="Overtaken">Another writer came first.</exception>
    Task SaveAsync();
}

/// <summary>Another writer changed the same rows first: look again.</summary>
public sealed class Overtaken(Exception cause) : Exception(cause.Message, cause);
