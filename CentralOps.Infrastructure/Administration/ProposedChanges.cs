using CentralOps.Domain.Administration.Changes;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Administration;

internal sealed class ProposedChanges(IDbContextFactory<CentralOpsDbContext> contexts, IAuditTrail audit) : IProposedChanges
{
    public async Task AddAsync(ProposedChange change, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(change);
        db.Add(audit.Create(change.ProposedBy, "change.proposed", Kind(change), change.Subject, new { change.Id, change.Differences, change.EffectiveFrom }));
        await db.SaveChangesAsync(cancel);
    }

    public async Task<ProposedChange?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<ProposedChange>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel);
    }

    public async Task<IReadOnlyList<ProposedChange>> WaitingAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<ProposedChange>().AsNoTracking().Where(c => c.State == ProposalState.Waiting).OrderBy(c => c.ProposedAt).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<ProposedChange>> DecidedAsync(int count, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<ProposedChange>().AsNoTracking().Where(c => c.State != ProposalState.Waiting).OrderByDescending(c => c.DecidedAt).Take(count).ToListAsync(cancel);
    }

    public async Task<Outcome> CloseAsync(ProposedChange change, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        Write(db, change);
        return await SaveAsync(db, change, cancel);
    }

    /// <summary>Puts a decision and its audit row into the transaction of the thing that it is about.</summary>
    public void Write(CentralOpsDbContext db, ProposedChange change)
    {
        db.Update(change);
        var (kind, detail) = (Kind(change), new { change.Id, change.ProposedBy, change.Differences, change.Reason });
        db.Add(change.State switch
        {
            ProposalState.Approved => audit.Create(change.DecidedBy!, "change.approved", kind, change.Subject, detail),
            ProposalState.Refused => audit.Create(change.DecidedBy!, "change.refused", kind, change.Subject, detail),
            ProposalState.Withdrawn => audit.Create(change.DecidedBy!, "change.withdrawn", kind, change.Subject, detail),
            _ => throw new RuleBroken($"Change {change.Id} is not decided."),
        });
    }

    /// <summary>Writes a decision at the head of the transaction of the thing that it is about; refused when somebody else has decided meanwhile.</summary>
    public Task<Outcome> WriteAsync(CentralOpsDbContext db, ProposedChange change, CancellationToken cancel)
    {
        Write(db, change);
        return SaveAsync(db, change, cancel);
    }

    /// <summary>Saves; refused when somebody else has decided on the change meanwhile.</summary>
    public static async Task<Outcome> SaveAsync(CentralOpsDbContext db, ProposedChange? decided, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Ok;
        }
        catch (DbUpdateConcurrencyException) when (decided is not null)
        {
            return new Refusal("administration.change-decided", (string?)null);
        }
    }

    // The audit trail's words for the kinds of things.
    private static string Kind(ProposedChange change) => change.Thing switch
    {
        ControlledThing.Parameter => "parameter",
        ControlledThing.Role => "role",
        ControlledThing.Post => "post",
        ControlledThing.Person or ControlledThing.Unlocking or ControlledThing.Password => "user",
        _ => throw new RuleBroken($"{change.Thing} is not known to the audit trail."),
    };
}
