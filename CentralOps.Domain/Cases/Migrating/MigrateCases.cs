using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Migration;

namespace CentralOps.Domain.Cases.Migrating;

/// <summary>Moves running cases to another version of a process: preview, proposal, a second person's yes, and back.</summary>
public sealed class MigrateCases(IProcessCatalog catalog, IMigrationBatches batches, CaseAdvancer advancer, TimeProvider clock)
{
    /// <summary>Cases that one batch may hold.</summary>
    public const int Most = 2_000;

    private const int LongestReason = 400;

    /// <summary>Which cases are concerned, which tokens map, and which cannot and why.</summary>
    public async Task<MigrationPreview> PreviewAsync(MigrationTarget target, CancellationToken cancel = default)
    {
        var plans = new List<CasePlan>();
        await foreach (var @case in batches.RunningAsync(target.ProcessKey, cancel))
        {
            if (!MigrationPlan.Concerns(@case.Process, target)) continue;
            if (plans.Count == Most) return new MigrationPreview(plans, true);
            plans.Add(new CasePlan(
                @case.Id, @case.Number, @case.BusinessType, @case.BranchCode, @case.Status, MigrationPlan.VersionOf(@case.Process, target.ProcessKey), MigrationPlan.Of(@case.Process, target, catalog)));
        }

        return new MigrationPreview(plans, false);
    }

    /// <summary>Proposes to move these cases; nothing moves yet.</summary>
    public async Task<Outcome<MigrationBatch>> ProposeAsync(StaffMember by, MigrationTarget target, IReadOnlyCollection<Guid> cases, string reason, CancellationToken cancel = default)
    {
        if (Forbidden(by) is { } no) return no;
        if (string.IsNullOrWhiteSpace(reason)) return new Refusal("processes.no-reason");
        if (catalog.Get(target.ProcessKey, target.Version) is null) return new Refusal("processes.no-version", target.Version);
        var chosen = (await PreviewAsync(target, cancel)).Cases.Where(c => c.Possible && cases.Contains(c.CaseId)).ToList();
        if (chosen.Count == 0) return new Refusal("processes.no-cases");
        var batch = new MigrationBatch
        {
            ProcessKey = target.ProcessKey,
            Version = target.Version,
            Mapping = StoredJson.Write(target.Mapping),
            Cases = StoredJson.Write(chosen.Select(c => new MigratedCase(c.CaseId, c.Number, c.From, false))),
            Reason = reason.Trim() is { Length: > LongestReason } longer ? longer[..LongestReason] : reason.Trim(),
            ProposedBy = by.UserName,
            ProposedAt = clock.GetUtcNow(),
        };
        await batches.AddAsync(batch, by.UserName, cancel);
        return batch;
    }

    /// <summary>
    /// A second person carries the batch out. Each case moves in a transaction of its own and is judged again there: one that has gone on to where it cannot move
    /// stays and is reported. Broken off, it can be called again.
    /// </summary>
    public async Task<Outcome<MigrationBatch>> ApplyAsync(StaffMember by, Guid id, CancellationToken cancel = default)
    {
        if (Forbidden(by) is { } no) return no;
        var begun = await batches.ChangeAsync(id, b => b switch
        {
            { AppliedAt: not null } => new Refusal("processes.batch-applied"),
            _ when string.Equals(b.ProposedBy, by.UserName, StringComparison.OrdinalIgnoreCase) => new Refusal("processes.own-batch"),
            _ => null,
        }, by.UserName, "processes.migration-begun", cancel);
        if (!begun.Succeeded) return begun;
        var target = begun.Value.Target();
        var done = await MoveAsync(by, begun.Value.CaseList(), _ => target, cancel);
        return await batches.ChangeAsync(id, b =>
        {
            (b.AppliedBy, b.AppliedAt, b.Cases) = (by.UserName, clock.GetUtcNow(), StoredJson.Write(done));
            return null;
        }, by.UserName, "processes.migrated", cancel);
    }

    /// <summary>Takes a batch back: every case that it has moved goes to the version it came from, from where it stands now.</summary>
    public async Task<Outcome<MigrationBatch>> UndoAsync(StaffMember by, Guid id, CancellationToken cancel = default)
    {
        if (Forbidden(by) is { } no) return no;
        var begun = await batches.ChangeAsync(id, b => b.AppliedAt is null || b.UndoneAt is not null ? new Refusal("processes.batch-not-applied") : null, by.UserName, "processes.migration-undo-begun", cancel);
        if (!begun.Succeeded) return begun;
        var batch = begun.Value;
        var done = await MoveAsync(by, [.. batch.CaseList().Where(c => c.Moved)], c => batch.Back(c.From), cancel);
        return await batches.ChangeAsync(id, b =>
        {
            (b.UndoneBy, b.UndoneAt, b.Cases) = (by.UserName, clock.GetUtcNow(), StoredJson.Write(batch.CaseList().Where(c => !c.Moved).Concat(done)));
            return null;
        }, by.UserName, "processes.migration-undone", cancel);
    }

    /// <summary>Throws a proposal away.</summary>
    public async Task<Outcome> DiscardAsync(StaffMember by, Guid id, CancellationToken cancel = default) =>
        Forbidden(by) is { } no ? no : await batches.RemoveAsync(id, by.UserName, cancel);

    private async Task<List<MigratedCase>> MoveAsync(StaffMember by, IReadOnlyList<MigratedCase> cases, Func<MigratedCase, MigrationTarget> target, CancellationToken cancel)
    {
        var done = new List<MigratedCase>(cases.Count);
        foreach (var one in cases)
        {
            var outcome = await advancer.MigrateAsync(by.Id, one.CaseId, target(one), cancel);
            done.Add(one with { Moved = outcome.Succeeded, Left = outcome.Refusal?.Code, Where = outcome.Refusal?.Args.FirstOrDefault()?.ToString() });
        }

        return done;
    }

    private static Refusal? Forbidden(StaffMember by) => by.May(Permissions.AdminConfiguration) ? null : new Refusal("administration.not-permitted");
}
