using System.Text.Json.Nodes;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Outbox;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Interceptors;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Cases;

/// <summary>A case unit over one database context.</summary>
internal sealed class EfCaseUnit(CentralOpsDbContext db, Case @case, IEnumerable<WorkItem> openWork, IAuditTrail audit, IStaffDirectory staff, TimeProvider clock)
    : CaseUnit(@case, openWork)
{
    private readonly HashSet<DutyConflict> _conflicts = [];
    private readonly List<(Guid? UserId, string Action, string Target, string Detail)> _audit = [];
    private readonly List<WorkItem> _items = [];
    private readonly HashSet<(string, string)> _known = [.. Keys(@case)];

    public override void Add(WorkItem item)
    {
        base.Add(item);
        _items.Add(item);
    }

    public override void Add(DutyConflict conflict) => _conflicts.Add(conflict);

    public override void Send(string topic, string key, string payload) => db.Add(OutboxMessage.Create(topic, key, payload, clock.GetUtcNow()));

    public override void Audit(Guid? userId, string action, string target, string detail) => _audit.Add((userId, action, target, detail));

    public override async Task<bool> TryCommitAsync(CancellationToken cancel)
    {
        var row = db.Entry(Case);
        row.Property(CaseConfiguration.BodyColumn).CurrentValue = CaseJson.Write(Case.Body);
        if (row.State == EntityState.Unchanged) row.Property(c => c.Version).IsModified = true; // every advance moves the version: two advances of one case never interleave
        foreach (var item in _items) item.Version = Domain.Kernel.Ids.New();
        await AddConflictsAsync(cancel);
        var audited = await AuditedAsync(cancel);
        var keys = await NewKeysAsync(row.State == EntityState.Added, cancel);
        var outcomes = await OutcomesAsync(cancel);
        try
        {
            using var gate = await SqliteWriteGate.EnterAsync(db, cancel);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await db.SaveChangesAsync(cancel);
            await db.InsertAsync(_items, cancel);
            await db.InsertAsync(Case.Events, cancel);
            await db.InsertAsync(audited, cancel);
            await db.InsertAsync(keys, cancel);
            await db.InsertAsync(outcomes, cancel);
            await transaction.CommitAsync(cancel);
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

    private async Task<List<AuditEntry>> AuditedAsync(CancellationToken cancel)
    {
        var entries = new List<AuditEntry>(_audit.Count);
        foreach (var (userId, action, target, detail) in _audit)
        {
            var who = userId is { } id ? (await staff.FindAsync(id, cancel))?.UserName ?? id.ToString() : "system";
            var (kind, key) = target.Split(':', 2) is [var k, var v] ? (k, v) : ("case", target);
            entries.Add(audit.Create(who, action, kind, key, JsonNode.Parse(detail)));
        }

        return entries;
    }

    private async Task AddConflictsAsync(CancellationToken cancel)
    {
        foreach (var conflict in _conflicts)
        {
            if (await db.Set<DutyConflict>().FindAsync([conflict.UserId, conflict.Key], cancel) is null) db.Add(conflict);
        }
    }

    // What the case could be found by when it was read has been written with it; only what is new since then may need a row.
    private async Task<List<CaseKey>> NewKeysAsync(bool isNew, CancellationToken cancel)
    {
        var wanted = Keys(Case).Distinct().Where(k => isNew || !_known.Contains(k)).ToList();
        if (wanted.Count > 0 && !isNew)
        {
            var there = (await db.Set<CaseKey>().Where(k => k.CaseId == Case.Id).AsNoTracking().Select(k => new { k.Kind, k.Value }).ToListAsync(cancel)).ConvertAll(k => (k.Kind, k.Value));
            wanted.RemoveAll(there.Contains);
        }

        return wanted.ConvertAll(k => new CaseKey { CaseId = Case.Id, Kind = k.Kind, Value = k.Value });
    }

    private static IEnumerable<(string Kind, string Value)> Keys(Case @case)
    {
        foreach (var page in @case.Pages)
        {
            yield return ("page", page.ContentHash);
            if (page.VoucherNumber is { Length: > 0 and <= 100 } number) yield return ("voucher", number);
        }

        foreach (var document in Domain.Batches.BatchFacts.Documents(@case)) yield return ("page", document);
        if (@case.Facts.GetValueOrDefault(Domain.CentralAuthorization.Requests.NumberStep.Number) is string given) yield return (CaseKeys.Authorization, given);
        foreach (var field in @case.Fields)
        {
            if (field.Status != FieldStatus.Accepted || field.Value is not { Length: > 0 and <= 100 } value) continue;
            if (field.Code == "voucher.number") yield return ("voucher", value);
            if (field.Code.EndsWith(".account", StringComparison.Ordinal)) yield return ("account", value);
        }
    }

    private async Task<List<FieldOutcome>> OutcomesAsync(CancellationToken cancel)
    {
        if (!Case.IsFinished || Case.FinishedAt is not { } at) return [];
        if (await db.Set<FieldOutcome>().AnyAsync(o => o.CaseId == Case.Id, cancel)) return [];
        if (PayeeHistory.Of(Case, at) is { } payee) db.Add(payee);
        // What a teller filled in on a form, or a customer in online banking, was never read from paper: it says nothing of machines and keyers.
        return [.. Case.Fields.Where(f => f.Status == FieldStatus.Accepted && f is not { Source: "branch" or "channel", PageId: null }).Select(f => FieldOutcomes.Of(Case, f, at))];
    }
}
