using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;
using CentralOps.Web.Dispatch.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CentralOps.Web.Entry.Arbitration;

/// <summary>Arbitration desk: the slice and the differing values without names; a third person settles.</summary>
public sealed partial class ArbitrationPanel : DeskPanel
{
    private const int ValueLimit = 200;
    private ArbitrationView? _view;
    private string _url = "";

    [Inject] internal IDeskViews Views { get; set; } = null!;

    /// <inheritdoc />
    protected override string Module => "arbitration";

    private (string, string)[] Keys =>
    [
        ("F2", T["Key.illegible"]), ("F3", T["Key.blank"]), ("F6", T["Key.zoom"]), ("F7", T["Key.contrast"]), ("F8", T["Key.report"]),
    ];

    private (string, string)[] More => [("1 … 9", T["Arbitration.choose"]), ("T", T["Arbitration.third"]), ("Enter", T["Slice.enter"]), ("F9", T["Key.break"])];

    /// <inheritdoc />
    protected override async Task<Refusal?> LoadAsync()
    {
        var view = await Views.ArbitrationAsync(Desk.Person.Id, Item.Id);
        if (view.Refusal is { } refusal) return refusal;
        _view = view.Value;
        _url = Links.ForItem(_view.Slice.SliceHash, Desk.Person.Id, Item.Id);
        return null;
    }

    /// <inheritdoc />
    protected override object Options() => new
    {
        ItemId = Item.Id,
        _view!.Slice.Type,
        _view.Slice.Length,
        _view.Slice.Optional,
        _view.Slice.Values,
        Choices = _view.Values,
        Texts = Texts([.. DeskTextKeys.Guides, "choose", "enter", "again"]),
    };

    /// <summary>From the browser: what the arbiter settled on.</summary>
    [JSInvokable]
    public Task<PanelReply> Keyed(Guid commandId, SliceKeyed result)
    {
        if (result.Value?.Length > ValueLimit) return Task.FromResult(Say(new Refusal("desk.text-too-long", ValueLimit)));
        if (result.Illegible != result.Value is null) return Task.FromResult(Say(new Refusal("desk.no-value")));
        return FinishAsync(commandId, WorkResult.Done(result with { Milliseconds = Math.Max(result.Milliseconds, 0) }));
    }
}
