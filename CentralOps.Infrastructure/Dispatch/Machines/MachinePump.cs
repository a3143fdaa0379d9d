using System.Collections.Concurrent;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CentralOps.Infrastructure.Dispatch.Machines;

/// <summary>Takes due machine items in batches and performs them side by side, each under a lease. A kick makes it look at once; a job kicks it every second.</summary>
internal sealed class MachinePump(IServiceProvider services, IDbContextFactory<CentralOpsDbContext> contexts, IClaimSql claims, IHostApplicationLifetime life, TimeProvider clock, ILogger<MachinePump> log)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    /// <summary>Queues and how many items of each this node performs at once.</summary>
    private static readonly Dictionary<string, int> Slots = new(StringComparer.Ordinal) { ["recognition"] = 3, ["external"] = 8, ["core"] = 8, ["documents"] = 2 };

    private readonly ConcurrentDictionary<string, int> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _claiming = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, IMachine>> _machines = new(() => services.GetServices<IMachine>().ToDictionary(m => m.Task, StringComparer.Ordinal));

    /// <summary>The queues that machines serve.</summary>
    public static IReadOnlyCollection<string> Queues => Slots.Keys;

    /// <summary>Looks for due items of a queue soon; returns at once.</summary>
    public void Kick(string queue)
    {
        if (Slots.ContainsKey(queue) && !life.ApplicationStopping.IsCancellationRequested) _ = Task.Run(() => PumpAsync(queue));
    }

    private async Task PumpAsync(string queue)
    {
        var gate = _claiming.GetOrAdd(queue, _ => new SemaphoreSlim(1, 1));
        if (!await gate.WaitAsync(TimeSpan.Zero)) return; // somebody is claiming; their batch, or the next kick, covers it
        try
        {
            while (!life.ApplicationStopping.IsCancellationRequested)
            {
                var free = Slots[queue] - _running.GetValueOrDefault(queue);
                if (free <= 0) return;
                IReadOnlyList<Guid> batch;
                await using (var db = await contexts.CreateDbContextAsync(life.ApplicationStopping))
                {
                    var now = clock.GetUtcNow();
                    batch = await claims.ClaimForMachineAsync(db, queue, free, now, now + Lease, life.ApplicationStopping);
                }

                if (batch.Count == 0) return;
                foreach (var id in batch)
                {
                    _running.AddOrUpdate(queue, 1, (_, n) => n + 1);
                    _ = Task.Run(() => PerformAsync(queue, id));
                }
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

    private async Task PerformAsync(string queue, Guid itemId)
    {
        try
        {
            await PerformAsync(itemId, life.ApplicationStopping);
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
            _running.AddOrUpdate(queue, 0, (_, n) => n - 1);
            Kick(queue);
        }
    }

    private async Task PerformAsync(Guid itemId, CancellationToken cancel)
    {
        var reader = services.GetRequiredService<ICaseReader>();
        var advancer = services.GetRequiredService<CaseAdvancer>();
        if (await reader.WorkAsync(itemId, cancel) is not { } item || await reader.ReadAsync(item.CaseId, cancel) is not { } @case) return;
        if (!_machines.Value.TryGetValue(item.Task, out var machine))
        {
            await advancer.FailMachineAsync(itemId, item.Attempt, $"no machine performs '{item.Task}'", null, cancel);
            return;
        }

        try
        {
            var result = await machine.WorkAsync(item, @case, cancel);
            var outcome = await advancer.FinishMachineAsync(itemId, item.Attempt, Domain.Cases.CaseJson.Write(result), cancel);
            if (!outcome.Succeeded) log.LogWarning("result of machine item {Item} was not taken: {Refusal}", itemId, outcome.Refusal);
        }
        catch (TryLater later)
        {
            await advancer.FailMachineAsync(itemId, item.Attempt, later.Message, later.At, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            var giveUp = item.Attempt >= machine.MostAttempts;
            log.LogWarning(e, "{Task} failed for case {Case}, attempt {Attempt}{End}", item.Task, @case.Number, item.Attempt, giveUp ? ", given up" : "");
            var retryAt = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, item.Attempt)));
            await advancer.FailMachineAsync(itemId, item.Attempt, e.Message, giveUp ? null : retryAt, cancel);
        }
    }
}
