using CentralOps.Domain.Rules;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Processes;

/// <summary>Process models from the published configuration, each read once per version.</summary>
public sealed class PublishedProcesses(IPublishedConfiguration configuration, IConditionEvaluator conditions) : IProcessCatalog
{
    private readonly BpmnReader _reader = new(conditions);

    /// <inheritdoc />
    public ProcessGraph? Get(string key, int? version) => Read(key, version)?.Graph;

    /// <summary>The graph or the findings of a process; null when there is no such version.</summary>
    public ProcessReading? Read(string key, int? version)
    {
        var document = version is { } exact
            ? configuration.Exact(ConfigurationKind.Process, key, exact)
            : configuration.Current(ConfigurationKind.Process, key);
        return document is null ? null : configuration.Parsed(document, d => _reader.Read(d.Content, d.Key, d.Version));
    }
}
