using System.Collections.Concurrent;
using CentralOps.Domain.Dispatch;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace CentralOps.Web.Dispatch.Desk;

/// <summary>Counts the live connections of each operator on this node (desk tabs and other clients): only when the last one is lost is the line lost.</summary>
public sealed class DeskLines
{
    private readonly ConcurrentDictionary<Guid, int> _lines = new();

    /// <summary>One more.</summary>
    public void Up(Guid userId) => _lines.AddOrUpdate(userId, 1, (_, n) => n + 1);

    /// <summary>One less; true when it was the last.</summary>
    public bool Down(Guid userId)
    {
        var left = _lines.AddOrUpdate(userId, 0, (_, n) => Math.Max(n - 1, 0));
        if (left == 0) _lines.TryRemove(new KeyValuePair<Guid, int>(userId, 0));
        return left == 0;
    }
}

/// <summary>
/// The line between this circuit and its browser. While a desk is open on it, a lost line puts the operator to Disconnected (the task is
/// kept for the post's grace time), and the line's return tells the desk to look again.
/// </summary>
public sealed class DeskConnection(DeskLines lines, IOperatorDesk desk, ILogger<DeskConnection> log) : CircuitHandler
{
    private readonly Lock _gate = new();
    private Guid? _user;
    private Func<bool, Task>? _changed;
    private bool _counted;

    /// <summary>The desk is on screen; <paramref name="changed"/> is called with false when the line is lost and true when it is back.</summary>
    public void Enter(Guid userId, Func<bool, Task> changed)
    {
        lock (_gate) (_user, _changed) = (userId, changed);
        CountUp();
    }

    /// <summary>The person left the desk page.</summary>
    public async Task LeaveAsync()
    {
        await LostAsync();
        lock (_gate) (_user, _changed) = (null, null);
    }

    /// <inheritdoc />
    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_user is null || _counted) return;
        CountUp();
        if (_changed is { } changed) await changed(true);
    }

    /// <inheritdoc />
    public override async Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_changed is { } changed) await changed(false);
        await LostAsync();
    }

    /// <inheritdoc />
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken) => LostAsync();

    private void CountUp()
    {
        lock (_gate)
        {
            if (_counted || _user is not { } user) return;
            _counted = true;
            lines.Up(user);
        }
    }

    private async Task LostAsync()
    {
        Guid user;
        lock (_gate)
        {
            if (!_counted || _user is not { } known) return;
            _counted = false;
            user = known;
        }

        if (!lines.Down(user)) return;
        try
        {
            await desk.DisconnectedAsync(user);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The lease ends by itself; the sweep of the dispatcher then does what was not done here.
            log.LogWarning(e, "Could not note the lost line of {UserId}", user);
        }
    }
}
