using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CentralOps.Tests.Support;

/// <summary>Does something right after each read of one flow of control, before that flow goes on: what another one does at the worst moment.</summary>
internal sealed class AfterReads : DbCommandInterceptor
{
    private static readonly AsyncLocal<Func<Task>?> Then = new();

    private AfterReads()
    {
    }

    /// <summary>The interceptor of every test database.</summary>
    public static AfterReads Of { get; } = new();

    /// <summary>Runs <paramref name="work"/> with <paramref name="between"/> after its read with this number (from 1); returns how many reads there were.</summary>
    public static async Task<int> RunAsync(Func<Task> work, int number, Func<Task> between)
    {
        var reads = 0;
        Then.Value = async () =>
        {
            Then.Value = null; // what is done in between has reads of its own
            if (Interlocked.Increment(ref reads) == number) await between();
        };
        await work();
        return reads;
    }

    public override async ValueTask<InterceptionResult> DataReaderClosingAsync(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
    {
        if (Then.Value is not { } then) return result;
        await eventData.DataReader.CloseAsync();
        await then();
        return result;
    }
}
