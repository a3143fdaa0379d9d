namespace CentralOps.Tests.EndToEnd;

/// <summary>One portal for all tests of a class.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    /// <summary>The portal.</summary>
    public PortalServer Portal { get; private set; } = null!;

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => Portal = await PortalServer.StartAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
