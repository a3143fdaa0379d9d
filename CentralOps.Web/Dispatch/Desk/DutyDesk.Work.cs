using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Entry.Sheets;
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
    public async Task<IReadOnlyList<WorkItem>> ReserveNextAsync(WorkItem item, int most)
    {
        if (item.Task == EnterFieldsStep.Slice) await Known.MixInAsync(Person.Id, item, null, 1);
        return [.. (await Operators.ReserveAsync(Person.Id, most, w => w.Task == item.Task)).Where(w => w.Id != item.Id)];
    }

    /// <inheritdoc />
    public async Task<Outcome> OpenSheetAsync()
    {
        if (_item is not { } item || SheetSlices.TypeOf(item) is null) return Outcome.No("entry.no-sheet");
        await GatherAsync(item);
        if (_beside.Count == 0) return Outcome.No("entry.no-sheet-yet");
        _sheets = true;
        Parameters();
        StateHasChanged();
        return Outcome.Ok;
    }

    /// <inheritdoc />
    public Task CloseSheetAsync()
    {
        (_sheets, _beside) = (false, []);
        Parameters();
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Refusal>> FinishBesideAsync(Guid commandId, IReadOnlyList<(WorkItem Item, WorkResult Result)> finished)
    {
        var refused = new List<Refusal>();
        foreach (var (item, result) in finished)
        {
            var outcome = await Finishing.FinishAsync(Person.Id, item.Id, commandId, result);
            if (outcome.Refusal is { } refusal) refused.Add(refusal);
            else Count(item);
        }

        return refused;
    }

    // Slices of the same type, in the queue's order; only those whose policy lets the machine's reading be seen.
    private async Task GatherAsync(WorkItem item)
    {
        var type = SheetSlices.TypeOf(item);
        if (type is not null) await Known.MixInAsync(Person.Id, item, type, SheetSlices.Most);
        // In no order that tells anything: a known answer comes from the front of the queue.
        _beside = type is null ? [] : [.. (await Operators.ReserveAsync(Person.Id, SheetSlices.Most - 1, w => SheetSlices.TypeOf(w) == type)).Where(w => w.Id != item.Id).OrderBy(w => w.Id.GetHashCode())];
    }

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
