namespace CentralOps.Infrastructure.Administration;

/// <summary>A list read from the database at most every few seconds, and at once after a change on this node.</summary>
internal sealed class Cached<T>(TimeProvider clock, Func<CancellationToken, Task<T>> read) : IDisposable
    where T : class
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private T? _value;
    private long _readAt;

    /// <summary>The value, at most ten seconds old.</summary>
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
            var fresh = await read(cancel);
            (_readAt, _value) = (at, fresh);
            return fresh;
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

    private T? Current => _value is { } value && clock.GetElapsedTime(_readAt) < Fresh ? value : null;
}
