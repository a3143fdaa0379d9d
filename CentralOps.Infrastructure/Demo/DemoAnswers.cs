using System.Collections.Concurrent;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Infrastructure.Demo;

/// <summary>What simulated operators make of their tasks: as the feature says, or a yes where a desk only decides.</summary>
internal sealed class DemoAnswers(ICaseReader cases, DemoPapers papers, IEnumerable<IDemoAnswer> answers, IStepCatalogue steps, IShownPages shown)
{
    private readonly ConcurrentDictionary<Guid, DemoCase> _known = [];
    private readonly Lazy<IReadOnlyList<DemoCase>> _shipped = new(papers.Shipped);
    private readonly Dictionary<string, IDemoAnswer> _answers = answers.SelectMany(a => a.Tasks, (a, task) => (task, a)).ToDictionary(x => x.task, x => x.a, StringComparer.Ordinal);

    /// <summary>Remembers which sample a case was made of.</summary>
    public void Remember(Guid caseId, DemoCase sample) => _known[caseId] = sample;

    /// <summary>How long a task takes them.</summary>
    public TimeSpan TimeFor(string task)
    {
        var (least, most) = _answers.TryGetValue(task, out var answer) ? answer.Takes : (8000, 16_000);
        return TimeSpan.FromMilliseconds(Random.Shared.Next(least, most));
    }

    /// <summary>The result; null = better leave it to a person.</summary>
    public async Task<WorkResult?> OfAsync(Guid userId, WorkItem item, CancellationToken cancel)
    {
        if (await cases.ReadAsync(item.CaseId, cancel) is not { } @case) return null;
        var answer = _answers.GetValueOrDefault(item.Task);
        if (item.Task != StepDesk.Incident.Task && steps.Desks.Any(d => d.Task == item.Task && d.Screen is { Edits: false }))
        {
            // They look at the truth of the sample instead.
            foreach (var page in @case.LivePages) await shown.NoteAsync(userId, item.Id, page.ContentHash, cancel);
            if (answer is null) return WorkResult.Done(new Approved([.. @case.LivePages.Select(p => p.Id)], null));
        }

        return answer?.Of(item, @case, SampleOf(@case));
    }

    private DemoCase? SampleOf(Case @case)
    {
        if (_known.TryGetValue(@case.Id, out var known)) return known;
        var number = @case.Body.Numbers.Select(@case.Accepted).FirstOrDefault(n => !string.IsNullOrEmpty(n)) ?? @case.Pages.Select(p => p.VoucherNumber).FirstOrDefault(n => !string.IsNullOrEmpty(n));
        return number is null ? null : _shipped.Value.FirstOrDefault(s => s.Pages.Any(p => p.Number == number));
    }
}
