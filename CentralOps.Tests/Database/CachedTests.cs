using CentralOps.Infrastructure.Database;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Database;

public sealed class CachedTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_changed_while_it_was_being_read_is_read_once_more()
    {
        var (stored, begun, goOn) = ("before", new TaskCompletionSource(), new TaskCompletionSource());
        using var cached = new Cached<string>(new FakeTimeProvider(), async _ =>
        {
            var read = stored;
            begun.TrySetResult();
            await goOn.Task;
            return read;
        });
        var early = cached.GetAsync(Cancel).AsTask();
        await begun.Task;
        stored = "after";
        cached.Forget();
        goOn.SetResult();
        Assert.Equal("before", await early);
        Assert.Equal("after", await cached.GetAsync(Cancel));
    }

    [Fact]
    public async Task It_is_read_once_within_the_time_that_it_is_good_for()
    {
        var (clock, reads) = (new FakeTimeProvider(), 0);
        using var cached = new Cached<string>(clock, _ => Task.FromResult($"{++reads}"), TimeSpan.FromSeconds(10));
        Assert.Equal(["1", "1"], [await cached.GetAsync(Cancel), await cached.GetAsync(Cancel)]);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("2", await cached.GetAsync(Cancel));
    }
}
