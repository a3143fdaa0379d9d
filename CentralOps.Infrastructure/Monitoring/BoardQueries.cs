using CentralOps.Domain.Cases;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Monitoring;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Monitoring;

/// <summary>Counts of one queue.</summary>
internal sealed record QueueCount(string Post, WorkKind Kind, int Waiting, int Working, int OnHold, DateTimeOffset? Oldest, int DueSoon, int Breached);

/// <summary>What left the queues in the last half hour, and how much of today machines did alone.</summary>
internal sealed record BoardFlow(IReadOnlyList<int> Cases, IReadOnlyDictionary<string, IReadOnlyList<int>> Posts, double? Automation)
{
    private static readonly int[] Nothing = new int[BoardQueries.Minutes];

    public IReadOnlyList<int> Of(string post) => Posts.GetValueOrDefault(post, Nothing);
}

/// <summary>The queries of the board and the list behind it. Both go through the same predicates, so a number and its rows cannot disagree.</summary>
internal static class BoardQueries
{
    public const int Minutes = 30;

    /// <summary>The flow changes slowly and costs more than the counts.</summary>
    public static readonly TimeSpan FlowFresh = TimeSpan.FromSeconds(5);

    private static readonly WorkKind[] Listed = [WorkKind.Human, WorkKind.Machine, WorkKind.Branch];

    /// <summary>Sources of a value that no person was needed for.</summary>
    private static readonly string[] WithoutPerson = ["machine", "code"];

    /// <summary>Midnight in China, which has one time zone and no summer time.</summary>
    public static DateTimeOffset DayStart(DateTimeOffset now)
    {
        var offset = TimeSpan.FromHours(8);
        return new DateTimeOffset(now.ToOffset(offset).Date, offset).ToUniversalTime();
    }

    /// <summary>Waiting, but not to be claimed yet, is shown as held.</summary>
    public static WorkState StateAt(WorkItem item, DateTimeOffset now) =>
        item.State == WorkState.Waiting && item.NotBefore > now ? WorkState.OnHold : item.State;

    /// <summary>Open tasks by queue.</summary>
    public static Task<List<QueueCount>> CountAsync(CentralOpsDbContext db, DateTimeOffset now, int soonSeconds, CancellationToken cancel)
    {
        var soon = now.AddSeconds(soonSeconds);
        return db.Set<WorkItem>().AsNoTracking()
            .Where(w => w.State != WorkState.Done && w.State != WorkState.Cancelled && Listed.Contains(w.Kind))
            .GroupBy(w => new { w.Post, w.Kind })
            .Select(g => new QueueCount(
                g.Key.Post, g.Key.Kind,
                g.Count(w => w.State == WorkState.Waiting && (w.NotBefore == null || w.NotBefore <= now)),
                g.Count(w => w.State == WorkState.Offered || w.State == WorkState.Working),
                g.Count(w => w.State == WorkState.OnHold || (w.State == WorkState.Waiting && w.NotBefore > now)),
                g.Min(w => w.State == WorkState.Waiting && (w.NotBefore == null || w.NotBefore <= now) ? (DateTimeOffset?)w.EnqueuedAt : null),
                g.Count(w => w.DueAt > now && w.DueAt <= soon),
                g.Count(w => w.DueAt <= now)))
            .ToListAsync(cancel);
    }

    /// <summary>The tasks of a filter.</summary>
    public static IQueryable<WorkItem> Filter(IQueryable<WorkItem> work, TaskFilter filter, DateTimeOffset now, int soonSeconds)
    {
        var (soon, yesterday) = (now.AddSeconds(soonSeconds), now.AddHours(-24));
        work = filter.Kind is { } kind ? work.Where(w => w.Kind == kind) : work.Where(w => Listed.Contains(w.Kind));
        if (filter.Post is { } post) work = work.Where(w => w.Post == post);
        if (filter.States is { Count: > 0 } states)
        {
            var (waiting, held) = (states.Contains(WorkState.Waiting), states.Contains(WorkState.OnHold));
            var others = states.Except([WorkState.Waiting, WorkState.OnHold]).ToArray();
            work = work.Where(w => (w.State == WorkState.Waiting && ((waiting && (w.NotBefore == null || w.NotBefore <= now)) || (held && w.NotBefore > now)))
                || (held && w.State == WorkState.OnHold)
                || (others.Contains(w.State) && (w.FinishedAt == null || w.FinishedAt >= yesterday)));
        }
        else
        {
            work = work.Where(w => w.State != WorkState.Done && w.State != WorkState.Cancelled);
        }

        return filter.Due switch
        {
            "soon" => work.Where(w => w.DueAt > now && w.DueAt <= soon),
            "breached" => work.Where(w => w.DueAt <= now),
            _ => work,
        };
    }

    /// <summary>What left the queues lately.</summary>
    public static async Task<BoardFlow> FlowAsync(IDbContextFactory<CentralOpsDbContext> contexts, TimeProvider clock, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var (since, today) = (now.AddMinutes(-Minutes), DayStart(now));
        var cases = await db.Set<Case>().AsNoTracking().Where(c => c.FinishedAt >= since).Select(c => c.FinishedAt!.Value).ToListAsync(cancel);
        var tasks = await db.Set<WorkItem>().AsNoTracking().Where(w => w.FinishedAt >= since && w.State == WorkState.Done)
            .Select(w => new { w.Post, At = w.FinishedAt!.Value }).ToListAsync(cancel);
        var fields = await db.Set<FieldOutcome>().AsNoTracking().Where(o => o.At >= today)
            .GroupBy(o => 1).Select(g => new { All = g.Count(), Alone = g.Count(o => WithoutPerson.Contains(o.Source)) }).ToListAsync(cancel);
        return new BoardFlow(
            PerMinute(cases, since), tasks.GroupBy(t => t.Post).ToDictionary(g => g.Key, g => (IReadOnlyList<int>)PerMinute(g.Select(t => t.At), since)),
            fields is [{ All: > 0 } counted] ? (double)counted.Alone / counted.All : null);
    }

    private static int[] PerMinute(IEnumerable<DateTimeOffset> times, DateTimeOffset since)
    {
        var minutes = new int[Minutes];
        foreach (var time in times) minutes[Math.Clamp((int)(time - since).TotalMinutes, 0, Minutes - 1)]++;
        return minutes;
    }
}
