using System.Net;
using System.Net.Sockets;
using CentralOps.Domain.CoreBanking;
using CentralOps.Infrastructure.CoreBanking;
using CentralOps.Infrastructure.CoreBanking.Simulator;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CentralOps.Tests.CoreBanking;

/// <summary>Over real sockets.</summary>
[Trait("Category", "slow")]
public sealed class SimulatorProcessTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("core-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static HttpCoreBanking Adapter(string url)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IOptions<CoreBankingOptions>>(Options.Create(new CoreBankingOptions { Url = url, PostTimeoutSeconds = 0.5, QueryRetryMilliseconds = 1 }));
        CoreBankingRegistration.AddClients(services);
        return new HttpCoreBanking(services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>());
    }

    [Fact]
    public async Task A_core_that_does_not_listen_was_certainly_not_asked()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Assert.IsType<CoreAnswer.NotSent>(await Adapter($"http://127.0.0.1:{port}").PostAsync(Instruction("CO-1"), Cancel));
        Assert.IsType<CoreAnswer.NoAnswer>(await Adapter($"http://127.0.0.1:{port}").QueryAsync("CO-1", Cancel));
    }

    [Fact]
    public async Task The_simulator_keeps_its_books_across_a_restart_and_drops_lines_when_told()
    {
        var file = Path.Combine(folder, "core.db");
        for (var start = 0; start < 2; start++)
        {
            await using var app = CoreSimulator.Build(new SimulatorOptions(), file, null, TimeProvider.System, web => web.UseKestrel().UseUrls("http://127.0.0.1:0"));
            await app.StartAsync(Cancel);
            var core = Adapter(app.Urls.First());
            var faults = app.Services.GetRequiredService<FaultBox>();
            if (start == 0)
            {
                faults.Add(new Fault("post", "lose-after"));
                Assert.IsType<CoreAnswer.NoAnswer>(await core.PostAsync(Instruction("CO-1"), Cancel));
                faults.Add(new Fault("post", "delay-after", DelayMs: 900));
                Assert.IsType<CoreAnswer.NoAnswer>(await core.PostAsync(Instruction("CO-2"), Cancel));
            }
            Assert.IsType<CoreAnswer.Booked>(await core.QueryAsync("CO-1", Cancel));
            Assert.IsType<CoreAnswer.Booked>(await core.QueryAsync("CO-2", Cancel));
            Assert.IsType<CoreAnswer.NotKnown>(await core.QueryAsync("CO-3", Cancel));
            Assert.Equal(await core.QueryAsync("CO-1", Cancel), await core.PostAsync(Instruction("CO-1"), Cancel));
            await app.StopAsync(Cancel);
        }
    }

    private static CoreInstruction Instruction(string key) => new()
    {
        IdempotencyKey = key, DebitAccount = SimulatedCore.Rich, DebitName = "云帆贸易有限公司", CreditAccount = SimulatedCore.Poor, CreditName = "启明科技有限公司",
        Amount = 10m, BusinessDate = SimulatedCore.Today, CaseNumber = "1", BranchCode = "3101",
    };
}
