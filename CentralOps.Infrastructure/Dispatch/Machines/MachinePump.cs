using System.Collections.Concurrent;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Processes.Design;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Dispatch.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CentralOps.Infrastructure.Dispatch.Machines;

/// <summary>Takes due machine items in batches and performs them side by side, each under a lease. A kick makes it look at once; a job kicks it every second.</summary>
internal sealed class MachinePump(IServiceProvider services, IDbContextFactory<CentralOpsDbContext> contexts, IClaimSql claims, IHostApplicationLifetime life, TimeProvider clock, ILogger<MachinePump> log)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    // How many items of each queue this node performs at once, as the steps say.
    private readonly Dictionary<string, int> _slots = services.GetRequiredService<IStepCatalogue>().Queues.ToDictionary(q => q.Name, q => q.Slots, StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);

    /// <summary>Queues in which something may wait that nobody has claimed.</summary>
    private readonly ConcurrentDictionary<string, byte> _waiting = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _claiming = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, IMachine>> _machines = new(() => services.GetServices<IMachine>().ToDictionary(m => m.Task, StringComparer.Ordinal));

    /// <summary>The queues that machines serve.</summary>
    public IReadOnlyCollection<string> Queues => _slots.Keys;

    /// <summary>Looks for due items of a queue soon; returns at once.</summary>
    public void Kick(string queue)
    {
        if (life.ApplicationStopping.IsCancellationRequested) return;
        if (!_slots.ContainsKey(queue))
        {
            log.LogError("no step of this node has the machine queue {Queue}: what waits there stays", queue);
            return;
        }

        _waiting[queue] = 0;
        _ = Task.Run(() => PumpAsync(queue));
    }

    /// <summary>Takes fresh items for which a machine is free here, before they are written: under a lease like a claim, without one.</summary>
    public IReadOnlyList<WorkItem> Take(IEnumerable<WorkItem> fresh, DateTimeOffset now)
    {
        List<WorkItem>? taken = null;
        foreach (var item in fresh)
        {
            if (life.ApplicationStopping.IsCancellationRequested || _waiting.ContainsKey(item.Post) || Reserve(item.Post, 1) == 0) continue;
            item.Start(now, now + Lease);
            (taken ??= []).Add(item);
        }

        return taken ?? (IReadOnlyList<WorkItem>)[];
    }

    /// <summary>Performs what was taken.</summary>
    public void Begin(IReadOnlyList<WorkItem> taken)
    {
        foreach (var item in taken) _ = Task.Run(() => PerformAsync(item.Post, item.Id, item.CaseId));
    }

    /// <summary>Frees what was taken.</summary>
    public void LetGo(IReadOnlyList<WorkItem> taken)
    {
        foreach (var item in taken) Free(item.Post, 1);
    }

    private int Reserve(string queue, int most)
    {
        lock (_lock)
        {
            var free = _slots.TryGetValue(queue, out var slots) ? Math.Min(most, slots - _running.GetValueOrDefault(queue)) : 0;
            if (free <= 0) return 0;
            _running[queue] = _running.GetValueOrDefault(queue) + free;
            return free;
        }
    }

    private void Free(string queue, int count)
    {
        lock (_lock) _running[queue] -= count;
    }

    private async Task PumpAsync(string queue)
    {
        var gate = _claiming.GetOrAdd(queue, _ => new SemaphoreSlim(1, 1));
        if (!await gate.WaitAsync(TimeSpan.Zero)) return; // somebody is claiming; their batch, or the next kick, covers it
        try
        {
            while (!life.ApplicationStopping.IsCancellationRequested && await ClaimAsync(queue))
            {
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "claiming machine work of {Queue} failed", queue);
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("stopping");
        }
        finally
        {
            gate.Release();
        }
    }

    // True when there may be more and a machine may be free.
    private async Task<bool> ClaimAsync(string queue)
    {
        var free = Reserve(queue, int.MaxValue);
        if (free == 0) return false;
        _waiting.TryRemove(queue, out _);
        var unused = free;
        try
        {
            IReadOnlyList<Guid> batch;
            await using (var db = await contexts.CreateDbContextAsync(life.ApplicationStopping))
            {
                var now = clock.GetUtcNow();
                batch = await claims.ClaimForMachineAsync(db, queue, free, now, now + Lease, life.ApplicationStopping);
            }

            unused -= batch.Count;
            foreach (var id in batch) _ = Task.Run(() => PerformAsync(queue, id, null));
            if (unused == 0) _waiting[queue] = 0;
            return batch.Count > 0 && unused == 0;
        }
        finally
        {
            if (unused > 0) Free(queue, unused);
        }
    }

    private async Task PerformAsync(string queue, Guid itemId, Guid? takenOf)
    {
        try
        {
            await PerformAsync(itemId, takenOf, life.ApplicationStopping);
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
        {
            log.LogInformation("machine item {Item} left to its lease: the node stops", itemId);
        }
        catch (Exception e)
        {
            log.LogError(e, "machine item {Item} could not be settled; its lease will run out", itemId);
        }
        finally
        {
            Free(queue, 1);
            if (_waiting.ContainsKey(queue)) Kick(queue);
        }
    }

    private async Task PerformAsync(Guid itemId, Guid? takenOf, CancellationToken cancel)
    {
        var advancer = services.GetRequiredService<CaseAdvancer>();
        (WorkItem Item, string Case, int Most)? working = null;
        try
        {
            var outcome = await advancer.PerformMachineAsync(itemId, takenOf, (item, @case, stop) =>
            {
                if (!_machines.Value.TryGetValue(item.Task, out var machine)) throw new NoMachine(item.Task);
                working = (item, @case.Number, machine.MostAttempts);
                return machine.WorkAsync(item, @case, stop);
            }, cancel);
            if (!outcome.Succeeded) log.LogWarning("result of machine item {Item} was not taken: {Refusal}", itemId, outcome.Refusal);
        }
        catch (NoMachine none)
        {
            await advancer.FailMachineAsync(itemId, null, none.Message, null, cancel);
        }
        catch (TryLater later)
        {
            await advancer.FailMachineAsync(itemId, working?.Item.Attempt, later.Message, later.At, cancel);
        }
        catch (Exception e) when (working is not null && (e is not OperationCanceledException || !cancel.IsCancellationRequested))
        {
            var (item, number, most) = working.Value;
            var giveUp = item.Attempt >= most;
            log.LogWarning(e, "{Task} failed for case {Case}, attempt {Attempt}{End}", item.Task, number, item.Attempt, giveUp ? ", given up" : "");
            var retryAt = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, item.Attempt)));
            await advancer.FailMachineAsync(itemId, item.Attempt, e.Message, giveUp ? null : retryAt, cancel);
        }
    }

    private sealed class NoMachine(string task) : Exception($"no machine performs '{task}'");
}
