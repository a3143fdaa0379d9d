namespace CentralOps.Infrastructure.Database;

/// <summary>What is read from the database once for all who ask within a time (ten seconds unless said otherwise), and at once after a change on this node.</summary>
internal sealed class Cached<T>(TimeProvider clock, Func<CancellationToken, Task<T>> read, TimeSpan? fresh = null) : IDisposable
    where T : class
{
    private readonly TimeSpan _fresh = fresh ?? TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private T? _value;
    private long _readAt;

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
            var at = clock.GetTimestamp();
            var now = await read(cancel);
            (_readAt, _value) = (at, now);
            return now;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The value whatever its age, or null when it was never read.</summary>
    public T? Last => Volatile.Read(ref _value);

    /// <summary>The next reader reads anew.</summary>
    public void Forget() => _value = null;

    public void Dispose() => _gate.Dispose();

    private T? Current => _value is { } value && clock.GetElapsedTime(_readAt) < _fresh ? value : null;
}
