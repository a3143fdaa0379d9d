using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Configuration.Bundles;

/// <summary>Lets checks see documents as if they were in force.</summary>
public interface ISupposedConfiguration
{
    /// <summary>Until disposed, and in this flow of control only, these versions are the ones in force.</summary>
    IDisposable Suppose(IReadOnlyList<ConfigurationVersion> versions);
}

/// <summary>Puts a bundle in force.</summary>
public interface IBundleStore
{
    /// <summary>Puts drafts that still have their stamps in force and sets parameters, all in one transaction or none. Refusals as for a change of one document.</summary>
    Task<Outcome> PublishAllAsync(IReadOnlyList<(Guid Id, Guid Stamp)> drafts, IReadOnlyList<Parameter> parameters, DateTimeOffset from, string by, CancellationToken cancel = default);
}
