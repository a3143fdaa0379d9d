using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Dispatch;

namespace CentralOps.Domain.Cases.Steps;

/// <summary>The handlers of all atomic steps, by step, and of work that may hang beside any of them.</summary>
public sealed class StepHandlers(IEnumerable<IStepHandler> handlers, IEnumerable<IBesideWork> beside)
{
    private readonly Dictionary<string, IStepHandler> _byStep = handlers.ToDictionary(h => h.Shape.Step, StringComparer.Ordinal);
    private readonly IBesideWork[] _beside = [.. beside];
    private readonly Lazy<FactCatalogue> _facts = new(() => new FactCatalogue(handlers.Select(h => h.GetType().Assembly)));

    /// <summary>What the case itself and these steps may establish of a case.</summary>
    public FactCatalogue Facts => _facts.Value;

    /// <summary>All steps that a process may use.</summary>
    public IReadOnlyCollection<string> Steps => _byStep.Keys;

    /// <summary>The handler of a step, or null.</summary>
    public IStepHandler? Find(string step) => _byStep.GetValueOrDefault(step);

    /// <summary>Who takes the result of this item at a step; null = nobody.</summary>
    public IWorkHandler? Of(WorkItem item, string step) => Array.Find(_beside, b => b.Handles(item)) ?? (IWorkHandler?)Find(step);
}
