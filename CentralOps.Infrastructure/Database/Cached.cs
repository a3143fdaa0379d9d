namespace CentralOps.Infrastructure.Database;

/// <summary>What is read from the database once for all who ask within a time (ten seconds unless said otherwise), and at once after a change on this node.</summary>
internal sealed class Cached<T>(TimeProvider clock, Func<CancellationToken, Task<T>> read, TimeSpan? fresh = null) : IDisposable
    where T : class
{
    private readonly TimeSpan _fresh = fresh ?? TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Reading? _reading;
    private volatile int _forgotten;

    /// <summary>The value while it is fresh, else read anew by one of those who ask.</summary>
    public async ValueTask<T> GetAsync(CancellationToken cancel)
    {
        if (Current is { } value)
            return value;
        await _gate.WaitAsync(cancel);
        try
        {
            if (Current is { } other)
                return other;
            var (at, before) = (clock.GetTimestamp(), _forgotten);
            var now = await read(cancel);
            // What was changed while it was being read may not be in it: good for whoever asked before the change, not for the next.
            if (before == _forgotten) _reading = new Reading(now, at);
            return now;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The next reader reads anew.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _forgotten);
        _reading = null;
    }

    public void Dispose() => _gate.Dispose();

    private T? Current => _reading is { } reading && clock.GetElapsedTime(reading.At) < _fresh ? reading.Value : null;

    private sealed record Reading(T Value, long At);
}
