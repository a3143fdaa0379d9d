using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;

namespace CentralOps.Web.Dispatch.Desk;

/// <summary>What panels ask of the desk.</summary>
public sealed partial class DutyDesk
{
    /// <inheritdoc />
    public async Task<Outcome> FinishAsync(WorkItem item, Guid commandId, WorkResult result)
    {
        var outcome = await Finishing.FinishAsync(Person.Id, item.Id, commandId, result);
        if (outcome.Refusal is { Code: "dispatch.lease-lost" } lost)
        {
            _notice = Codes.Of(lost);
            await LookAgainAsync();
        }
        else if (outcome.Succeeded)
        {
            Count(item);
            // The push of the next task may have been quicker than this call's own way back.
            if (_item?.Id == item.Id) await TakeUpAsync();
            StateHasChanged();
        }

        return outcome;
    }

    /// <inheritdoc />
    public async Task<WorkItem?> ReserveNextAsync(WorkItem item) => await Operators.ReserveAsync(Person.Id, 1, w => w.Task == item.Task) is [var next, ..] ? next : null;

    /// <inheritdoc />
    public async Task<Outcome> PutAsideAsync(Guid itemId)
    {
        var outcome = await Operators.PutAsideAsync(Person.Id, itemId);
        await LookAgainAsync();
        return outcome;
    }

    /// <inheritdoc />
    public async Task SaveDraftAsync(Guid itemId, string draft)
    {
        var outcome = await Operators.SaveDraftAsync(Person.Id, itemId, draft);
        if (!outcome.Succeeded && _item?.Id == itemId) await LookAgainAsync();
    }

    /// <inheritdoc />
    public async Task LookAgainAsync()
    {
        await ArriveAsync();
        StateHasChanged();
    }
}
