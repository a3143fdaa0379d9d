using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Entry.Shortcuts;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;
using CentralOps.Web.Dispatch.Desk;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CentralOps.Web.Entry.Vouchers;

/// <summary>Whole-voucher desk: one page and its fields; the image follows the field, Enter confirms and goes to the next unconfirmed one.</summary>
public sealed partial class VoucherPanel : DeskPanel
{
    private const int ValueLimit = 200;
    private VoucherView? _view;
    private string _url = "";

    [Inject] internal IDeskViews Views { get; set; } = null!;

    [Inject] internal ScreenTasks Screens { get; set; } = null!;

    /// <inheritdoc />
    protected override string Module => "voucher";

    private ShortcutMap Shortcuts => Desk.Shortcuts;

    private Screen Screen => _view?.Screen?.Screen ?? Screens.ShippedFor(Item.Task);

    private (string, string)[] Keys => [.. Shortcuts.All.Where(s => s.Key is not ("sheet" or "ditto")).Select(s => (s.Value, T[$"Key.{s.Key}"].Value))];

    private (string, string)[] More => [("Enter", T["Voucher.next"]), ("↑ ↓", T["Voucher.move"]), ("Ctrl+Enter", T["Voucher.send"]), ("F9", T["Key.break"])];

    /// <inheritdoc />
    protected override async Task<Refusal?> LoadAsync()
    {
        if (Preview is { Voucher: { } sample })
        {
            (_view, _url) = (sample, Preview.Address(sample.Page.ContentHash, null));
            return null;
        }

        var view = await Views.VoucherAsync(Desk.Person.Id, Item.Id);
        if (view.Refusal is { } refusal) return refusal;
        _view = view.Value;
        _url = Links.ForItem(_view.Page.ContentHash, Desk.Person.Id, Item.Id);
        return null;
    }

    /// <inheritdoc />
    protected override object Options() => new
    {
        ItemId = Item.Id,
        Item.Draft,
        Page = new { _view!.Page.Id, Url = _url, _view.Page.Width, _view.Page.Height },
        Fields = _view.Fields.Select(f => new
        {
            f.Definition.Code,
            f.Definition.Type,
            f.Definition.Length,
            f.Definition.Optional,
            f.Definition.Values,
            Labels = f.Definition.Values.ToDictionary(v => v, v => Codes.Find($"Value.{v}") ?? v),
            Proposal = f.Proposal?.Text,
            f.Quad,
        }),
        Keys = Shortcuts.All,
        Texts = Texts([.. DeskTextKeys.Guides, "doubt.open", "empty", "again", "illegible", "blank", "unfinished"]),
    };

    /// <summary>From the browser: every field of the page.</summary>
    [JSInvokable]
    public Task<PanelReply> VoucherKeyed(Guid commandId, IReadOnlyList<VoucherFieldKeyed> fields)
    {
        if (fields.Any(f => f.Value?.Length > ValueLimit)) return Task.FromResult(Say(new Refusal("desk.text-too-long", ValueLimit)));
        if (fields.Any(f => f.Illegible != f.Value is null)) return Task.FromResult(Say(new Refusal("desk.no-value")));
        var blank = _view!.Fields.Where(f => f.Look.Required && fields.Any(k => k.Code == f.Definition.Code && k.Value is "")).Select(f => InLanguage.Of(f.Definition.NameZh, f.Definition.NameEn));
        if (RequiredFields.Blank(blank) is { } refusal) return Task.FromResult(Say(refusal));
        return FinishAsync(commandId, WorkResult.Done(new VoucherKeyed([.. fields.Select(f => f with { Milliseconds = Math.Max(f.Milliseconds, 0) })])));
    }
}
