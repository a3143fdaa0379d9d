namespace CentralOps.Domain.Audit;

/// <summary>Writes the audit trail.</summary>
public interface IAuditTrail
{
    /// <summary>A finished row, hashed, for the caller to add to its own transaction: then the row exists exactly if what it tells of exists.</summary>
    /// <param name="who">User name, or <c>system</c>.</param>
    /// <param name="what">Code, e.g. <c>case.approved</c>.</param>
    /// <param name="objectKind">E.g. <c>case</c>.</param>
    /// <param name="objectId">Its number or key.</param>
    /// <param name="detail">Particulars, serialised as JSON; never a password, cipher or full image.</param>
    AuditEntry Create(string who, string what, string objectKind, string objectId, object? detail = null);

    /// <summary>Writes a row in a transaction of its own, for things that change nothing, such as looking at an image.</summary>
    Task RecordAsync(string who, string what, string objectKind, string objectId, object? detail = null, CancellationToken cancel = default);
}

/// <summary>Where rows, seals and blocks are kept.</summary>
public interface IAuditStore
{
    /// <summary>Rows without a seal, oldest first.</summary>
    /// <param name="from">Only rows from this time on; null = however old.</param>
    /// <param name="before">Only rows older than this: younger ones may still be committing.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="cancel">Cancellation.</param>
    Task<IReadOnlyList<AuditEntry>> UnsealedAsync(DateTimeOffset? from, DateTimeOffset before, int max, CancellationToken cancel = default);

    /// <summary>The last block, or null.</summary>
    Task<AuditBlock?> LastBlockAsync(CancellationToken cancel = default);

    /// <summary>Keeps a block with its seals; false when another node has sealed at the same time.</summary>
    Task<bool> SealAsync(AuditBlock block, IReadOnlyList<AuditSeal> seals, CancellationToken cancel = default);

    /// <summary>Blocks in order, from a number on.</summary>
    Task<IReadOnlyList<AuditBlock>> BlocksAsync(long from, int max, CancellationToken cancel = default);

    /// <summary>Seals of a block in order, each with its row (null = the row is gone).</summary>
    Task<IReadOnlyList<(AuditSeal Seal, AuditEntry? Entry)>> SealedRowsAsync(long block, CancellationToken cancel = default);

    /// <summary>Rows for people, newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> SearchAsync(AuditSearch search, CancellationToken cancel = default);

    /// <summary>All rows of a time span, oldest first, for export.</summary>
    IAsyncEnumerable<AuditEntry> ExportAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancel = default);
}

/// <summary>What an auditor looks for; null = anything.</summary>
public sealed record AuditSearch
{
    /// <summary>User name.</summary>
    public string? Who { get; init; }

    /// <summary>Code starts with this.</summary>
    public string? What { get; init; }

    /// <summary>Number or key of the object.</summary>
    public string? ObjectId { get; init; }

    /// <summary>From (UTC).</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>To (UTC), exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Skip so many.</summary>
    public int Skip { get; init; }

    /// <summary>Return at most so many.</summary>
    public int Take { get; init; } = 50;
}

/// <summary>A place outside the database where each block's hash is noted, so that cutting off the end of the chain shows.</summary>
public interface IAuditAnchor
{
    /// <summary>Notes a sealed block.</summary>
    Task NoteAsync(AuditBlock block, CancellationToken cancel = default);

    /// <summary>Blocks noted so far by this node: number and hash.</summary>
    Task<IReadOnlyDictionary<long, string>> NotedAsync(CancellationToken cancel = default);
}

/// <summary>The key of the audit trail's hashes.</summary>
/// <param name="Bytes">32 bytes.</param>
public sealed record AuditKey(byte[] Bytes);
