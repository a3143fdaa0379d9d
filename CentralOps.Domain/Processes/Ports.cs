namespace CentralOps.Domain.Processes;

/// <summary>Where the engine gets process models.</summary>
public interface IProcessCatalog
{
    /// <summary>A process model, or null when there is none that can be executed.</summary>
    /// <param name="key">Configuration key.</param>
    /// <param name="version">Exact version; null = the one in force.</param>
    ProcessGraph? Get(string key, int? version);
}
