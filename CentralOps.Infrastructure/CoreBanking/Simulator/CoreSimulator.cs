using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CentralOps.Infrastructure.CoreBanking.Simulator;

/// <summary>The simulated bank as a web application of its own: own address, own database, nothing shared with the product but the wire.</summary>
internal static class CoreSimulator
{
    /// <param name="options">Settings.</param>
    /// <param name="databaseFile">SQLite file.</param>
    /// <param name="accountsFile">accounts.json; null or missing = the built-in set.</param>
    /// <param name="clock">Clock.</param>
    /// <param name="configure">How it listens; null = Kestrel on 127.0.0.1 and the configured port.</param>
    public static WebApplication Build(SimulatorOptions options, string databaseFile, string? accountsFile, TimeProvider clock, Action<IWebHostBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(CoreSimulator).Assembly.GetName().Name, EnvironmentName = "Production" });
        builder.Configuration.Sources.Clear(); // the portal's own settings (addresses above all) are not for the simulator
        builder.Configuration.AddInMemoryCollection(); // and UseUrls wants a place to write to
        builder.Logging.ClearProviders();
        if (configure is null) builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        else configure(builder.WebHost);
        builder.Services.AddSingleton(_ =>
        {
            var database = new BankDatabase(databaseFile);
            database.Load(BankDatabase.ReadAccounts(accountsFile));
            return database;
        });
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<SimulatedLedger>();
        builder.Services.AddSingleton<SimulatedRecords>();
        builder.Services.AddSingleton<SimulatedOnlineBank>();
        builder.Services.AddSingleton<SimulatedScreens>();
        builder.Services.AddSingleton<FaultBox>();
        var app = builder.Build();
        app.Services.GetRequiredService<BankDatabase>(); // a broken file of accounts is said at start
        app.MapCore();
        app.MapSimulatorAdmin();
        return app;
    }
}
