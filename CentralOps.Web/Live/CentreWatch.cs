using CentralOps.Domain.Dispatch;

namespace CentralOps.Web.Live;

/// <summary>
/// Turns the centre's stream of hints into calm refreshes of one screen: at most one per <see cref="Pace"/>, never two at a time, and one at least every
/// <c>silence</c>, because a hint may be lost and waiting times grow without one.
/// </summary>
public sealed class CentreWatch : IDisposable
{
    /// <summary>Shortest time between two refreshes: two per second.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly Func<CentreChanged, bool> _wanted;
    private readonly Func<Task> _refresh;
    private readonly Func<Exception, Task> _fault;
    private readonly TimeProvider _time;
    private readonly TimeSpan _pace;
    private readonly TimeSpan _silence;
    private readonly IDisposable _subscription;
    private readonly ITimer _timer;
    private long _last;
    private bool _soon;
    private bool _running;
    private bool _again;
    private bool _ended;

    /// <summary>Starts watching.</summary>
    /// <param name="feed">The centre's hints.</param>
    /// <param name="wanted">Which hints concern the screen.</param>
    /// <param name="refresh">Reads again and renders.</param>
    /// <param name="fault">Gets what <paramref name="refresh"/> throws; a screen hands it to its error boundary.</param>
    /// <param name="time">Clock.</param>
    /// <param name="silence">Longest time without a refresh.</param>
    /// <param name="pace">Shortest time between two refreshes; null = <see cref="Pace"/>.</param>
    public CentreWatch(CentreFeed feed, Func<CentreChanged, bool> wanted, Func<Task> refresh, Func<Exception, Task> fault, TimeProvider time, TimeSpan silence, TimeSpan? pace = null)
    {
        ArgumentNullException.ThrowIfNull(feed);
        (_wanted, _refresh, _fault, _time, _silence, _pace) = (wanted, refresh, fault, time, silence, pace ?? Pace);
        _last = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Fire(), null, silence, Timeout.InfiniteTimeSpan);
        _subscription = feed.Subscribe(Hear);
    }

    private void Hear(CentreChanged change)
    {
        if (!_wanted(change)) return;
        lock (_gate)
        {
            if (_ended || _soon) return;
            _soon = true;
            var rest = _pace - _time.GetElapsedTime(_last);
            _timer.Change(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void Fire()
    {
        lock (_gate)
        {
            if (_ended) return;
            _soon = false;
            if (_running)
            {
                _again = true;
                return;
            }

            _running = true;
        }

        _ = RunAsync();
    }

    private async Task RunAsync()
    {
        try
        {
            await _refresh();
        }
        catch (ObjectDisposedException)
        {
            Dispose(); // the screen went away between hint and refresh
        }
        catch (Exception e)
        {
            await _fault(e);
        }
        finally
        {
            lock (_gate)
            {
                _running = false;
                _last = _time.GetTimestamp();
                if (!_ended) _timer.Change(_again || _soon ? _pace : _silence, Timeout.InfiniteTimeSpan);
                _again = false;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            if (_ended) return;
            _ended = true;
        }

        _subscription.Dispose();
        _timer.Dispose();
    }
}
