using CentralOps.Infrastructure.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CentralOps.Infrastructure.CoreBanking.Simulator;

/// <summary>Where the simulator of this process listens, once it does.</summary>
internal sealed class SimulatorAddress
{
    public string? Url { get; set; }
}

/// <summary>Runs the simulated bank beside the portal, on its own port.</summary>
internal sealed class CoreSimulatorHost(IOptions<CoreBankingOptions> options, SimulatorAddress address, IConfiguration configuration, TimeProvider clock, ILogger<CoreSimulatorHost> log) : IHostedService, IAsyncDisposable
{
    private WebApplication? app;
    private ITimer? landing;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var simulator = options.Value.Simulator;
        var file = simulator.Database.Length > 0 ? simulator.Database : Path.Combine(DataFolder.Of(configuration), "core-simulator.db");
        var samples = DataFolder.Samples(configuration);
        var accounts = simulator.Accounts.Length > 0 ? simulator.Accounts : samples is null ? null : Path.Combine(samples, "demo-bank", "accounts.json");
        app = CoreSimulator.Build(simulator, file, accounts, clock);
        await app.StartAsync(cancellationToken);
        if (simulator.LandEverySeconds > 0)
        {
            var bank = app.Services.GetRequiredService<SimulatedOnlineBank>();
            landing = clock.CreateTimer(_ => bank.LandOne(simulator.LandBranch, Random.Shared), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(simulator.LandEverySeconds));
        }

        address.Url = app.Urls.First();
        log.LogInformation("The core-banking simulator listens on {Address}", address.Url);
    }

    public Task StopAsync(CancellationToken cancellationToken) => app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (landing is not null) await landing.DisposeAsync();
        if (app is not null) await app.DisposeAsync();
    }
}
