using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry.Shortcuts;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Dispatch.Desk;

namespace CentralOps.Web.Screens;

/// <summary>The desk around a panel in the designer: nothing can be done at it.</summary>
internal sealed class PreviewDesk(StaffMember person) : IDesk
{
    private static readonly Refusal s_refusal = new("dispatch.task-gone");

    /// <inheritdoc />
    public StaffMember Person => person;

    /// <inheritdoc />
    public ShortcutMap Shortcuts => ShortcutMap.Default;

    /// <inheritdoc />
    public Task<Outcome> FinishAsync(WorkItem item, Guid commandId, WorkResult result) => Task.FromResult<Outcome>(s_refusal);

    /// <inheritdoc />
    public Task<IReadOnlyList<WorkItem>> ReserveNextAsync(WorkItem item, int most) => Task.FromResult<IReadOnlyList<WorkItem>>([]);

    /// <inheritdoc />
    public Task<Outcome> OpenSheetAsync() => Task.FromResult<Outcome>(s_refusal);

    /// <inheritdoc />
    public Task CloseSheetAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public Task<IReadOnlyList<Refusal>> FinishBesideAsync(Guid commandId, IReadOnlyList<(WorkItem Item, WorkResult Result)> finished) => Task.FromResult<IReadOnlyList<Refusal>>([]);

    /// <inheritdoc />
    public Task<Outcome> PutAsideAsync(Guid itemId) => Task.FromResult<Outcome>(s_refusal);

    /// <inheritdoc />
    public Task SaveDraftAsync(Guid itemId, string draft) => Task.CompletedTask;

    /// <inheritdoc />
    public Task LookAgainAsync() => Task.CompletedTask;
}
