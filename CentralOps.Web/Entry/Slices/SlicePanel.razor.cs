using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Entry.Shortcuts;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;
using CentralOps.Web.Dispatch.Desk;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CentralOps.Web.Entry.Slices;

/// <summary>Slice desk: one slice, one box. The component stays while slices change, so that the caret never leaves the box.</summary>
public sealed partial class SlicePanel : DeskPanel
{
    private const int ValueLimit = 200;

    // Deep enough that a keyer of 12,000 keystrokes an hour never waits at 150 ms of line delay, even over short slices.
    private const int Ahead = 3;
    private readonly Dictionary<Guid, WorkItem> _reserved = [];
    private readonly HashSet<Guid> _taken = [];
    private SliceView? _view;

    [Inject] internal IDeskViews Views { get; set; } = null!;

    [Inject] internal IAmendWork Amending { get; set; } = null!;

    /// <inheritdoc />
    protected override string Module => "slice";

    private (string, string)[] Keys => [.. Shortcuts.All.Select(s => (s.Value, T[$"Key.{s.Key}"].Value))];

    private (string, string)[] More => [("Enter", T["Slice.enter"]), ("Esc", T["Slice.clear"]), ("F9", T["Key.break"])];

    private ShortcutMap Shortcuts => Desk.Shortcuts;

    /// <inheritdoc />
    protected override async Task<Refusal?> LoadAsync()
    {
        var view = await Views.SliceAsync(Desk.Person.Id, Item.Id);
        if (view.Refusal is { } refusal) return refusal;
        _view = view.Value;
        return null;
    }

    /// <inheritdoc />
    protected override object Options() => OptionsOf(_view!, Item);

    /// <summary>Reserves the next slices and has their images fetched while this one is keyed.</summary>
    protected override async Task ShownAsync()
    {
        var coming = new List<object>();
        foreach (var next in await Desk.ReserveNextAsync(Item, Ahead))
        {
            var view = await Views.SliceAsync(Desk.Person.Id, next.Id);
            if (!view.Succeeded) continue;
            coming.Add(OptionsOf(view.Value, next));
            _reserved[next.Id] = next;
        }

        await TellAsync("ahead", coming);
    }

    private object OptionsOf(SliceView view, WorkItem item) => new
    {
        ItemId = item.Id,
        Name = InLanguage.Of(view.NameZh, view.NameEn),
        Url = Links.ForItem(view.SliceHash, Desk.Person.Id, item.Id),
        view.Type,
        view.Length,
        view.Optional,
        view.Values,
        Labels = view.Values.ToDictionary(v => v, Label),
        Proposal = view.Proposal is { Doubtful: > 0 } proposal ? proposal.Text : null,
        item.Draft,
        Keys = Shortcuts.All,
        Texts = Texts([.. DeskTextKeys.Guides, "doubt.open", "empty", "again", "no-ditto", "no-previous", "no-image", "back", "amended"]),
    };

    private string Label(string value) => Codes.Find($"Value.{value}") ?? value;

    /// <summary>From the browser: the value that was confirmed.</summary>
    [JSInvokable]
    public Task<PanelReply> Keyed(Guid commandId, Guid itemId, SliceKeyed result)
    {
        if (Check(result) is { } refusal) return Task.FromResult(Say(refusal));
        // The same command again, because its answer was lost.
        if (_taken.Contains(itemId)) return Task.FromResult(new PanelReply(true, null));
        // Confirmed while it was still reserved, because something more urgent came between or the one before it was refused. Anything else is not in hand any more.
        var item = itemId == Item.Id ? Item : _reserved.GetValueOrDefault(itemId);
        if (item is null) return Task.FromResult(Say(new Refusal("dispatch.lease-lost")));
        return TakeAsync(commandId, item, WorkResult.Done(result with { Milliseconds = Math.Max(result.Milliseconds, 0) }));
    }

    private async Task<PanelReply> TakeAsync(Guid commandId, WorkItem item, WorkResult result)
    {
        var reply = item == Item ? await FinishAsync(commandId, result) : await AnswerAsync(commandId, async () =>
            await Desk.FinishBesideAsync(commandId, [(item, result)]) is [var refusal, ..] ? refusal : Outcome.Ok);
        if (!reply.Ok) return reply;
        _taken.Add(item.Id);
        _reserved.Remove(item.Id);
        return reply;
    }

    /// <summary>From the browser: another value for the slice before.</summary>
    [JSInvokable]
    public async Task<PanelReply> Amend(Guid itemId, SliceKeyed result)
    {
        if (Check(result) is { } refusal) return Say(refusal);
        var outcome = await Amending.AmendAsync(Desk.Person.Id, itemId, WorkResult.Done(result));
        return outcome.Refusal is { } no ? Say(no) : new PanelReply(true, null);
    }

    /// <summary>From the browser: slices of this type as a sheet.</summary>
    [JSInvokable]
    public async Task<PanelReply> OpenSheet() => (await Desk.OpenSheetAsync()).Refusal is { } refusal ? Say(refusal) : new PanelReply(true, null);

    private static Refusal? Check(SliceKeyed result) =>
        result.Value?.Length > ValueLimit ? new Refusal("desk.text-too-long", ValueLimit) : result.Illegible != result.Value is null ? new Refusal("desk.no-value") : null;
}
