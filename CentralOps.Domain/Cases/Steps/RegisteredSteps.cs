using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Cases.Steps;

/// <summary>The shapes of all registered steps: by group, within a group as a case meets them.</summary>
public sealed class RegisteredSteps : IStepCatalogue
{
    private readonly Dictionary<string, StepShape> _byStep;

    /// <summary>Reads them.</summary>
    /// <exception cref="RuleBroken">Two of them contradict each other.</exception>
    public RegisteredSteps(IEnumerable<IStepHandler> handlers)
    {
        All = [.. handlers.Select(h => h.Shape).OrderBy(s => s.Group).ThenBy(s => s.Phase)];
        _byStep = [];
        foreach (var shape in All)
            if (!_byStep.TryAdd(shape.Step, shape)) throw new RuleBroken($"two handlers are registered for the step '{shape.Step}'");
        Queues = [.. All.SelectMany(s => s.Machines).Select(m => m.Queue).Distinct()];
        if (Queues.GroupBy(q => q.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new RuleBroken($"the machine queue '{twice.Key}' has {string.Join(" or ", twice.Select(q => q.Slots))} slots, as steps say");
        Desks = [.. All.SelectMany(s => s.Desks).Append(StepDesk.Incident).DistinctBy(d => d.Task)];
    }

    /// <inheritdoc />
    public IReadOnlyList<StepShape> All { get; }

    /// <inheritdoc />
    public IReadOnlyList<StepDesk> Desks { get; }

    /// <inheritdoc />
    public IReadOnlyList<MachineQueue> Queues { get; }

    /// <inheritdoc />
    public StepShape? Find(string step) => _byStep.GetValueOrDefault(step);
}
