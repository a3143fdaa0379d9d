using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using CentralOps.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CentralOps.Tests.Architecture;

/// <summary>The shipped nginx site in front of two nodes that say who they are. Skipped where nginx is not installed.</summary>
public sealed class ProxySiteTests : IAsyncLifetime
{
    private static readonly string? Nginx = new[] { Environment.GetEnvironmentVariable("CENTRALOPS_TEST_NGINX"), "/usr/sbin/nginx" }.FirstOrDefault(File.Exists);

    private readonly string _folder = Directory.CreateTempSubdirectory("centralops-proxy-").FullName;
    private readonly List<WebApplication> _nodes = [];
    private Process? _proxy;
    private int _port;
    private int _posted;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Address => $"http://127.0.0.1:{_port}";

    public async ValueTask InitializeAsync()
    {
        if (Nginx is null) return;
        var ports = new[] { FreePort(), FreePort() };
        foreach (var port in ports) _nodes.Add(await NodeAsync(port));
        _port = FreePort();
        await File.WriteAllTextAsync(Path.Combine(_folder, "nginx.conf"), $$"""
            pid {{_folder}}/pid; error_log {{_folder}}/error.log;
            events { }
            http {
                access_log off;
                client_body_temp_path {{_folder}}/b; proxy_temp_path {{_folder}}/p; fastcgi_temp_path {{_folder}}/f; uwsgi_temp_path {{_folder}}/u; scgi_temp_path {{_folder}}/s;
            {{Site(ports)}}
            }
            """, Cancel);
        var (code, said) = await RunAsync("-t");
        Assert.True(code == 0, said);
        _proxy = Process.Start(new ProcessStartInfo(Nginx, ["-p", _folder, "-c", Path.Combine(_folder, "nginx.conf"), "-g", "daemon off;"]) { RedirectStandardError = true })!;
        for (var i = 0; i < 100; i++)
        {
            using var probe = new TcpClient();
            if (await Task.WhenAny(probe.ConnectAsync("127.0.0.1", _port, Cancel).AsTask()) is { IsCompletedSuccessfully: true }) return;
            await Task.Delay(50, Cancel);
        }

        Assert.Fail(await File.ReadAllTextAsync(Path.Combine(_folder, "error.log"), Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
        {
            _proxy.Kill(entireProcessTree: true);
            await _proxy.WaitForExitAsync(Cancel);
        }

        foreach (var node in _nodes) await node.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_browser_stays_with_its_node_browsers_are_spread_and_a_lost_node_loses_no_browser()
    {
        Assert.SkipWhen(Nginx is null, "nginx is not installed");
        var homes = new Dictionary<string, int>(StringComparer.Ordinal);
        var browsers = new List<(HttpClient Client, string Home)>();
        for (var n = 0; n < 24; n++)
        {
            var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(Address) };
            var home = await WhoAsync(browser);
            for (var again = 0; again < 5; again++) Assert.Equal(home, await WhoAsync(browser));
            homes[home] = homes.GetValueOrDefault(home) + 1;
            browsers.Add((browser, home));
        }

        Assert.Equal(2, homes.Count);
        Assert.All(homes.Values, count => Assert.InRange(count, 4, 20));

        var lost = _nodes[0];
        var name = lost.Urls.First();
        await lost.StopAsync(Cancel);
        foreach (var (browser, home) in browsers)
        {
            Assert.NotEqual(name, await WhoAsync(browser));
            if (home != name) Assert.Equal(home, await WhoAsync(browser)); // who was at the other node does not move
            browser.Dispose();
        }
    }

    [Fact]
    public async Task What_a_browser_says_of_itself_is_replaced_large_scans_pass_and_large_forms_do_not()
    {
        Assert.SkipWhen(Nginx is null, "nginx is not installed");
        using var browser = new HttpClient { BaseAddress = new Uri(Address) };
        using var spoofed = new HttpRequestMessage(HttpMethod.Get, "/headers");
        spoofed.Headers.Add("X-Forwarded-For", "203.0.113.7");
        spoofed.Headers.Add("X-Forwarded-Proto", "gopher");
        var heard = await browser.SendAsync(spoofed, Cancel);
        Assert.Equal("127.0.0.1 http", await heard.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/intake/pages", new ByteArrayContent(new byte[30 << 20]), Cancel)).StatusCode);
        Assert.Equal(1, _posted);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await browser.PostAsync("/account/log-in", new ByteArrayContent(new byte[2 << 20]), Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_circuit_goes_through()
    {
        Assert.SkipWhen(Nginx is null, "nginx is not installed");
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(Address.Replace("http", "ws", StringComparison.Ordinal) + "/socket"), Cancel);
        await socket.SendAsync("ping"u8.ToArray(), WebSocketMessageType.Text, true, Cancel);
        var buffer = new byte[16];
        var got = await socket.ReceiveAsync(buffer, Cancel);
        Assert.Equal("ping", System.Text.Encoding.UTF8.GetString(buffer, 0, got.Count));
    }

    // The site as it is shipped, on free ports and without its certificate.
    private string Site(int[] nodes)
    {
        var site = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "nginx", "centralops.conf"));
        site = site.Replace("10.20.0.11:5080", $"127.0.0.1:{nodes[0]}", StringComparison.Ordinal).Replace("10.20.0.12:5080", $"127.0.0.1:{nodes[1]}", StringComparison.Ordinal);
        site = site.Replace("listen 80;", $"listen 127.0.0.1:{FreePort()};", StringComparison.Ordinal).Replace("listen 443 ssl http2;", $"listen 127.0.0.1:{_port};", StringComparison.Ordinal);
        return Regex.Replace(site, @"^\s+ssl_.*$", "", RegexOptions.Multiline);
    }

    private async Task<WebApplication> NodeAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null).UseUrls($"http://127.0.0.1:{port}");
        var node = builder.Build();
        node.UseWebSockets();
        node.MapGet("/", () => $"http://127.0.0.1:{port}");
        node.MapGet("/headers", (HttpContext http) => $"{http.Request.Headers["X-Forwarded-For"]} {http.Request.Headers["X-Forwarded-Proto"]}");
        node.MapPost("/intake/pages", async (HttpContext http) =>
        {
            Interlocked.Increment(ref _posted);
            await http.Request.Body.CopyToAsync(Stream.Null);
        });
        node.Map("/socket", async (HttpContext http) =>
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[16];
            var got = await socket.ReceiveAsync(buffer, CancellationToken.None);
            await socket.SendAsync(buffer.AsMemory(0, got.Count), WebSocketMessageType.Text, true, CancellationToken.None);
        });
        await node.StartAsync(Cancel);
        return node;
    }

    private static async Task<string> WhoAsync(HttpClient browser) => await browser.GetStringAsync("/", Cancel);

    private async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Nginx!, ["-p", _folder, "-c", Path.Combine(_folder, "nginx.conf"), .. arguments]) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, said);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
