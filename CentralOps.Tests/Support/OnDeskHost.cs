namespace CentralOps.Tests.Support;

/// <summary>Tests of desks in a browser: each has a host of its own, and is skipped where there is no browser.</summary>
public abstract class OnDeskHost : IAsyncLifetime
{
    private DeskHost? _host;

    private protected DeskHost Host => _host!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(File.Exists(Chromium.Program), "no browser on this machine");
        _host = await DeskHost.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
