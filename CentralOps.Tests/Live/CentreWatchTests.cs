using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Live;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Live;

public sealed class CentreWatchTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly CentreFeed _feed = new();
    private int _refreshed;

    [Fact]
    public void A_hundred_hints_in_a_second_refresh_the_screen_twice()
    {
        using var watch = Watch();
        for (var i = 0; i < 100; i++)
        {
            _feed.Publish(new CentreChanged(Ids.New()));
            _clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(_refreshed, 1, 2);
    }

    [Fact]
    public void The_last_hint_of_a_burst_is_never_lost()
    {
        using var watch = Watch();
        _feed.Publish(new CentreChanged(null));
        _clock.Advance(TimeSpan.FromMilliseconds(501));
        Assert.Equal(1, _refreshed);
        _feed.Publish(new CentreChanged(null));
        _feed.Publish(new CentreChanged(null));
        Assert.Equal(1, _refreshed);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, _refreshed);
    }

    [Fact]
    public void Silence_still_refreshes_because_a_hint_may_be_lost()
    {
        using var watch = Watch();
        _clock.Advance(TimeSpan.FromSeconds(5));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(2, _refreshed);
    }

    [Fact]
    public void A_screen_that_is_closed_hears_nothing_more()
    {
        Watch().Dispose();
        _feed.Publish(new CentreChanged(null));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, _refreshed);
    }

    [Fact]
    public void What_a_refresh_throws_goes_to_the_screens_error_boundary_and_the_next_one_still_comes()
    {
        Exception? told = null;
        using var watch = new CentreWatch(_feed, _ => true, () => throw new InvalidOperationException("database away"), e =>
        {
            told = e;
            return Task.CompletedTask;
        }, _clock, TimeSpan.FromSeconds(5));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("database away", told?.Message);
        told = null;
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(told);
    }

    private CentreWatch Watch() => new(_feed, _ => true, () =>
    {
        _refreshed++;
        return Task.CompletedTask;
    }, _ => Task.CompletedTask, _clock, TimeSpan.FromSeconds(5));
}
