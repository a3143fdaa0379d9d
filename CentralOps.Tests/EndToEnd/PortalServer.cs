using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.EndToEnd;

/// <summary>
/// The portal as its own process that begins on an empty folder, for what a portal within the tests cannot show: that it starts, that it is killed,
/// that there are two.
/// </summary>
public sealed class PortalServer : IPortal
{
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Dictionary<string, string> _settings;
    private Process? _process;

    private PortalServer(Dictionary<string, string> settings)
    {
        _settings = settings;
        DataFolder = Directory.CreateTempSubdirectory("centralops-portal-").FullName;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Address = $"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}";
    }

    /// <inheritdoc />
    public string Address { get; }

    /// <inheritdoc />
    public string DataFolder { get; }

    /// <inheritdoc />
    public string Log => string.Join('\n', _log);

    /// <summary>Time from start to listening, for measurements.</summary>
    public TimeSpan StartedIn { get; private set; }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="settings">Configuration, e.g. <c>CoreBanking__Simulator = true</c>.</param>
    public static async Task<PortalServer> StartAsync(Dictionary<string, string>? settings = null)
    {
        var server = new PortalServer(settings ?? []);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts it again on the same port and data, after <see cref="KillAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        var web = Path.Combine(Repository.Root, "CentralOps.Web");
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = web,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(web, "bin", BuildName(), "net10.0", "CentralOps.Web.dll"));
        start.Environment["ASPNETCORE_ENVIRONMENT"] = start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = Address;
        start.Environment["Data__Folder"] = DataFolder;
        start.Environment["CoreBanking__Simulator__Port"] = "0"; // any free one
        foreach (var (key, value) in _settings)
            start.Environment[key] = value;

        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var clock = Stopwatch.StartNew();
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"the portal ended:\n{Log}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await listening.Task.WaitAsync(TimeSpan.FromMinutes(2));
        StartedIn = clock.Elapsed;

        void Take(string? line)
        {
            if (line is null)
                return;
            _log.Enqueue(line);
            if (line.Contains("Application started", StringComparison.Ordinal))
                listening.TrySetResult();
        }
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_process is not { HasExited: false } running)
            return;
        running.EnableRaisingEvents = false;
        running.Kill(entireProcessTree: true);
        await running.WaitForExitAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        Directory.Delete(DataFolder, recursive: true);
    }

    // The portal was built in the same configuration as these tests: .../bin/Debug/net10.0/.
    private static string BuildName() => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}
