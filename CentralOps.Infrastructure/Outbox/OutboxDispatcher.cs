using CentralOps.Domain.Kernel;
using CentralOps.Domain.Outbox;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CentralOps.Infrastructure.Outbox;

/// <summary>
/// Sends what waits: the first open message of each key, several keys at a time. A claim in the database keeps two nodes off one message;
/// a crash between sending and writing it down sends again, so receivers compare the message id.
/// </summary>
internal sealed class OutboxDispatcher(IDbContextFactory<CentralOpsDbContext> contexts, IEnumerable<IOutboxReceiver> receivers, TimeProvider clock, ILogger<OutboxDispatcher> log)
{
    /// <summary>After so many attempts (about two hours with the back-off) a person must look.</summary>
    internal const int MostAttempts = 20;

    private const int Batch = 100, Parallel = 4;
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);
    private readonly IReadOnlyList<IOutboxReceiver> receivers = [.. receivers];

    /// <summary>Sends until nothing that is due is left.</summary>
    /// <returns>Messages that everybody has received.</returns>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        var total = 0;
        while (true)
        {
            var heads = await HeadsAsync(cancel);
            var sent = 0;
            await System.Threading.Tasks.Parallel.ForEachAsync(heads, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancel }, async (number, c) =>
            {
                if (await SendAsync(number, c)) Interlocked.Increment(ref sent);
            });
            total += sent;
            if (sent == 0) return total;
        }
    }

    private async Task<List<long>> HeadsAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var all = db.Set<OutboxMessage>();
        return await all
            .Where(m => m.State == OutboxState.Waiting && m.NextAttemptAt <= now
                && !all.Any(e => e.Key == m.Key && e.Number < m.Number && (e.State == OutboxState.Waiting || e.State == OutboxState.Dead)))
            .OrderBy(m => m.Number).Take(Batch).Select(m => m.Number).ToListAsync(cancel);
    }

    private async Task<bool> SendAsync(long number, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var message = await db.Set<OutboxMessage>().FirstAsync(m => m.Number == number, cancel);
        if (message.State != OutboxState.Waiting || message.NextAttemptAt > clock.GetUtcNow()) return false;
        message.Claim(clock.GetUtcNow() + Claim);
        if (!await SaveAsync(db, message, cancel)) return false;

        var failures = new List<string>();
        foreach (var receiver in receivers.Where(r => r.Wants(message.Topic) && !message.IsReceivedBy(r.Name)))
        {
            try
            {
                await receiver.SendAsync(message, cancel);
                message.MarkReceived(receiver.Name);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                failures.Add($"{receiver.Name}: {e.Message}");
            }
        }
        var now = clock.GetUtcNow();
        if (failures.Count == 0) message.Finish(now);
        else message.Fail(string.Join("; ", failures), now, MostAttempts);
        if (message.State == OutboxState.Dead)
            log.LogError("Outbox message {MessageId} ({Topic}, key {Key}) is given up after {Attempts} attempts; later messages of its key wait: {Error}", message.MessageId, message.Topic, message.Key, message.Attempts, message.LastError);
        return await SaveAsync(db, message, CancellationToken.None) && message.State == OutboxState.Sent;
    }

    private static async Task<bool> SaveAsync(CentralOpsDbContext db, OutboxMessage message, CancellationToken cancel)
    {
        try
        {
            message.Version = Ids.New();
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false; // another node has it
        }
    }
}
