using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Screens;
using CentralOps.Web.Dispatch.Desk;
using Microsoft.JSInterop;

namespace CentralOps.Web.Entry.Correction;

/// <summary>Correction desk: what a data check found wrong is looked at again on the image and put right, or goes back to the branch.</summary>
public sealed partial class CorrectionPanel : CasePanel
{
    private const int ValueLimit = 200;
    private IReadOnlyList<FieldView> _fields = [];

    /// <inheritdoc />
    protected override string Module => "correction";

    private (string, string)[] Keys =>
    [
        ("F2", T["Key.return"]), ("F3", T["Key.reject"]), ("F4", T["Key.suspend"]), ("F6", T["Key.zoom"]), ("F7", T["Key.contrast"]), ("F8", T["Key.escalate"]),
    ];

    private (string, string)[] More => [("Enter", T["Correction.next"]), ("Ctrl+Enter", T["Correction.send"]), ("F9", T["Key.break"])];

    /// <inheritdoc />
    protected override Refusal? Prepare(CaseView view)
    {
        _fields = Correctable(view);
        return null;
    }

    /// <inheritdoc />
    protected override async Task RevealedAsync(FieldView field)
    {
        _fields = Correctable(View!);
        await TellAsync("revealed", field.Field.Code, field.Field.Value ?? "", Locked(field));
    }

    // What is masked must be shown in full before it can be put right.
    private static bool Locked(FieldView field) => field.Masked || field.Look.ReadOnly;

    private static IReadOnlyList<FieldView> Correctable(CaseView view) => [.. view.Fields.Where(f => f.Field.Keying != KeyingPolicies.None || f.Failures.Count > 0)];

    /// <inheritdoc />
    protected override object Options() => new
    {
        ItemId = Item.Id,
        Item.Draft,
        Pages = PageOptions(),
        Fields = _fields.Select(f => new
        {
            f.Field.Code,
            f.Field.Type,
            f.Length,
            f.Field.Optional,
            f.Values,
            Labels = f.Values.ToDictionary(v => v, v => Codes.Find($"Value.{v}") ?? v),
            Value = f.Field.Value ?? "",
            Failed = f.Failures.Count > 0,
            Locked = Locked(f),
            f.Field.PageId,
            f.Field.Quad,
        }),
        Texts = Texts([.. DeskTextKeys.Guides, "again", "reveal-first"]),
    };

    /// <summary>From the browser: the values of failed and changed fields.</summary>
    [JSInvokable]
    public Task<PanelReply> Corrected(Guid commandId, IReadOnlyDictionary<string, string?> values)
    {
        if (values.Values.Any(v => v?.Length > ValueLimit)) return Task.FromResult(Say(new Refusal("desk.text-too-long", ValueLimit)));
        if (!values.Keys.All(code => _fields.Any(f => f.Field.Code == code && !Locked(f)))) return Task.FromResult(Say(new Refusal("desk.no-value")));
        return RequiredFields.Blank(_fields, f => values.TryGetValue(f.Field.Code, out var typed) ? typed : f.Field.Value) is { } blank
            ? Task.FromResult(Say(blank))
            : FinishAsync(commandId, WorkResult.Done(new FieldsCorrected(values)));
    }
}
