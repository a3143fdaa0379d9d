using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Cases.Steps;

/// <summary>Takes the results of work items.</summary>
public interface IWorkHandler
{
    /// <summary>One of its work items was finished with the verb <c>done</c>. A refusal leaves everything as it was.</summary>
    Outcome Finished(StepScope scope, WorkItem item, WorkResult result);

    /// <summary>Machine work failed for good (attempts used up). The default throws <see cref="StepError.MachineFailed"/>.</summary>
    void Failed(StepScope scope, WorkItem item, string error) => scope.Throw(StepError.MachineFailed, error);
}

/// <summary>Work that hangs on a step's token but is not the step's own: the same beside every step.</summary>
public interface IBesideWork : IWorkHandler
{
    /// <summary>True when the item is of this kind, whatever its step.</summary>
    bool Handles(WorkItem item);
}

/// <summary>
/// An atomic step. Handlers change the case in memory only; everything they do is committed with the advance or not at all.
/// They must not block, do I/O or keep state.
/// </summary>
public interface IStepHandler : IWorkHandler
{
    /// <summary>What it is, and what the rest of the portal knows of it.</summary>
    StepShape Shape { get; }

    /// <summary>A token arrived. Makes work, or completes the step at once when there is nothing (more) to do.</summary>
    void Enter(StepScope scope);
}

/// <summary>A step whose finished tasks their own author may still put right for a while.</summary>
public interface IAmendableStep : IStepHandler
{
    /// <summary>Puts another result in the place of that of a finished task, unless a later step has used it (<c>entry.settled</c>). A refusal leaves everything as it was.</summary>
    Outcome Amend(StepScope scope, WorkItem item, WorkResult result);
}
