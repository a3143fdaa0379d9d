using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Infrastructure.Recognition.Worker;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CentralOps.Tests.Support;

/// <summary>
/// The whole portal in this process, on a free port with a bank of its own. It starts in a fraction of the time of a process of its own, because
/// what one test has compiled the next one need not; the recognition workers are shared for the same reason.
/// </summary>
public sealed class PortalHost : IPortal
{
    private static readonly Lazy<RecognitionWorkerPool> s_readers = new(() =>
        new(Options.Create(new RecognitionWorkerOptions { Workers = 2 }), NullLogger<RecognitionWorkerPool>.Instance));

    private readonly ConcurrentQueue<string> _log = new();
    private readonly ILoggerFactory _loggers;
    private readonly WebApplicationFactory<Program> _factory;

    private PortalHost(IReadOnlyDictionary<string, string> settings, Action<IServiceCollection>? change)
    {
        _loggers = LoggerFactory.Create(log => log.AddProvider(new Lines(_log)).SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning)
            .AddFilter("Quartz", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning));
        Address = $"http://localhost:{FreePort()}";
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment("Development");
            web.UseSetting(WebHostDefaults.ServerUrlsKey, Address).UseSetting("Announce", "false");
            web.UseSetting("Data:Folder", DataFolder).UseSetting("Samples:Folder", Path.Combine(Repository.Root, "samples"));
            web.UseSetting("CoreBanking:Simulator:Port", "0"); // any free one
            foreach (var (key, value) in settings) web.UseSetting(key.Replace("__", ":", StringComparison.Ordinal), value);
            web.ConfigureTestServices(services =>
            {
                services.Replace(ServiceDescriptor.Singleton(_loggers));
                var readers = s_readers.Value;
                services.Replace(ServiceDescriptor.Singleton(readers)).Replace(ServiceDescriptor.Singleton<IRecognitionWorker>(readers));
                services.Replace(ServiceDescriptor.Singleton<ISealCutter>(readers)).Replace(ServiceDescriptor.Singleton<IPageCover>(readers));
                services.Replace(ServiceDescriptor.Singleton<IFormWorkshop>(readers));
                change?.Invoke(services);
            });
        });
    }

    /// <inheritdoc />
    public string Address { get; }

    /// <inheritdoc />
    public string DataFolder { get; } = Directory.CreateTempSubdirectory("centralops-portal-").FullName;

    /// <inheritdoc />
    public string Log => string.Join('\n', _log);

    /// <summary>What it is made of.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>Starts it on a copy of the fresh bank and waits until it listens.</summary>
    /// <param name="settings">Configuration, e.g. <c>CoreBanking__Url = http://…</c>.</param>
    /// <param name="change">What a test puts in place of the portal's own services.</param>
    public static async Task<PortalHost> StartAsync(IReadOnlyDictionary<string, string>? settings = null, Action<IServiceCollection>? change = null)
    {
        var fresh = await FreshBank.FolderAsync();
        return Start(settings, change, fresh);
    }

    /// <summary>Starts it on an empty folder: it makes schema and first content by itself.</summary>
    internal static PortalHost StartEmpty(IReadOnlyDictionary<string, string> settings) => Start(settings, null, null);

    /// <summary>Ends the shared workers, when they were started.</summary>
    internal static async Task EndWorkersAsync()
    {
        if (s_readers.IsValueCreated) await s_readers.Value.DisposeAsync();
    }

    private static PortalHost Start(IReadOnlyDictionary<string, string>? settings, Action<IServiceCollection>? change, string? data)
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, 16), ports); // SQLite blocks the thread that asks it, and several portals share these
        var host = new PortalHost(settings ?? new Dictionary<string, string>(), change);
        if (data is not null) FreshBank.Copy(data, host.DataFolder);
        host._factory.UseKestrel(); // its own ways of naming a port all end at 5000, which another test may have
        host._factory.StartServer();
        return host;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        _loggers.Dispose();
        Directory.Delete(DataFolder, recursive: true);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private sealed class Lines(ConcurrentQueue<string> log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Line(log, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

        public void Dispose()
        {
        }
    }

    private sealed class Line(ConcurrentQueue<string> log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Enqueue($"{DateTime.UtcNow:HH:mm:ss} {logLevel} {category} {formatter(state, exception)} {exception}");
    }
}
