using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Entry.Shortcuts;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;
using CentralOps.Web.Dispatch.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CentralOps.Web.Entry.Sheets;

/// <summary>Group mode: slices of one field type with what the machine read. The wrong ones are picked out and keyed; what the machine doubts is typed in any case.</summary>
public sealed partial class SheetPanel : GroupPanel
{
    private const int ValueLimit = 200;
    private readonly List<SliceView> _cells = [];

    [Inject] internal IDeskViews Views { get; set; } = null!;

    /// <inheritdoc />
    protected override string Module => "sheet";

    private ShortcutMap Shortcuts => Desk.Shortcuts;

    private (string, string)[] Keys =>
    [
        ("Space", T["Sheet.wrong"]), (Shortcuts["illegible"], T["Key.illegible"]), (Shortcuts["blank"], T["Key.blank"]), (Shortcuts["contrast"], T["Key.contrast"]),
        (Shortcuts["sheet"], T["Sheet.close"]),
    ];

    private (string, string)[] More => [("← ↑ → ↓", T["Sheet.move"]), ("Enter", T["Sheet.next"]), ("Esc", T["Sheet.right"]), ("Ctrl+Enter", T["Sheet.send"]), ("F9", T["Key.break"])];

    /// <inheritdoc />
    protected override async Task<Refusal?> LoadAsync()
    {
        _cells.Clear();
        foreach (var item in Beside.Prepend(Item))
        {
            var view = await Views.SliceAsync(Desk.Person.Id, item.Id);
            if (view.Succeeded) _cells.Add(view.Value);
            else if (item == Item) return view.Refusal;
        }

        return null;
    }

    /// <inheritdoc />
    protected override object Options() => new
    {
        ItemId = Item.Id,
        Item.Draft,
        Cells = _cells.Select(c => new
        {
            ItemId = c.Item.Id,
            Url = Links.ForItem(c.SliceHash, Desk.Person.Id, c.Item.Id),
            c.Type,
            c.Length,
            c.Optional,
            c.Values,
            Reading = c.Proposal?.Text ?? "",
        }),
        Keys = Shortcuts.All,
        Texts = Texts([.. DeskTextKeys.Guides, "doubt.open", "empty", "again", "illegible", "blank", "unfinished", "no-image"]),
    };

    /// <summary>From the browser: all slices of the sheet.</summary>
    [JSInvokable]
    public async Task<PanelReply> SheetKeyed(Guid commandId, IReadOnlyList<SheetCellKeyed> cells)
    {
        if (cells.FirstOrDefault(c => c.Value?.Length > ValueLimit) is not null) return Say(new Refusal("desk.text-too-long", ValueLimit));
        if (cells.Any(c => c.Illegible != c.Value is null) || _cells.Any(c => cells.Count(k => k.ItemId == c.Item.Id) != 1)) return Say(new Refusal("desk.no-value"));
        WorkResult Of(Guid id) => cells.Single(c => c.ItemId == id) is var c ? WorkResult.Done(new SliceKeyed(c.Value, c.Illegible, Math.Max(c.Milliseconds, 0))) : throw new InvalidOperationException();
        await Desk.FinishBesideAsync(commandId, [.. Beside.Where(b => _cells.Exists(c => c.Item.Id == b.Id)).Select(b => (b, Of(b.Id)))]);
        // The one in hand last: it brings the next sheet. One that was taken away meanwhile is keyed by somebody else; that needs no word.
        return await FinishAsync(commandId, Of(Item.Id));
    }

    /// <summary>From the browser: one by one again.</summary>
    [JSInvokable]
    public async Task<PanelReply> CloseSheet()
    {
        await Desk.CloseSheetAsync();
        return new PanelReply(true, null);
    }
}

/// <summary>A slice of a sheet as keyed.</summary>
/// <param name="ItemId">Its task.</param>
/// <param name="Value">What was confirmed or typed; null with <paramref name="Illegible"/>.</param>
/// <param name="Illegible">The person cannot read it.</param>
/// <param name="Milliseconds">Its share of the time spent on the sheet.</param>
public sealed record SheetCellKeyed(Guid ItemId, string? Value, bool Illegible, int Milliseconds);
