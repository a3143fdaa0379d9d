using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace CentralOps.Tests.Support;

/// <summary>A line between browser and portal that delays every byte in both directions, and can be cut.</summary>
internal sealed class SlowLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly TimeSpan _delay;
    private readonly int _port;
    private volatile bool _cut;

    private SlowLine(int port, TimeSpan delay) => (_port, _delay) = (port, delay);

    /// <summary>Address on this side of the line.</summary>
    public string Address => $"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Lays a line to an address; <paramref name="delay"/> in each direction.</summary>
    public static SlowLine To(string address, TimeSpan delay)
    {
        var line = new SlowLine(new Uri(address).Port, delay);
        line._listener.Start();
        _ = line.ListenAsync();
        return line;
    }

    /// <summary>Cuts all connections and refuses new ones for a time.</summary>
    public async Task CutAsync(TimeSpan time)
    {
        _cut = true;
        foreach (var client in _open.Keys) client.Close();
        await Task.Delay(time);
        _cut = false;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        foreach (var client in _open.Keys) client.Close();
        _end.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true) _ = CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using var portal = new TcpClient { NoDelay = true };
        using var near = browser;
        near.NoDelay = true;
        if (_cut) return;
        _open[near] = _open[portal] = true;
        try
        {
            await portal.ConnectAsync(IPAddress.Loopback, _port, _end.Token);
            await Task.WhenAny(PumpAsync(near, portal), PumpAsync(portal, near));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // cut
        }
        finally
        {
            _open.TryRemove(near, out _);
            _open.TryRemove(portal, out _);
        }
    }

    // Bytes arrive later, not slower: reading goes on while earlier ones are on their way.
    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        var way = Channel.CreateUnbounded<(DateTime Due, byte[] Bytes)>();
        async Task DeliverAsync()
        {
            await foreach (var (due, bytes) in way.Reader.ReadAllAsync(_end.Token))
            {
                var wait = due - DateTime.UtcNow;
                if (wait > TimeSpan.Zero) await Task.Delay(wait, _end.Token);
                await to.GetStream().WriteAsync(bytes, _end.Token);
            }
        }

        var delivering = DeliverAsync();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.GetStream().ReadAsync(buffer, _end.Token)) > 0) way.Writer.TryWrite((DateTime.UtcNow + _delay, buffer[..read]));
        way.Writer.Complete();
        await delivering;
    }
}
