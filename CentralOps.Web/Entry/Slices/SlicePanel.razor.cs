using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Dispatch.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CentralOps.Web.Entry.Slices;

/// <summary>Slice desk: one slice, one box. The component stays while slices change, so that the caret never leaves the box.</summary>
public sealed partial class SlicePanel : DeskPanel
{
    private const int ValueLimit = 200;
    private static readonly string[] Verbs = [ReasonUses.Escalate];
    private SliceView? _view;
    private string _url = "";

    [Inject] internal IDeskViews Views { get; set; } = null!;

    /// <inheritdoc />
    protected override string Module => "slice";

    private (string, string)[] Keys =>
    [
        ("F2", T["Key.illegible"]), ("F3", T["Key.blank"]), ("F4", T["Key.ditto"]), ("F6", T["Key.zoom"]), ("F7", T["Key.contrast"]), ("F8", T["Key.report"]),
    ];

    private (string, string)[] More => [("Enter", T["Slice.enter"]), ("F9", T["Key.break"])];

    /// <inheritdoc />
    protected override async Task<Refusal?> LoadAsync()
    {
        var view = await Views.SliceAsync(Desk.Person.Id, Item.Id);
        if (view.Refusal is { } refusal) return refusal;
        _view = view.Value;
        _url = Links.ForItem(_view.SliceHash, Desk.Person.Id, Item.Id);
        return null;
    }

    /// <inheritdoc />
    protected override object Options() => new
    {
        ItemId = Item.Id,
        _view!.Type,
        _view.Length,
        _view.Optional,
        _view.Values,
        Labels = _view.Values.ToDictionary(v => v, Label),
        Item.Draft,
        Texts = Texts([.. DeskTextKeys.Guides, "empty", "again", "no-ditto"]),
    };

    private string Label(string value) => Codes.Find($"Value.{value}") ?? value;

    /// <summary>From the browser: the value that was confirmed.</summary>
    [JSInvokable]
    public Task<PanelReply> Keyed(Guid commandId, SliceKeyed result)
    {
        if (result.Value?.Length > ValueLimit) return Task.FromResult(Say(new Refusal("desk.text-too-long", ValueLimit)));
        if (result.Illegible != result.Value is null) return Task.FromResult(Say(new Refusal("desk.no-value")));
        return FinishAsync(commandId, WorkResult.Done(result with { Milliseconds = Math.Max(result.Milliseconds, 0) }));
    }
}
