using System.Text.Json.Nodes;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Outbox;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Cases;

/// <summary>A case unit over one database context.</summary>
internal sealed class EfCaseUnit(CentralOpsDbContext db, Case @case, IEnumerable<WorkItem> openWork, IAuditTrail audit, IStaffDirectory staff, TimeProvider clock)
    : CaseUnit(@case, openWork)
{
    private readonly HashSet<DutyConflict> _conflicts = [];
    private readonly List<(Guid? UserId, string Action, string Target, string Detail)> _audit = [];

    public override void Add(WorkItem item)
    {
        base.Add(item);
        db.Add(item);
    }

    public override void Add(DutyConflict conflict) => _conflicts.Add(conflict);

    public override void Send(string topic, string key, string payload) => db.Add(OutboxMessage.Create(topic, key, payload, clock.GetUtcNow()));

    public override void Audit(Guid? userId, string action, string target, string detail) => _audit.Add((userId, action, target, detail));

    public override async Task<bool> TryCommitAsync(CancellationToken cancel)
    {
        var row = db.Entry(Case);
        row.Property(CaseConfiguration.BodyColumn).CurrentValue = CaseJson.Write(Case.Body);
        if (row.State == EntityState.Unchanged) row.State = EntityState.Modified; // every advance moves the version: two advances of one case never interleave
        db.AddRange(Case.Events);
        await AddConflictsAsync(cancel);
        await AddAuditAsync(cancel);
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
        catch (DbUpdateException) when (row.State == EntityState.Added || _conflicts.Count > 0)
        {
            return false; // the same submission or the same conflict row was written at the same moment
        }
    }

    public override ValueTask DisposeAsync() => db.DisposeAsync();

    private async Task AddAuditAsync(CancellationToken cancel)
    {
        foreach (var (userId, action, target, detail) in _audit)
        {
            var who = userId is { } id ? (await staff.FindAsync(id, cancel))?.UserName ?? id.ToString() : "system";
            var (kind, key) = target.Split(':', 2) is [var k, var v] ? (k, v) : ("case", target);
            db.Add(audit.Create(who, action, kind, key, JsonNode.Parse(detail)));
        }
    }

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
        db.AddRange(Case.Fields.Where(f => f.Status == FieldStatus.Accepted).Select(f => FieldOutcomes.Of(Case, f, at)));
        if (PayeeHistory.Of(Case, at) is { } payee) db.Add(payee);
    }
}
