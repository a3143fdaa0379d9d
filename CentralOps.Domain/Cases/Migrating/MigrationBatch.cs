using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Migration;

namespace CentralOps.Domain.Cases.Migrating;

/// <summary>Running cases that move to another version of a process together: proposed by one person, carried out by another, undone by either.</summary>
public sealed class MigrationBatch
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The process.</summary>
    public required string ProcessKey { get; init; }

    /// <summary>Version to move to.</summary>
    public int Version { get; init; }

    /// <summary>Elements that have another id there, as JSON: old → new.</summary>
    public string Mapping { get; init; } = "{}";

    /// <summary>Cases with where they come from and what became of them, as JSON list of <see cref="MigratedCase"/>.</summary>
    public string Cases { get; set; } = "[]";

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>User name of the person who proposed it.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>Proposed at (UTC).</summary>
    public DateTimeOffset ProposedAt { get; init; }

    /// <summary>User name of the second person, who carried it out; null = not yet.</summary>
    public string? AppliedBy { get; set; }

    /// <summary>Carried out at (UTC).</summary>
    public DateTimeOffset? AppliedAt { get; set; }

    /// <summary>Who took it back; null = nobody.</summary>
    public string? UndoneBy { get; set; }

    /// <summary>Taken back at (UTC).</summary>
    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>Concurrency stamp.</summary>
    public Guid Stamp { get; set; }

    /// <summary>Where the cases go.</summary>
    public MigrationTarget Target() => new(ProcessKey, Version, StoredJson.Read<Dictionary<string, string>>(Mapping));

    /// <summary>Where they came from.</summary>
    public MigrationTarget Back(int version) => new(ProcessKey, version, StoredJson.Read<Dictionary<string, string>>(Mapping).ToDictionary(m => m.Value, m => m.Key));

    /// <summary>Its cases.</summary>
    public IReadOnlyList<MigratedCase> CaseList() => StoredJson.Read<List<MigratedCase>>(Cases);
}

/// <summary>A case of a batch.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Number">Its number.</param>
/// <param name="From">Version of the process it was on.</param>
/// <param name="Moved">It has been moved, or moved back.</param>
/// <param name="Left">Why it was left where it was: a refusal's code; null = it was not.</param>
/// <param name="Where">Element that kept it.</param>
public sealed record MigratedCase(Guid CaseId, string Number, int From, bool Moved, string? Left = null, string? Where = null);

/// <summary>A case that uses the process in another version, and what its tokens would do.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Number">Its number.</param>
/// <param name="BusinessType">Key of its business type.</param>
/// <param name="Branch">Its branch.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="From">Version of the process it is on.</param>
/// <param name="Moves">One entry for each token in the process; none when the case has not come to it yet.</param>
public sealed record CasePlan(Guid CaseId, string Number, string BusinessType, string Branch, CaseStatus Status, int From, IReadOnlyList<TokenMove> Moves)
{
    /// <summary>True when every token maps.</summary>
    public bool Possible => Moves.All(m => m.Hindrance is null);
}

/// <summary>Preview of a migration.</summary>
/// <param name="Cases">The cases, oldest first.</param>
/// <param name="More">There are more than were looked at.</param>
public sealed record MigrationPreview(IReadOnlyList<CasePlan> Cases, bool More);

/// <summary>Stores batches.</summary>
public interface IMigrationBatches
{
    /// <summary>Batches of a process, newest first.</summary>
    Task<IReadOnlyList<MigrationBatch>> ListAsync(string processKey, CancellationToken cancel = default);

    /// <summary>Adds one.</summary>
    Task AddAsync(MigrationBatch batch, string by, CancellationToken cancel = default);

    /// <summary>Changes one under an audit entry; refusals <c>processes.batch-gone</c>, <c>processes.batch-changed</c>.</summary>
    Task<Outcome<MigrationBatch>> ChangeAsync(Guid id, Func<MigrationBatch, Refusal?> change, string by, string what, CancellationToken cancel = default);

    /// <summary>Deletes one that was not carried out.</summary>
    Task<Outcome> RemoveAsync(Guid id, string by, CancellationToken cancel = default);

    /// <summary>Cases that are not over and whose process uses this one, oldest first.</summary>
    IAsyncEnumerable<Case> RunningAsync(string processKey, CancellationToken cancel = default);
}
