using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Monitoring;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Monitoring;

/// <summary>The board by plain queries. One reading serves all screens of the node that ask within <see cref="Fresh"/>, however many supervisors watch.</summary>
internal sealed class CentreBoard(
    IDbContextFactory<CentralOpsDbContext> contexts, IStaffDirectory staff, IWorkPosts posts, IParameters parameters, IBusinessCalendar calendar, TimeProvider clock) : ICentreBoard, IDisposable
{
    /// <summary>Less than the pace of the boards, so that no screen ever shows the same reading twice.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(400);

    private readonly Cached<BoardFlow> _flow = new(clock, cancel => BoardQueries.FlowAsync(contexts, clock, cancel), BoardQueries.FlowFresh);
    private readonly Cached<StrandedWork> _stranded = new(clock, cancel => StrandedWork.ReadAsync(contexts, staff, posts, clock, cancel), StrandedWork.Fresh);
    private Cached<BoardView>? _board;

    public async Task<BoardView> BoardAsync(CancellationToken cancel = default) => await (_board ??= new Cached<BoardView>(clock, ReadAsync, Fresh)).GetAsync(cancel);

    public async Task<IReadOnlyList<TaskRow>> TasksAsync(TaskFilter filter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (now, soon) = (clock.GetUtcNow(), DueSoonSeconds);
        var rows = await BoardQueries.Filter(db.Set<WorkItem>().AsNoTracking(), filter, now, soon)
            .Join(db.Set<Case>(), w => w.CaseId, c => c.Id, (w, c) => new { Work = w, c.Number, c.Amount })
            .Where(r => filter.CaseNumber == null || r.Number == filter.CaseNumber)
            .OrderBy(r => r.Work.FinishedAt == null ? 0 : 1).ThenByDescending(r => r.Work.FinishedAt).ThenBy(r => r.Work.DueAt).ThenBy(r => r.Work.SortKey)
            .Take(filter.Take).ToListAsync(cancel);
        var names = (await staff.AllAsync(cancel)).ToDictionary(s => s.Id, s => s.DisplayName);
        return [.. rows.Select(r => new TaskRow(
            r.Work.Id, r.Work.CaseId, r.Number, r.Work.Post, r.Work.Task, BoardQueries.StateAt(r.Work, now), r.Work.Kind, r.Work.BusinessType, r.Work.BranchCode, r.Amount,
            r.Work.HolderId is { } holder ? names.GetValueOrDefault(holder, "?") : null, r.Work.EnqueuedAt, r.Work.DueAt, r.Work.Attempt, r.Work.LastError))];
    }

    public void Dispose()
    {
        _flow.Dispose();
        _stranded.Dispose();
        _board?.Dispose();
    }

    private int DueSoonSeconds => (int)parameters.Number(ParameterKeys.DueSoon);

    private async Task<BoardView> ReadAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var sessions = await db.Set<DutySession>().AsNoTracking().Where(s => s.OpenFor != null).ToListAsync(cancel);
        var flow = await _flow.GetAsync(cancel);
        return new BoardView
        {
            At = now,
            DueSoonSeconds = DueSoonSeconds,
            Queues = await QueuesAsync(db, sessions, flow, now, cancel),
            People = await PeopleAsync(db, sessions, now, cancel),
            SubmittedToday = await db.Set<Case>().CountAsync(c => c.BusinessDate == calendar.Today, cancel),
            FinishedToday = await db.Set<Case>().CountAsync(c => c.FinishedAt >= BoardQueries.DayStart(now), cancel),
            Open = await db.Set<Case>().CountAsync(c => c.FinishedAt == null, cancel),
            Incidents = await db.Set<Case>().CountAsync(c => c.Status == CaseStatus.Incident, cancel),
            Automation = flow.Automation,
            FinishedPerMinute = flow.Cases,
        };
    }

    // Every post in force has a row, worked at or not: an empty row says "nothing to do" where a missing one says nothing.
    private async Task<IReadOnlyList<QueueRow>> QueuesAsync(CentralOpsDbContext db, List<DutySession> sessions, BoardFlow flow, DateTimeOffset now, CancellationToken cancel)
    {
        var counts = await BoardQueries.CountAsync(db, now, DueSoonSeconds, cancel);
        var (known, stranded) = (await posts.AllAsync(cancel), (await _stranded.GetAsync(cancel)).Posts);
        var keys = known.Where(p => p.Active).Select(p => (Post: p.Code, Kind: WorkKind.Human))
            .Concat(counts.Select(c => (c.Post, c.Kind)).OrderBy(k => k.Kind).ThenBy(k => k.Post, StringComparer.Ordinal)).Distinct();
        return [.. keys.Select(key =>
        {
            var count = counts.Find(c => c.Post == key.Post && c.Kind == key.Kind);
            return new QueueRow(
                key.Post, key.Kind, count?.Waiting ?? 0, count?.Working ?? 0, count?.OnHold ?? 0, count?.Oldest, count?.DueSoon ?? 0, count?.Breached ?? 0,
                key.Kind == WorkKind.Human ? sessions.Count(s => s.PostList.Contains(key.Post)) : 0, flow.Of(key.Post))
            {
                Stranded = key.Kind == WorkKind.Human ? stranded.GetValueOrDefault(key.Post).Stranded : 0,
                Hopeless = key.Kind == WorkKind.Human ? stranded.GetValueOrDefault(key.Post).Hopeless : 0,
            };
        })];
    }

    private async Task<IReadOnlyList<PersonRow>> PeopleAsync(CentralOpsDbContext db, List<DutySession> sessions, DateTimeOffset now, CancellationToken cancel)
    {
        var people = sessions.Select(s => s.UserId).ToList();
        var today = (await db.Set<DutySession>().AsNoTracking().Where(s => people.Contains(s.UserId) && s.SignedInAt >= BoardQueries.DayStart(now))
                .Select(s => new { s.UserId, s.Finished, s.WorkedMilliseconds }).ToListAsync(cancel))
            .GroupBy(s => s.UserId).ToDictionary(g => g.Key, g => (Finished: g.Sum(s => s.Finished), Worked: g.Sum(s => s.WorkedMilliseconds)));
        var rows = new List<PersonRow>();
        foreach (var session in sessions)
        {
            var (finished, worked) = today.GetValueOrDefault(session.UserId, (session.Finished, session.WorkedMilliseconds));
            var name = (await staff.FindAsync(session.UserId, cancel))?.DisplayName ?? "?";
            rows.Add(new PersonRow(session.UserId, name, session.Posts, session.State, session.Since, finished, finished == 0 ? 0 : worked / 1000.0 / finished, session.ItemId));
        }

        return rows;
    }
}
