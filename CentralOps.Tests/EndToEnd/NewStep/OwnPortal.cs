using System.Net;
using System.Net.Sockets;
using CentralOps.Domain.Administration;
using CentralOps.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd.NewStep;

/// <summary>The whole portal inside the test, on a port and a data folder of its own, with what the test adds to it.</summary>
internal sealed class OwnPortal : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("centralops-own-").FullName;
    private readonly WebApplicationFactory<Program> _factory;

    private OwnPortal(Action<IServiceCollection> more) => _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
    {
        web.UseEnvironment("Development").UseSetting(WebHostDefaults.ServerUrlsKey, $"http://localhost:{FreePort()}");
        web.UseSetting("Data:Folder", _folder).UseSetting("Samples:Folder", Path.Combine(Repository.Root, "samples")).UseSetting("CoreBanking:Simulator:Port", "0");
        web.UseSetting("Announce", "false").UseSetting("Serilog:MinimumLevel:Default", "Error");
        web.ConfigureTestServices(more);
    });

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>People in browsers.</summary>
    public Browsers Browsers { get; private set; } = null!;

    public static async Task<OwnPortal> StartAsync(Action<IServiceCollection> more)
    {
        var portal = new OwnPortal(more);
        portal._factory.UseKestrel();
        portal._factory.StartServer();
        portal.Address = portal.Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("[::]", "localhost", StringComparison.Ordinal);
        portal.Browsers = new Browsers();
        return portal;
    }

    public T Get<T>() where T : notnull => _factory.Services.GetRequiredService<T>();

    /// <summary>A person of the demo bank.</summary>
    public async Task<StaffMember> PersonAsync(string userName) => (await Get<IStaffDirectory>().FindByUserNameAsync(userName))!;

    /// <summary>A demo person in a browser of the person's own, at a page.</summary>
    public async Task<IPage> OpenAsync(string userName, string path)
    {
        var page = await Browsers.OpenAsync();
        var logIn = new LogInScreen(page, Address);
        await logIn.OpenAsync();
        await logIn.AsDemoAsync(userName);
        await page.GotoAsync($"{Address}/{path}");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await Browsers.DisposeAsync();
        await _factory.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
