namespace CentralOps.Domain.Configuration;

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

/// <summary>Write side of the configuration.</summary>
public interface IConfigurationStore
{
    /// <summary>All versions of one document, newest first.</summary>
    Task<IReadOnlyList<ConfigurationVersion>> HistoryAsync(string kind, string key, CancellationToken cancel = default);

    /// <summary>Adds a version with the next number.</summary>
    Task<ConfigurationVersion> AddAsync(string kind, string key, string content, string author, bool publish, CancellationToken cancel = default);
}
