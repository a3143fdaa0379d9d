using System.Collections.Concurrent;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Versioning;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Cases.Queries;

/// <summary>Progress from the rows of the case, its work and its timeline; the body with customer data is not read.</summary>
internal sealed class CaseProgressReader(
    IDbContextFactory<CentralOpsDbContext> contexts, IStaffDirectory staff, IPublishedConfiguration configuration, IProcessCatalog processes, TimeProvider clock) : ICaseProgress
{
    private const int Sample = 50;
    private static readonly TimeSpan ExpectationFresh = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, TimeSpan? Usual)> _usual = new(StringComparer.Ordinal);

    public async Task<CaseProgress?> FindAsync(Guid userId, Guid caseId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await staff.FindAsync(userId, cancel) is not { } person || await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == caseId, cancel) is not { } @case) return null;
        if (!person.May(Permissions.CaseViewAll) && !(person.May(Permissions.CaseView) && person.BranchCode == @case.BranchCode)) return null;

        var usual = await UsualAsync(db, @case.BusinessType, cancel);
        return new CaseProgress
        {
            CaseId = @case.Id,
            Number = @case.Number,
            BusinessType = @case.BusinessType,
            Status = @case.Status,
            SubmittedAt = @case.SubmittedAt,
            DueAt = @case.DueAt,
            FinishedAt = @case.FinishedAt,
            ExpectedAt = usual is { } span ? @case.SubmittedAt + span : @case.DueAt,
            Steps = await StepsAsync(db, caseId, cancel),
            Events = await EventsAsync(db, caseId, cancel),
        };
    }

    private static async Task<IReadOnlyList<StepProgress>> StepsAsync(CentralOpsDbContext db, Guid caseId, CancellationToken cancel)
    {
        var work = await db.Set<WorkItem>().AsNoTracking().Where(w => w.CaseId == caseId && w.State != WorkState.Cancelled && w.Kind != WorkKind.Timer && w.Kind != WorkKind.Message)
            .Select(w => new { w.Step, w.Kind, w.State, w.EnqueuedAt, w.FinishedAt }).ToListAsync(cancel);
        return [.. work.GroupBy(w => w.Step).Select(g =>
        {
            var open = g.Where(w => w.State != WorkState.Done).ToList();
            return new StepProgress(
                g.Key, open.Count > 0, g.Count(), g.Count() - open.Count, g.Min(w => w.EnqueuedAt), open.Count > 0 ? null : g.Max(w => w.FinishedAt),
                open.Exists(w => w.State is WorkState.Waiting or WorkState.OnHold), (open.Count > 0 ? open : [.. g]).Exists(w => w.Kind != WorkKind.Machine));
        }).OrderBy(s => s.EnteredAt)];
    }

    private async Task<IReadOnlyList<ProgressEvent>> EventsAsync(CentralOpsDbContext db, Guid caseId, CancellationToken cancel)
    {
        var events = await db.Set<CaseEvent>().AsNoTracking().Where(e => e.CaseId == caseId).InOrderAsync(cancel);
        var steps = StepsByElement();
        var names = new Dictionary<Guid, string?>();
        foreach (var id in events.Select(e => e.UserId).OfType<Guid>().Distinct()) names[id] = (await staff.FindAsync(id, cancel))?.DisplayName;
        return [.. events.Select(e => new ProgressEvent(e, e.UserId is { } id ? names[id] : null, e.Element is { } element ? steps.GetValueOrDefault(element) : null))];
    }

    // Element ids of the published models; an element that only an old version knew keeps the name in its event.
    private Dictionary<string, string> StepsByElement()
    {
        var steps = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var process in configuration.AllCurrent(ConfigurationKind.Process))
        {
            foreach (var element in processes.Get(process.Key, process.Version)?.Elements.Values ?? [])
                if (element.Step is { } step) steps[element.Id] = step.Step;
        }

        return steps;
    }

    private async Task<TimeSpan?> UsualAsync(CentralOpsDbContext db, string businessType, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (_usual.TryGetValue(businessType, out var known) && now - known.At < ExpectationFresh) return known.Usual;
        var latest = await db.Set<Case>().AsNoTracking().Where(c => c.BusinessType == businessType && c.Status == CaseStatus.Completed && c.FinishedAt != null)
            .OrderByDescending(c => c.FinishedAt).Take(Sample).Select(c => new { c.SubmittedAt, c.FinishedAt }).ToListAsync(cancel);
        var times = latest.Select(c => c.FinishedAt!.Value - c.SubmittedAt).Order().ToList();
        TimeSpan? usual = times.Count == 0 ? null : times[times.Count / 2];
        _usual[businessType] = (now, usual);
        return usual;
    }
}
