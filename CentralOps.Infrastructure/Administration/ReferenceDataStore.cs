using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Changes;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Administration;

internal sealed class ReferenceDataStore(
    IDbContextFactory<CentralOpsDbContext> contexts, Branches branches, WorkPostCatalogue posts, ParameterBook parameters, ProposedChanges changes, IAuditTrail audit) : IReferenceDataStore
{
    public async Task<Outcome> SaveBranchAsync(Branch branch, string by, CancellationToken cancel = default)
    {
        var outcome = await SaveAsync(branch, b => b.Code == branch.Code, branch.Version, "branch.saved", "branch", branch.Code, by, null, cancel);
        branches.Forget();
        return outcome;
    }

    public async Task<Outcome> SavePostAsync(WorkPost post, string by, ProposedChange? approved, CancellationToken cancel = default)
    {
        var outcome = await SaveAsync(post, p => p.Code == post.Code, post.Version, "post.saved", "post", post.Code, by, approved, cancel);
        posts.Forget();
        return outcome;
    }

    public async Task<Outcome> AddParameterAsync(Parameter parameter, ProposedChange? approved, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(parameter);
        db.Add(audit.Create(parameter.ApprovedBy ?? parameter.SetBy, "parameter.set", "parameter", parameter.Key, new { parameter.Value, parameter.EffectiveFrom, parameter.SetBy, parameter.ApprovedBy }));
        if (approved is not null) changes.Write(db, approved);
        var outcome = await ProposedChanges.SaveAsync(db, approved, cancel);
        parameters.Forget();
        return outcome;
    }

    public async Task<IReadOnlyList<Parameter>> ParametersAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Parameter>().AsNoTracking().OrderByDescending(p => p.EffectiveFrom).ThenByDescending(p => p.SetAt).ToListAsync(cancel);
    }

    private async Task<Outcome> SaveAsync<T>(
        T entity, System.Linq.Expressions.Expression<Func<T, bool>> same, Guid version, string what, string kind, string id, string by, ProposedChange? approved,
        CancellationToken cancel)
        where T : class
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Set<T>().FirstOrDefaultAsync(same, cancel) is { } known)
        {
            var entry = db.Entry(known);
            entry.CurrentValues.SetValues(entity);
            entry.Property("Version").OriginalValue = version; // what the page had read
            entry.Property("Version").CurrentValue = Guid.NewGuid();
        }
        else
        {
            db.Add(entity);
        }

        db.Add(audit.Create(by, what, kind, id, entity));
        if (approved is not null) changes.Write(db, approved);
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("administration.changed-meanwhile");
        }
    }
}
