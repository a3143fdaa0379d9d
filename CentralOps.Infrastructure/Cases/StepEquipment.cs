using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Processes.Design;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Cases;

/// <summary>The registered panels and machines.</summary>
internal sealed class StepEquipment(IEnumerable<StepPanel> panels, IServiceProvider services) : IStepEquipment
{
    private readonly HashSet<string> _panels = [.. panels.Select(p => p.Task)];

    // Machines need much that itself asks what is published.
    private readonly Lazy<HashSet<string>> _machines = new(() => [.. services.GetServices<IMachine>().Select(m => m.Task)]);

    public bool HasPanel(string task) => _panels.Contains(task);

    public bool HasMachine(string operation) => _machines.Value.Contains(operation);
}
