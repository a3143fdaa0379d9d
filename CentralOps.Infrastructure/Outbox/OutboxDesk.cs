using CentralOps.Domain.Audit;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Outbox;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CentralOps.Infrastructure.Outbox;

internal sealed class OutboxDesk(IDbContextFactory<CentralOpsDbContext> contexts, IAuditTrail audit, TimeProvider clock) : IOutboxDesk, IHealthCheck
{
    public async Task<OutboxOverview> OverviewAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var waiting = db.Set<OutboxMessage>().Where(m => m.State == OutboxState.Waiting);
        var oldest = await waiting.OrderBy(m => m.Number).Select(m => (DateTimeOffset?)m.CreatedAt).FirstOrDefaultAsync(cancel);
        var dead = await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.State == OutboxState.Dead).OrderBy(m => m.Number).Take(200).ToListAsync(cancel);
        return new OutboxOverview(await waiting.CountAsync(cancel), oldest, dead);
    }

    public Task<Outcome> ReviveAsync(Guid messageId, string who, CancellationToken cancel = default) =>
        DecideAsync(messageId, who, "outbox.revived", m => m.Revive(clock.GetUtcNow()), cancel);

    public Task<Outcome> DiscardAsync(Guid messageId, string who, CancellationToken cancel = default) =>
        DecideAsync(messageId, who, "outbox.discarded", m => m.Discard(), cancel);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var overview = await OverviewAsync(cancellationToken);
        return overview.Dead.Count == 0
            ? HealthCheckResult.Healthy($"{overview.Waiting} waiting")
            : HealthCheckResult.Degraded($"{overview.Dead.Count} given up, the first of key {overview.Dead[0].Key}");
    }

    private async Task<Outcome> DecideAsync(Guid messageId, string who, string what, Action<OutboxMessage> decide, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var message = await db.Set<OutboxMessage>().FirstOrDefaultAsync(m => m.MessageId == messageId, cancel);
        if (message is not { State: OutboxState.Dead }) return Outcome.No("outbox.not-dead");
        decide(message);
        message.Version = Ids.New();
        db.Add(audit.Create(who, what, "outbox-message", messageId.ToString(), new { message.Topic, message.Key }));
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.No("outbox.not-dead");
        }
    }
}
