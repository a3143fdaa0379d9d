using System.Threading.Channels;
using CentralOps.Domain.Dispatch;

namespace CentralOps.Infrastructure.Dispatch;

/// <summary>Wakes this node's dispatcher. Many calls while it works count as one.</summary>
internal sealed class DispatchSignal : IDispatchWake
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There may be something to hand out.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Waits for a call, at most so long: the sweep that covers a lost hint.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(atMost);
        try
        {
            await _wake.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // the time is up: sweep
        }
    }
}
