using System.Data.Common;
using System.Text.Json.Nodes;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Outbox;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database.Writing;

namespace CentralOps.Infrastructure.Cases;

/// <summary>One advance over a stored case.</summary>
internal sealed class StoredCaseUnit(StoredCase stored, CaseTables tables, IWriter writer, RecentCases recent, IAuditTrail audit, IStaffDirectory staff, TimeProvider clock, Guid? submissionId = null)
    : CaseUnit(stored.Case, stored.Work)
{
    private readonly HashSet<DutyConflict> _conflicts = [];
    private readonly List<(Guid? UserId, string Action, string Target, string Detail)> _audit = [];
    private readonly List<OutboxMessage> _messages = [];
    private readonly List<WorkItem> _items = [];
    private bool _committed;

    public override void Add(WorkItem item)
    {
        base.Add(item);
        _items.Add(item);
    }

    public override void Add(DutyConflict conflict) => _conflicts.Add(conflict);

    public override void Send(string topic, string key, string payload) => _messages.Add(OutboxMessage.Create(topic, key, payload, clock.GetUtcNow()));

    public override void Audit(Guid? userId, string action, string target, string detail) => _audit.Add((userId, action, target, detail));

    public override async Task<bool> TryCommitAsync(CancellationToken cancel)
    {
        var (isNew, before) = (stored.Row is null, stored.Row);
        Case.Version = Ids.New(); // every advance moves the version: two advances of one case never interleave
        var after = tables.Case.Row(Case);
        stored.Row = [.. after];
        var body = StoredJson.Write(Case.Body);
        (after[tables.Body], stored.Size) = (body, body.Length);
        after[tables.Submission] = submissionId;
        var changed = Changed();
        foreach (var item in _items) item.Version = Ids.New();
        foreach (var message in _messages) message.Version = Ids.New();
        var (items, events, messages) = (Rows(tables.Work, _items), Rows(tables.Event, Case.Events), Rows(tables.Message, _messages));
        var (conflicts, audited, ended) = (Rows(tables.Conflict, _conflicts), Rows(tables.Audit, await AuditedAsync(cancel)), Ended());
        var keys = StoredCase.KeysOf(Case).ToHashSet();
        var newKeys = Rows(tables.Key, keys.Where(k => !stored.Keys.Contains(k)).Select(k => new CaseKey { CaseId = Case.Id, Kind = k.Kind, Value = k.Value }));
        stored.Keys.UnionWith(keys);
        try
        {
            return _committed = await writer.WriteAsync(WriteAsync, cancel);
        }
        catch (DbException e) when (isNew || _conflicts.Count > 0 || e.IsTransient)
        {
            return false; // the same submission or the same conflict row was written at the same moment, or the server chose this one to end a deadlock
        }

        async Task<bool> WriteAsync(WriteSession session, CancellationToken stop)
        {
            if (isNew) await session.InsertAsync(tables.Case, [after], stop);
            else if (!await session.UpdateAsync(tables.Case, before!, after, stop)) return false;
            foreach (var (was, now) in changed)
                if (!await session.UpdateAsync(tables.Work, was, now, stop)) return false;
            await session.InsertAsync(tables.Work, items, stop);
            await session.InsertAsync(tables.Event, events, stop);
            await session.InsertAsync(tables.Audit, audited, stop);
            await session.InsertAsync(tables.Message, messages, stop);
            await session.InsertMissingAsync(tables.Conflict, conflicts, stop);
            await session.InsertMissingAsync(tables.Key, newKeys, stop);
            foreach (var (shape, rows) in ended) await session.InsertMissingAsync(shape, rows, stop);
            return true;
        }
    }

    public override void Release()
    {
        if (!_committed || Case.IsFinished) return;
        _committed = false;
        Case.Events.Clear();
        stored.Restore([.. Work.Where(w => w.IsOpen)], tables.Work);
        recent.Keep(stored);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Rows of work that this advance has changed, before and after.
    private List<(object?[] Before, object?[] After)> Changed()
    {
        var changed = new List<(object?[], object?[])>();
        foreach (var item in Work)
        {
            if (!stored.WorkRows.TryGetValue(item.Id, out var before)) continue;
            if (RowShape.Difference(before, tables.Work.Row(item)) == 0) continue;
            item.Version = Ids.New();
            changed.Add((before, tables.Work.Row(item)));
        }

        return changed;
    }

    // What is told of a case once it has reached its end.
    private IEnumerable<(RowShape Shape, List<object?[]> Rows)> Ended()
    {
        if (stored.WasFinished || !Case.IsFinished || Case.FinishedAt is not { } at) return [];
        // What a teller filled in on a form, or a customer in online banking, was never read from paper: it says nothing of machines and keyers.
        var outcomes = Rows(tables.Outcome, Case.Fields.Where(f => f.Status == FieldStatus.Accepted && f is not { Source: "branch" or "channel", PageId: null }).Select(f => FieldOutcomes.Of(Case, f, at)));
        return [(tables.Outcome, outcomes), (tables.Payee, PayeeHistory.Of(Case, at) is { } payee ? Rows(tables.Payee, [payee]) : [])];
    }

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

    private static List<object?[]> Rows<T>(RowShape shape, IEnumerable<T> entities) where T : class => [.. entities.Select(shape.Row)];
}
