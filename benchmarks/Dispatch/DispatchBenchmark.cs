using System.Collections.Concurrent;
using System.Diagnostics;
using CentralOps.Benchmarks.Cases;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Database.Providers.Sqlite;
using CentralOps.Infrastructure.Database.Writing;
using CentralOps.Infrastructure.Dispatch.Claims;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Benchmarks.Dispatch;

/// <summary>
/// Operators who claim at once from one post with a backlog: <c>dispatch --backlog N --operators M --seconds S [--db …]</c>. What is claimed is replaced, so that
/// the backlog stays as it is. Doubled: given to two; lost: claimed in the database, but nobody was given it.
/// </summary>
internal sealed class DispatchBenchmark : IBenchmark
{
    private const string Post = "review";
    private const int Block = 500;

    public string Name => "dispatch";

    public string Usage => "dispatch --backlog N --operators M --seconds S [--db sqlite|postgres|sqlserver --connection …]";

    public async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        using var database = BenchDatabase.From(arguments);
        if (database is null) return 2;
        var (backlog, operators, seconds) = (arguments.Number("backlog", 1000), arguments.Number("operators", 16), arguments.Number("seconds", 10));
        await using (var db = database.Open())
        {
            await db.Database.MigrateAsync();
            if (db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;");
        }

        RowShape shape;
        await using (var db = database.Open()) shape = RowShape.Of<WorkItem>(db);
        await using var sqlite = new SqliteWriter(database);
        IWriter writer = database.Settings.Provider == "sqlite" ? sqlite : new ServerWriter(database);
        IClaimSql claims = database.Settings.Provider switch { "postgresql" => new PostgreSqlClaims(), "sqlserver" => new SqlServerClaims(), _ => new SqliteClaims(writer) };
        var filling = Stopwatch.StartNew();
        await FillAsync(writer, shape, backlog, 0);
        Console.WriteLine($"backlog of {backlog} written in {filling.Elapsed.TotalSeconds:0.0} s");
        var given = new ConcurrentDictionary<Guid, int>();
        var times = new ConcurrentBag<double>();
        long taken = 0, refilled = 0;
        using var stop = new CancellationTokenSource();
        var filler = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                if (Interlocked.Read(ref taken) - refilled < Math.Min(Block, backlog / 2)) await Task.Delay(2);
                else
                {
                    await FillAsync(writer, shape, Block, backlog + refilled);
                    refilled += Block;
                }
            }
        });

        await ClaimAsync(TimeSpan.FromSeconds(Math.Min(2, seconds)), null); // connected, compiled
        var clock = Stopwatch.StartNew();
        await ClaimAsync(TimeSpan.FromSeconds(seconds), times);
        var elapsed = clock.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        await filler;

        await using var after = database.Open();
        var claimed = await after.Set<WorkItem>().Where(w => w.State == WorkState.Offered).Select(w => w.Id).ToListAsync();
        var sorted = times.Order().ToList();
        Console.WriteLine($"backlog={backlog} operators={operators} db={database.Settings.Provider} claims={sorted.Count}");
        Console.WriteLine($"dispatch claims/s={sorted.Count / elapsed:0} p50={At(sorted, 0.5):0.00}ms p99={At(sorted, 0.99):0.00}ms doubled={given.Values.Count(n => n > 1)} lost={claimed.Count(id => !given.ContainsKey(id))}");
        return 0;

        Task ClaimAsync(TimeSpan length, ConcurrentBag<double>? record) => Task.WhenAll(Enumerable.Range(0, operators).Select(_ => Task.Run(async () =>
        {
            var who = new Claimant(Ids.New(), 2, null);
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < length;)
            {
                var before = Stopwatch.GetTimestamp();
                await using var db = database.Open();
                var now = TimeProvider.System.GetUtcNow();
                if (await claims.ClaimForPersonAsync(db, Post, who, now, now.AddMinutes(5), default) is not { } id) continue;
                record?.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
                given.AddOrUpdate(id, 1, (_, n) => n + 1);
                Interlocked.Increment(ref taken);
            }
        })));
    }

    private static double At(List<double> sorted, double part) => sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];

    private static Task<bool> FillAsync(IWriter writer, RowShape shape, int count, long from) => writer.WriteAsync(async (session, stop) =>
    {
        var now = TimeProvider.System.GetUtcNow();
        for (var done = 0; done < count; done += Block)
            await session.InsertAsync(shape, [.. Enumerable.Range(done, Math.Min(Block, count - done)).Select(i => shape.Row(Item(from + i, now)))], stop);
        return true;
    }, default);

    private static WorkItem Item(long i, DateTimeOffset now) => new()
    {
        CaseId = Ids.New(), TokenId = Ids.New(), Step = "review", Kind = WorkKind.Human, Task = "review", Post = Post, EnqueuedAt = now, DueAt = now.AddMinutes(5),
        SortKey = now.ToUnixTimeMilliseconds() + (i * 7919L % 300_000), BranchCode = "3101", BusinessType = "cheque-transfer", ConflictKey = $"{i}:review", Version = Ids.New(),
    };
}
