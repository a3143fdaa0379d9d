using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.Demo;

namespace CentralOps.Infrastructure.Recognition;

/// <summary>The simulated person who says what a page is.</summary>
internal sealed class DemoClassifier : IDemoAnswer
{
    public IReadOnlyList<string> Tasks { get; } = [ClassifyPagesStep.Name];

    public (int Least, int Most) Takes => (6000, 12_000);

    public WorkResult? Of(WorkItem item, Case @case, DemoCase? sample)
    {
        var page = @case.Pages.Find(p => p.Id == StoredJson.Read<PageAsked>(item.Payload).PageId);
        var line = page is not null && sample is not null && page.Number <= sample.Pages.Count ? sample.Pages[page.Number - 1] : null;
        // Where the machine did not find the paper's edges by itself, the simulated person drags the corners to those of the scan.
        double[]? corners = page is { Doubt: "registration-failed" } ? [0, 0, page.Width, 0, page.Width, page.Height, 0, page.Height] : null;
        return WorkResult.Done(new PageClassified(page?.Id ?? Guid.Empty, line?.Template, corners));
    }

    private sealed record PageAsked(Guid PageId);
}
