using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Versioning;

/// <summary>Read side of the configuration: cached per node, refreshed when something is published.</summary>
public interface IPublishedConfiguration
{
    /// <summary>The version in force now; null when nothing of that key is published.</summary>
    ConfigurationVersion? Current(string kind, string key);

    /// <summary>An exact version, whatever its status; null when there is none.</summary>
    ConfigurationVersion? Exact(string kind, string key, int version);

    /// <summary>All versions of a kind in force now, by key.</summary>
    IReadOnlyList<ConfigurationVersion> AllCurrent(string kind);

    /// <summary>
    /// Parses a document once per version and keeps the result: <c>parse</c> runs at most once for each version and type on this node.
    /// </summary>
    T Parsed<T>(ConfigurationVersion version, Func<ConfigurationVersion, T> parse) where T : class;
}

/// <summary>Write side of the configuration. Every change writes the audit trail in the same transaction.</summary>
public interface IConfigurationStore
{
    /// <summary>All versions of one document, newest first.</summary>
    Task<IReadOnlyList<ConfigurationVersion>> HistoryAsync(string kind, string key, CancellationToken cancel = default);

    /// <summary>Adds a version with the next number.</summary>
    Task<ConfigurationVersion> AddAsync(string kind, string key, string content, string author, bool publish, CancellationToken cancel = default);

    /// <summary>All versions of a kind without their content, by key and newest first.</summary>
    Task<IReadOnlyList<ConfigurationEntry>> ListAsync(string kind, CancellationToken cancel = default);

    /// <summary>The version with its content, or null.</summary>
    Task<ConfigurationVersion?> FindAsync(Guid id, CancellationToken cancel = default);

    /// <summary>Adds a version with the next number: a draft, or (rolling back) one in force at once. Refusal <c>configuration.changed-meanwhile</c> when two add at once.</summary>
    Task<Outcome<ConfigurationVersion>> AddAsync(NewConfiguration version, string by, string what, CancellationToken cancel = default);

    /// <summary>Changes a version that still has this stamp. Refusals: <c>configuration.gone</c>, <c>configuration.changed-meanwhile</c> (who, version).</summary>
    Task<Outcome<ConfigurationVersion>> ChangeAsync(Guid id, Guid stamp, Action<ConfigurationVersion> change, string by, string what, CancellationToken cancel = default);

    /// <summary>Adds all versions in one transaction, each with the next number; none when somebody adds to one of them at once.</summary>
    Task<Outcome> AddAllAsync(IReadOnlyList<NewConfiguration> versions, string by, string what, CancellationToken cancel = default);

    /// <summary>Deletes a draft that still has this stamp. Refusals as for a change.</summary>
    Task<Outcome> RemoveAsync(Guid id, Guid stamp, string by, CancellationToken cancel = default);
}

/// <summary>Somebody who changes documents.</summary>
public interface IEditor
{
    /// <summary>What they type to log in.</summary>
    string UserName { get; }

    /// <summary>True when they may change the bank's configuration.</summary>
    bool MayConfigure { get; }
}

/// <summary>What a new version consists of.</summary>
/// <param name="Kind">One of <see cref="ConfigurationKind"/>.</param>
/// <param name="Key">Stable key within the kind.</param>
/// <param name="Content">The document.</param>
/// <param name="BasedOn">Version it was made from; 0 = none.</param>
/// <param name="Note">What was changed and why.</param>
/// <param name="EffectiveFrom">In force from (UTC); null = it is a draft.</param>
public sealed record NewConfiguration(string Kind, string Key, string Content, int BasedOn, string Note, DateTimeOffset? EffectiveFrom = null);

/// <summary>A version without its content.</summary>
public sealed record ConfigurationEntry(
    Guid Id, string Key, int Version, ConfigurationStatus Status, DateTimeOffset? EffectiveFrom, string Author, string Editors, string? Publisher, DateTimeOffset CreatedAt,
    string ChangedBy, DateTimeOffset ChangedAt, int BasedOn, string Note, string TestNote, Guid Stamp)
{
    /// <summary>True while it may still be changed.</summary>
    public bool IsDraft => Status is ConfigurationStatus.Draft or ConfigurationStatus.Tested;
}

/// <summary>Judges documents of one kind before they are saved or published.</summary>
public interface IConfigurationCheck
{
    /// <summary>One of <see cref="ConfigurationKind"/>.</summary>
    string Kind { get; }

    /// <summary>Everything that keeps the document from being published, and warnings; in the order of the document.</summary>
    IReadOnlyList<ModelFinding> Check(string key, string content);

    /// <summary>True for findings with which not even a draft is kept, such as an expression that cannot be read.</summary>
    bool RefusesDraft(ModelFinding finding);
}
