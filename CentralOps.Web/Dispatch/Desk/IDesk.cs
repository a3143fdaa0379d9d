using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry.Shortcuts;
using CentralOps.Domain.Kernel;

namespace CentralOps.Web.Dispatch.Desk;

/// <summary>What a panel may ask of the desk around it.</summary>
public interface IDesk
{
    /// <summary>Who sits here.</summary>
    StaffMember Person { get; }

    /// <summary>Their own keys.</summary>
    ShortcutMap Shortcuts { get; }

    /// <summary>Finishes the task and brings the next one on screen. The same command id again does nothing twice.</summary>
    Task<Outcome> FinishAsync(WorkItem item, Guid commandId, WorkResult result);

    /// <summary>Reserves the tasks that come after this one, as far as the queue has some of the same kind; in the order in which they will come.</summary>
    Task<IReadOnlyList<WorkItem>> ReserveNextAsync(WorkItem item, int most);

    /// <summary>Group mode: lays slices of the same type as the one in hand beside it. Refused when there are none.</summary>
    Task<Outcome> OpenSheetAsync();

    /// <summary>Ends group mode; what lay on the sheet comes one by one.</summary>
    Task CloseSheetAsync();

    /// <summary>Finishes slices that lie beside the one in hand; the codes of those that were not taken.</summary>
    Task<IReadOnlyList<Refusal>> FinishBesideAsync(Guid commandId, IReadOnlyList<(WorkItem Item, WorkResult Result)> finished);

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
