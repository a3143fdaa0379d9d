using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CentralOps.Benchmarks.Cases;
using Microsoft.Playwright;

namespace CentralOps.Benchmarks.Start;

/// <summary>
/// How long somebody waits who starts the portal as <c>run.sh</c> does, on an empty database: from the start of the process until the log-in page is painted in a browser that is open
/// already: <c>start [--runs N] [--portal FOLDER]</c>. Prints the wall clock and the processor time of the portal by then; on a busy machine trust the latter. Needs Debian's chromium
/// and a Release build of the portal.
/// </summary>
internal sealed class StartBenchmark : IBenchmark
{
    private const double BarSeconds = 5;

    public string Name => "start";

    public string Usage => "start [--runs N] [--portal FOLDER]";

    public async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var web = Path.Combine(Root(), "CentralOps.Web");
        var portal = Path.Combine(arguments.Text("portal", Path.Combine(web, "bin", "Release", "net10.0")), "CentralOps.Web.dll");
        if (!File.Exists(portal))
        {
            await Console.Error.WriteLineAsync($"no portal at {portal}: dotnet build CentralOps.Web -c Release");
            return 2;
        }

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium", Headless = true, Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        });
        var seconds = new List<double>();
        for (var run = 1; run <= arguments.Number("runs", 3); run++)
        {
            var (wall, processor) = await OnceAsync(browser, web, portal);
            seconds.Add(wall);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run}: log-in page painted after {wall:0.00} s, {processor:0.00} s of processor time in the portal"));
        }

        seconds.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start: median {seconds[seconds.Count / 2]:0.00} s, bar {BarSeconds:0} s, ratio {seconds[seconds.Count / 2] / BarSeconds:0.00}"));
        return 0;
    }

    private static async Task<(double Wall, double Processor)> OnceAsync(IBrowser browser, string web, string portal)
    {
        var (port, folder) = (FreePort(), Directory.CreateTempSubdirectory("centralops-start-").FullName);
        var page = await browser.NewPageAsync();
        var start = new ProcessStartInfo("dotnet", [portal, "--port", port.ToString(CultureInfo.InvariantCulture)]) { WorkingDirectory = web, RedirectStandardOutput = true };
        foreach (var (key, value) in new[] { ("DOTNET_ENVIRONMENT", "Production"), ("Demo__Bank", "true"), ("Demo__BusinessDate", "2026-11-23"), ("Data__Folder", folder), ("CoreBanking__Simulator__Port", "0") })
            start.Environment[key] = value;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        try
        {
            while (!await ListensAsync(port))
            {
                if (process.HasExited) throw new InvalidOperationException($"the portal ended with code {process.ExitCode}");
                await Task.Delay(20);
            }

            await page.GotoAsync($"http://localhost:{port}/account/log-in", new() { WaitUntil = WaitUntilState.Commit });
            await page.Locator("#user").WaitForAsync();
            await page.EvaluateAsync("() => new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)))");
            return (clock.Elapsed.TotalSeconds, process.TotalProcessorTime.TotalSeconds);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            await page.CloseAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CentralOps.sln"))) return folder.FullName;
        throw new InvalidOperationException("run this inside the repository");
    }
}
