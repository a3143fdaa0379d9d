namespace CentralOps.Domain.Dispatch;

/// <summary>
/// The one number by which a queue is ordered: a virtual deadline. Because it is fixed when the task is made, ageing is free and nothing starves:
/// whatever is made later has, sooner or later, a later deadline.
/// </summary>
public static class SortKeys
{
    /// <summary>Unix milliseconds; smaller goes first.</summary>
    /// <param name="enqueued">When the task may be claimed.</param>
    /// <param name="due">Its service-level time; one before <paramref name="enqueued"/> counts as now.</param>
    /// <param name="creditMilliseconds">Credit of the priority class.</param>
    public static long Of(DateTimeOffset enqueued, DateTimeOffset due, long creditMilliseconds) =>
        Math.Max(due.ToUnixTimeMilliseconds(), enqueued.ToUnixTimeMilliseconds()) - creditMilliseconds;
}
