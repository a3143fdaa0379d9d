using System.Diagnostics;
using System.Globalization;

namespace CentralOps.Benchmarks.Cases;

/// <summary>
/// Whole lives of cases, 17 steps each: <c>cases --count N [--warm-up N] [--at-once N] [--stored 1000,1000000] [--db …]</c>. Per core means per second of processor time that the
/// whole program used, so that other work on the machine does not count. The first cases after a start are not measured (<c>--warm-up</c>): while the runtime still
/// compiles its code, a case costs more. With <c>--stored</c> the same is measured again beside so many finished cases.
/// </summary>
internal sealed class CasesBenchmark : IBenchmark
{
    public string Name => "cases";

    public string Usage => "cases --count N [--warm-up N] [--at-once N] [--stored N,N] [--db sqlite|postgres|sqlserver --connection …]";

    public async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        using var database = BenchDatabase.From(arguments);
        if (database is null) return 2;
        var (count, warmUp, atOnce) = (arguments.Number("count", 2000), arguments.Number("warm-up", 2000), arguments.Number("at-once", 16));
        var stored = arguments.Text("stored", "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, CultureInfo.InvariantCulture)).Order().ToList();
        await using var world = await CaseWorld.StartAsync(database);
        await world.PlayAsync(warmUp, atOnce); // compiled for good, cached, connected

        if (stored.Count == 0)
        {
            var plain = await MeasureAsync(world, count, atOnce);
            Console.WriteLine($"cases/s={plain.PerSecond:0.0} per-core={plain.PerCore:0.0}");
            return 0;
        }

        Measured? first = null, last = null;
        foreach (var size in stored)
        {
            var filling = Stopwatch.StartNew();
            await StoredCases.FillAsync(database, size);
            Console.WriteLine($"stored={size} filled in {filling.Elapsed.TotalSeconds:0} s");
            await world.PlayAsync(Math.Min(300, count), atOnce);
            last = await MeasureAsync(world, count, atOnce);
            first ??= last;
        }

        Console.WriteLine($"ratio cost({stored[^1]} stored) / cost({stored[0]} stored) = {last!.Processor / first!.Processor:0.00} (by the clock {last.Elapsed / first.Elapsed:0.00})");
        Console.WriteLine($"cases/s={last.PerSecond:0.0} per-core={last.PerCore:0.0}");
        return 0;
    }

    private static async Task<Measured> MeasureAsync(CaseWorld world, int count, int atOnce)
    {
        var (allocated, processor, clock) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        await world.PlayAsync(count, atOnce);
        var measured = new Measured(count, clock.Elapsed, Environment.CpuUsage.TotalTime - processor);
        Console.WriteLine($"n={count} elapsed={measured.Elapsed.TotalSeconds:0.0}s processor={measured.Processor.TotalSeconds:0.0}s processor/case={measured.Processor.TotalMilliseconds / count:0.00}ms "
            + $"allocated/case={(GC.GetTotalAllocatedBytes() - allocated) / 1024 / count}KB");
        return measured;
    }

    private sealed record Measured(int Count, TimeSpan Elapsed, TimeSpan Processor)
    {
        public double PerSecond => Count / Elapsed.TotalSeconds;

        public double PerCore => Count / Processor.TotalSeconds;
    }
}
