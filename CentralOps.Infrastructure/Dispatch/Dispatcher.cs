using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CentralOps.Infrastructure.Dispatch;

/// <summary>Matches the ready operators whose screens this node serves to waiting tasks: at once on a hint, every second without one.</summary>
internal sealed class Dispatcher(DutyStore duty, IDbContextFactory<CentralOpsDbContext> contexts, OperatorFeed feed, DispatchSignal signal, ILogger<Dispatcher> log) : BackgroundService
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);

    /// <summary>Hands out what can be handed out now; returns how many tasks were offered.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancel)
    {
        List<DutySession> ready;
        HashSet<Guid> reserved;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            var idle = db.Set<DutySession>().AsNoTracking().Where(s => s.OpenFor != null && s.State == DutyState.Ready);
            ready = await idle.OrderBy(s => s.Since).ToListAsync(cancel);
            reserved = [.. await db.Set<WorkItem>().Where(w => w.State == WorkState.Offered && idle.Any(s => s.UserId == w.HolderId)).Select(w => w.HolderId!.Value).ToListAsync(cancel)];
        }

        ready.RemoveAll(s => !feed.HasListener(s.UserId));
        if (ready.Count == 0) return 0;

        var offered = 0;
        var empty = new HashSet<string>(StringComparer.Ordinal);
        foreach (var waiting in ready.Where(s => reserved.Contains(s.UserId) || !s.PostList.All(empty.Contains)))
        {
            try
            {
                if (await OfferAsync(waiting.UserId, cancel)) offered++;
                else if (waiting.PostList.Count == 1 && !await AnythingAsync(waiting.Posts, cancel)) empty.Add(waiting.Posts);
            }
            catch (DbUpdateConcurrencyException)
            {
                // their session changed while we looked: the next round sees it
            }
        }

        return offered;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(stoppingToken);
                await signal.WaitAsync(Sweep, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "dispatching failed; trying again");
                await Task.Delay(Sweep, stoppingToken);
            }
        }
    }

    private async Task<bool> OfferAsync(Guid userId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await duty.OpenSessionAsync(db, userId, cancel) is { State: DutyState.Ready } session && await duty.GiveNextAsync(db, session, cancel) is not null;
    }

    private async Task<bool> AnythingAsync(string post, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<WorkItem>().AnyAsync(w => w.Post == post && w.State == WorkState.Waiting, cancel);
    }
}
