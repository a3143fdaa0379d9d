namespace CentralOps.Domain.Cases.Steps;

/// <summary>The handlers of all atomic steps, by step.</summary>
public sealed class StepHandlers(IEnumerable<IStepHandler> handlers)
{
    private readonly Dictionary<string, IStepHandler> _byStep = handlers.ToDictionary(h => h.Step, StringComparer.Ordinal);

    /// <summary>All steps that a process may use.</summary>
    public IReadOnlyCollection<string> Steps => _byStep.Keys;

    /// <summary>The handler of a step, or null.</summary>
    public IStepHandler? Find(string step) => _byStep.GetValueOrDefault(step);
}
