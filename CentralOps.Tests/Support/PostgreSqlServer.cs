using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CentralOps.Tests.Support;

/// <summary>A PostgreSQL server of the tests' own: started on 127.0.0.1 on a free port in a temporary folder, stopped with the run.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgreSqlServer?>> Shared = new(StartAsync);
    private readonly string _folder;
    private readonly string _bin;
    private readonly int _port;

    private PostgreSqlServer(string bin, string folder, int port) => (_bin, _folder, _port) = (bin, folder, port);

    /// <summary>The server of this run; null when PostgreSQL is not installed.</summary>
    public static Task<PostgreSqlServer?> GetAsync() => Shared.Value;

    /// <summary>A new empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"t{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection($"{Server};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return $"{Server};Database={name};Maximum Pool Size=40";
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await RunAsync($"{_bin}/pg_ctl", "-D", $"{_folder}/data", "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Stops the shared server, when it was started.</summary>
    public static async Task StopSharedAsync()
    {
        if (Shared.IsValueCreated && await Shared.Value is { } server) await server.DisposeAsync();
    }

    private string Server => $"Host=127.0.0.1;Port={_port};Username=postgres;Include Error Detail=true";

    private static async Task<PostgreSqlServer?> StartAsync()
    {
        var bin = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order().LastOrDefault() + "/bin" : "";
        if (!File.Exists($"{bin}/initdb")) return null;
        var folder = Directory.CreateTempSubdirectory("centralops-pg-").FullName;
        var port = FreePort();
        if (Environment.UserName == "root") await RunPlainAsync("chown", "postgres", folder);
        await RunAsync($"{bin}/initdb", "-D", $"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions");
        await RunAsync($"{bin}/pg_ctl", "-D", $"{folder}/data", "-w", "-l", $"{folder}/log", "-o", $"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off -c max_connections=200", "start");
        return new PostgreSqlServer(bin, folder, port);
    }

    // The server refuses to run as root: then it runs as the package's own user.
    private static Task RunAsync(string program, params string[] arguments) =>
        Environment.UserName == "root" ? RunPlainAsync("runuser", ["-u", "postgres", "--", program, .. arguments]) : RunPlainAsync(program, arguments);

    private static async Task RunPlainAsync(string program, params string[] arguments)
    {
        // pg_ctl leaves the server behind with its output; inherited pipes would keep us waiting for ever.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
