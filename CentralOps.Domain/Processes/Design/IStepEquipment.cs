namespace CentralOps.Domain.Processes.Design;

/// <summary>What this installation has for the steps beyond their handlers.</summary>
public interface IStepEquipment
{
    /// <summary>True when people can work on such a task.</summary>
    bool HasPanel(string task);

    /// <summary>True when a machine performs the operation.</summary>
    bool HasMachine(string operation);
}

/// <summary>There is a panel for a kind of task.</summary>
/// <param name="Task">Kind of task.</param>
public sealed record StepPanel(string Task);
