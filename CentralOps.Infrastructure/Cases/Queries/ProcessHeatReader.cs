using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Cases.Queries;

/// <summary>Figures from the latest finished tasks: one range of an index, whatever else is stored.</summary>
internal sealed class ProcessHeatReader(IDbContextFactory<CentralOpsDbContext> contexts, IProcessCatalog processes, VoucherConfiguration vouchers) : IProcessHeat
{
    private const int Most = 20_000;

    public async Task<ProcessHeat> ReadAsync(string processKey, int version, CancellationToken cancel = default)
    {
        if (processes.Get(processKey, version) is not { } graph) return new ProcessHeat(0, null, []);
        var types = vouchers.BusinessTypes.Where(t => Uses(t.Process, processKey, [])).Select(t => t.Key).ToList();
        var steps = graph.Elements.Values.Where(e => e.Step is not null).Select(e => e.Step!.Step).Distinct().ToList();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var tasks = await db.Set<WorkItem>().AsNoTracking()
            .Where(w => w.FinishedAt != null && w.State == WorkState.Done && types.Contains(w.BusinessType) && steps.Contains(w.Step) && w.Kind != WorkKind.Timer && w.Kind != WorkKind.Message)
            .OrderByDescending(w => w.FinishedAt).Take(Most).Select(w => new { w.Step, w.EnqueuedAt, w.StartedAt, w.FinishedAt }).ToListAsync(cancel);
        var figures = tasks.GroupBy(t => t.Step).ToDictionary(g => g.Key, g => (
            Count: g.Count(),
            Wait: TimeSpan.FromMilliseconds(g.Average(t => Math.Max(0, ((t.StartedAt ?? t.FinishedAt!.Value) - t.EnqueuedAt).TotalMilliseconds))),
            Work: TimeSpan.FromMilliseconds(g.Average(t => Math.Max(0, (t.FinishedAt!.Value - (t.StartedAt ?? t.FinishedAt.Value)).TotalMilliseconds)))));
        return new ProcessHeat(tasks.Count, tasks.Count == 0 ? null : tasks[^1].FinishedAt,
            [.. graph.Elements.Values.Where(e => e.Step is { } step && figures.ContainsKey(step.Step)).Select(e => (Element: e, Figure: figures[e.Step!.Step])).Select(x => new StepHeat(x.Element.Id, x.Element.Name, x.Figure.Count, x.Figure.Wait, x.Figure.Work))]);
    }

    private bool Uses(string from, string key, HashSet<string> seen) =>
        from == key || (seen.Add(from) && processes.Get(from, null) is { } graph && graph.Elements.Values.Any(e => e.CalledProcess is { } called && Uses(called, key, seen)));
}
