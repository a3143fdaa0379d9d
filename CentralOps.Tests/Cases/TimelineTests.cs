using CentralOps.Domain.Kernel;

namespace CentralOps.Tests.Cases;

public sealed class TimelineTests
{
    [Fact]
    public void What_happens_in_one_instant_keeps_the_order_in_which_it_happened()
    {
        var keys = Enumerable.Range(0, 10_000).Select(_ => Ids.New()).ToList();
        Assert.Equal(keys.Order(), keys);
        Assert.Equal(keys.Select(k => k.ToString()).Order(StringComparer.Ordinal), keys.Select(k => k.ToString())); // as SQLite compares them
    }

    [Fact]
    public void Keys_made_at_once_by_many_are_all_different_and_of_version_7()
    {
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var keys = ParallelEnumerable.Range(0, 50_000).Select(_ => Ids.New()).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.All(keys, k => Assert.Equal((7, true), (k.Version, k.Variant is >= 8 and <= 11)));
        Assert.All(keys, k => Assert.InRange(Convert.ToInt64(k.ToString("N")[..12], 16), before, before + 60_000));
    }
}
