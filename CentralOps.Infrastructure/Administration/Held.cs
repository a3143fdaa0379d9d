using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Administration;

/// <summary>A small table that readers must not wait for: held as a whole, read again after ten seconds, and at once after a change on this node.</summary>
internal sealed class Held<T>(TimeProvider clock, IDbContextFactory<CentralOpsDbContext> contexts, Func<CentralOpsDbContext, T> read)
    where T : class
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private T? _value;
    private long _readAt;

    /// <summary>The rows, at most ten seconds old.</summary>
    public T Value
    {
        get
        {
            lock (_gate)
            {
                if (_value is { } known && clock.GetElapsedTime(_readAt) < Fresh) return known;
                using var db = contexts.CreateDbContext();
                _readAt = clock.GetTimestamp();
                return _value = read(db);
            }
        }
    }

    /// <summary>The next reader reads anew.</summary>
    public void Forget()
    {
        lock (_gate) _value = null;
    }
}
