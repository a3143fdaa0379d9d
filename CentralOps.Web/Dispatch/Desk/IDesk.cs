using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;

namespace CentralOps.Web.Dispatch.Desk;

/// <summary>What a panel may ask of the desk around it.</summary>
public interface IDesk
{
    /// <summary>Who sits here.</summary>
    StaffMember Person { get; }

    /// <summary>Finishes the task and brings the next one on screen. The same command id again does nothing twice.</summary>
    Task<Outcome> FinishAsync(WorkItem item, Guid commandId, WorkResult result);

    /// <summary>Reserves the task that comes after this one, if the queue has one of the same kind.</summary>
    Task<WorkItem?> ReserveNextAsync(WorkItem item);

    /// <summary>Puts the task in hand aside and brings the next one on screen.</summary>
    Task<Outcome> PutAsideAsync(Guid itemId);

    /// <summary>Keeps what was typed.</summary>
    Task SaveDraftAsync(Guid itemId, string draft);

    /// <summary>The panel cannot show the task (it is gone, or its images are): the desk asks again what is in hand.</summary>
    Task LookAgainAsync();
}

/// <summary>What the browser reads as the answer to a result.</summary>
/// <param name="Ok">Taken.</param>
/// <param name="Message">Why not, in the person's language.</param>
public sealed record PanelReply(bool Ok, string? Message);
