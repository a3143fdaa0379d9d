using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Audit;

/// <summary>One line of the audit trail: a decision, a view of a customer's image, a change of configuration, a log-in. Written once, never changed.</summary>
public sealed class AuditEntry
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>At (UTC, whole milliseconds, so that every database gives back what was hashed).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who: user name, or <c>system</c>.</summary>
    public required string Who { get; init; }

    /// <summary>What was done, as a code, e.g. <c>case.approved</c>; resource key <c>Audit.{What}</c>.</summary>
    public required string What { get; init; }

    /// <summary>Kind of the object, e.g. <c>case</c>, <c>user</c>, <c>configuration</c>.</summary>
    public required string ObjectKind { get; init; }

    /// <summary>Which one: its number or key.</summary>
    public required string ObjectId { get; init; }

    /// <summary>Particulars as JSON.</summary>
    public required string Detail { get; init; }

    /// <summary>Node that wrote it.</summary>
    public required string Node { get; init; }

    /// <summary>Keyed hash of all of the above (<see cref="AuditSealing.HashOf"/>), lower-case hex.</summary>
    public required string Hash { get; init; }
}

/// <summary>A sealed stretch of the audit trail; each block's hash covers the one before.</summary>
public sealed class AuditBlock
{
    /// <summary>1, 2, 3 … without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>Number of rows it seals.</summary>
    public required int Count { get; init; }

    /// <summary>Time of the latest row it seals (UTC).</summary>
    public required DateTimeOffset Through { get; init; }

    /// <summary>Sealed at (UTC).</summary>
    public required DateTimeOffset SealedAt { get; init; }

    /// <summary>Hash of the block before; 64 zeros for the first.</summary>
    public required string Previous { get; init; }

    /// <summary>Keyed hash over number, previous hash and the rows in order, lower-case hex.</summary>
    public required string Hash { get; init; }
}

/// <summary>A row's place in its block, with the hash it had when it was sealed: what a removed row leaves behind.</summary>
public sealed class AuditSeal
{
    /// <summary>The audit row.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>Its block.</summary>
    public required long Block { get; init; }

    /// <summary>0, 1, 2 … within the block.</summary>
    public required int Position { get; init; }

    /// <summary>The row's hash when it was sealed.</summary>
    public required string RowHash { get; init; }
}
