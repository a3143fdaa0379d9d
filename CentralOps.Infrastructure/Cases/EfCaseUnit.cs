using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Cases;

/// <summary>Makes the rows of other features (audit, outbox) that an advance writes in its own transaction.</summary>
internal sealed record CaseUnitWriters(
    Func<CentralOpsDbContext, Guid?, string, string, string, object> AuditRow,
    Func<CentralOpsDbContext, string, string, string, object> OutboxRow);

/// <summary>A case unit over one database context.</summary>
internal sealed class EfCaseUnit(CentralOpsDbContext db, Case @case, IEnumerable<WorkItem> openWork, CaseUnitWriters writers) : CaseUnit(@case, openWork)
{
    private readonly HashSet<DutyConflict> _conflicts = [];

    public override void Add(WorkItem item)
    {
        base.Add(item);
        db.Add(item);
    }

    public override void Add(DutyConflict conflict) => _conflicts.Add(conflict);

    public override void Send(string topic, string key, string payload) => db.Add(writers.OutboxRow(db, topic, key, payload));

    public override void Audit(Guid? userId, string action, string target, string detail) => db.Add(writers.AuditRow(db, userId, action, target, detail));

    public override async Task<bool> TryCommitAsync(CancellationToken cancel)
    {
        var row = db.Entry(Case);
        row.Property(CaseConfiguration.BodyColumn).CurrentValue = CaseJson.Write(Case.Body);
        if (row.State == EntityState.Unchanged) row.State = EntityState.Modified; // every advance moves the version: two advances of one case never interleave
        db.AddRange(Case.Events);
        await AddConflictsAsync(cancel);
        await AddKeysAsync(row.State == EntityState.Added, cancel);
        await AddOutcomesAsync(cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    public override ValueTask DisposeAsync() => db.DisposeAsync();

    private async Task AddConflictsAsync(CancellationToken cancel)
    {
        foreach (var conflict in _conflicts)
        {
            if (await db.Set<DutyConflict>().FindAsync([conflict.UserId, conflict.Key], cancel) is null) db.Add(conflict);
        }
    }

    private async Task AddKeysAsync(bool isNew, CancellationToken cancel)
    {
        var wanted = Wanted().Distinct().ToList();
        var known = isNew ? [] : (await db.Set<CaseKey>().Where(k => k.CaseId == Case.Id).AsNoTracking().Select(k => new { k.Kind, k.Value }).ToListAsync(cancel))
            .Select(k => (k.Kind, k.Value)).ToHashSet();
        foreach (var (kind, value) in wanted.Where(k => !known.Contains(k)))
            db.Add(new CaseKey { CaseId = Case.Id, Kind = kind, Value = value });
    }

    private IEnumerable<(string Kind, string Value)> Wanted()
    {
        foreach (var page in Case.Pages)
        {
            yield return ("page", page.ContentHash);
            if (page.VoucherNumber is { Length: > 0 and <= 100 } number) yield return ("voucher", number);
        }

        foreach (var field in Case.Fields)
        {
            if (field.Status != FieldStatus.Accepted || field.Value is not { Length: > 0 and <= 100 } value) continue;
            if (field.Code == "voucher.number") yield return ("voucher", value);
            if (field.Code.EndsWith(".account", StringComparison.Ordinal)) yield return ("account", value);
        }
    }

    private async Task AddOutcomesAsync(CancellationToken cancel)
    {
        if (!Case.IsFinished || Case.FinishedAt is not { } at) return;
        if (await db.Set<FieldOutcome>().AnyAsync(o => o.CaseId == Case.Id, cancel)) return;
        foreach (var field in Case.Fields.Where(f => f.Status == FieldStatus.Accepted))
        {
            db.Add(new FieldOutcome
            {
                CaseId = Case.Id,
                FieldCode = field.Code,
                TemplateKey = Case.Pages.Find(p => p.Id == field.PageId)?.TemplateKey,
                Source = field.Source ?? "machine",
                MachineRight = field.MachineValue == field.Value,
                MachineSure = field.MachineSure,
                MachineConfidence = field.MachineConfidence,
                At = at,
            });
        }
    }
}
