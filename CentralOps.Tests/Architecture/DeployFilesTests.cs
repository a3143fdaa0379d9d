using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using CentralOps.Tests.Support;
using CentralOps.Web.Composition;
using CentralOps.Web.Intake.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CentralOps.Tests.Architecture;

/// <summary>What an administrator copies from deploy/ holds together with the program.</summary>
public sealed partial class DeployFilesTests
{
    [Fact]
    public void Every_setting_in_the_deployment_files_is_one_that_the_readme_explains()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md")) + File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        var used = new[] { "centralops.env.example", "compose.yaml", "Dockerfile", "systemd/centralops.service" }
            .SelectMany(f => Setting().Matches(Read(f)).Select(m => (File: f, Key: m.Value))).Distinct().ToList();
        Assert.True(used.Count > 15);
        // The table shortens: `CoreBanking:CipherUrl`, `:RiskUrl`.
        Assert.Equal([], used.Where(u => !readme.Contains($"`{u.Key.Replace("__", ":")}`", StringComparison.Ordinal) && !readme.Contains($"`:{u.Key.Split("__")[^1]}`", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_proxy_lets_through_the_largest_file_that_the_portal_takes_and_the_frames_of_a_circuit()
    {
        var site = Read("nginx/centralops.conf");
        var limit = int.Parse(Regex.Match(site, @"location = /intake/pages \{\s+client_max_body_size (\d+)m;").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True((long)limit << 20 > PageEndpoints.MaxBytes);
        Assert.Contains("proxy_set_header Upgrade $http_upgrade;", site, StringComparison.Ordinal);
        Assert.Contains("hash $centralops_browser consistent;", site, StringComparison.Ordinal);
        Assert.DoesNotContain("$proxy_add_x_forwarded_for", site, StringComparison.Ordinal); // what a browser says of itself is not passed on
    }

    [Fact]
    public void The_compose_file_names_nothing_that_it_does_not_define()
    {
        var compose = Read("compose.yaml");
        var services = compose[compose.IndexOf("\nservices:", StringComparison.Ordinal)..compose.IndexOf("\nvolumes:", StringComparison.Ordinal)];
        var names = Regex.Matches(services, @"^  (\w+):$", RegexOptions.Multiline).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(["web1", "web2", "proxy", "db"], names);
        Assert.DoesNotContain('\t', compose);
        foreach (Match node in Regex.Matches(services, @"ipv4_address: (\S+)")) Assert.Contains($"server {node.Groups[1].Value}:5080", Read("nginx/centralops.conf"), StringComparison.Ordinal);
        foreach (Match mounted in Regex.Matches(services, @"- (?:\./)(nginx/\S+?):")) Assert.True(File.Exists(Deploy(mounted.Groups[1].Value)));
        foreach (var file in new[] { "Dockerfile" }) Assert.True(File.Exists(Deploy(file)));
    }

    [Theory]
    [InlineData("10.20.0.9", "203.0.113.7", "https")]
    [InlineData("198.51.100.1", "198.51.100.1", "http")] // nobody else may say where a browser is
    public async Task A_browsers_address_is_believed_from_known_proxies_only(string proxy, string seen, string scheme)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Proxy:Networks", "10.20.0.0/16, 192.168.7.0/24")]).Build();
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(proxy);
        context.Request.Scheme = "http";
        context.Request.Headers["X-Forwarded-For"] = "203.0.113.7";
        context.Request.Headers["X-Forwarded-Proto"] = "https";
        await new ForwardedHeadersMiddleware(_ => Task.CompletedTask, NullLoggerFactory.Instance, Options.Create(Proxy.HeadersOf(settings))).Invoke(context);
        Assert.Equal((seen, scheme), (context.Connection.RemoteIpAddress!.ToString(), context.Request.Scheme));
    }

    [Fact]
    public void A_network_that_is_none_is_named_at_start()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Proxy:Networks", "10.20.0.0/16, our-proxy")]).Build();
        Assert.Contains("'our-proxy'", Assert.Throws<InvalidOperationException>(() => Proxy.HeadersOf(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_unit_is_understood_by_systemd()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "systemd-analyze is not installed");
        var folder = Directory.CreateTempSubdirectory("centralops-unit-").FullName;
        try
        {
            var unit = Path.Combine(folder, "centralops.service");
            await File.WriteAllTextAsync(unit, Read("systemd/centralops.service").Replace("/opt/centralops/CentralOps.Web", "/bin/true", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            var (code, said) = await RunAsync("/usr/bin/systemd-analyze", "verify", unit);
            Assert.SkipWhen(said.Contains("Failed to initialize manager", StringComparison.Ordinal) || said.Contains("Failed to setup working directory", StringComparison.Ordinal), "systemd-analyze does not run in this container");
            Assert.True(code == 0 && !said.Contains("centralops.service:", StringComparison.Ordinal), said);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Deploy(string file) => Path.Combine(Repository.Root, "deploy", file);

    private static string Read(string file) => File.ReadAllText(Deploy(file));

    private static async Task<(int Code, string Said)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }

    [GeneratedRegex("[A-Z][A-Za-z]+(?:__[A-Z][A-Za-z]+)+")]
    private static partial Regex Setting();
}
