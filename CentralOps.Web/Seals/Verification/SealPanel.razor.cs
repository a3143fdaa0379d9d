using System.Text.Json;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;
using CentralOps.Web.Components;
using CentralOps.Web.Dispatch.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CentralOps.Web.Seals.Verification;

/// <summary>Seal desk: each required seal is compared with its specimen and gets a verdict with a reason; nothing is preselected.</summary>
public sealed partial class SealPanel : CasePanel
{
    private static readonly (string Mode, string Key)[] Modes = [("overlay", "v"), ("blink", " "), ("swipe", "s"), ("difference", "d")];
    private SealPayload? _payload;
    private CasePage? _page;

    [Inject] internal ReasonCatalogue Reasons { get; set; } = null!;

    /// <inheritdoc />
    protected override string Module => "seal";

    private (string, string)[] Keys => [("F2", T["Key.return"]), ("F3", T["Key.reject"]), ("F4", T["Key.suspend"]), ("F8", T["Key.escalate"])];

    private (string, string)[] More =>
    [
        ("1 … 9", T["Seal.choose"]), ("P / F", T["Seal.decide"]), ("V", T["Seal.mode.overlay"]), (" ", T["Seal.mode.blink"]), ("S", T["Seal.mode.swipe"]), ("D", T["Seal.mode.difference"]),
        ("O", T["Seal.opacity"]), ("[ ]", T["Seal.rotate"]), ("{ }", T["Seal.rotate-degree"]), ("← ↑ → ↓", T["Seal.shift"]), ("X", T["Seal.folds"]), ("T", T["Seal.threshold"]),
        ("M", T["Seal.measure"]), ("Z", T["Seal.reset"]), ("Ctrl+Enter", T["Seal.send"]), ("F9", T["Key.break"]),
    ];

    /// <inheritdoc />
    protected override Refusal? Prepare(CaseView view)
    {
        try
        {
            _payload = StoredJson.Read<SealPayload>(Item.Payload);
            _page = view.Pages.FirstOrDefault(p => p.Id == _payload.PageId);
            return null;
        }
        catch (JsonException)
        {
            return new Refusal("desk.bad-payload");
        }
    }

    /// <inheritdoc />
    protected override object Options() => new
    {
        ItemId = Item.Id,
        Seals = _payload!.Seals.Select(s => new
        {
            s.Role,
            Specimen = AddressOrNull(s.SpecimenHash),
            Impression = AddressOrNull(s.ImpressionHash),
            Difference = AddressOrNull(s.DifferenceHash),
        }),
        Texts = Texts("each"),
    };

    /// <summary>From the browser: a verdict for every seal.</summary>
    [JSInvokable]
    public Task<PanelReply> Decided(Guid commandId, IReadOnlyList<SealDecided> seals) =>
        Check(seals) is { } refusal ? Task.FromResult(Say(refusal)) : FinishAsync(commandId, WorkResult.Done(new SealsDecided(seals)));

    private Refusal? Check(IReadOnlyList<SealDecided> seals) =>
        _payload is not null && _payload.Seals.Select(s => s.Role).SequenceEqual(seals.Select(s => s.Role), StringComparer.Ordinal) ? null : new Refusal("desk.seals-open");

    private IEnumerable<(string Use, ReasonCode Reason)> ReasonOptions() =>
        Reasons.For(ReasonUses.SealPass, Item.Task).Select(r => ("pass", r)).Concat(Reasons.For(ReasonUses.SealFail, Item.Task).Select(r => ("fail", r)));

    private static StateKind KindOf(string verdict) => verdict switch { "pass" => StateKind.Ok, "fail" => StateKind.Breached, _ => StateKind.Due };

    // Evidence may carry a measure behind its code: extra-ink 3.1 %.
    private string ReasonText(string reason)
    {
        var space = reason.IndexOf(' ', StringComparison.Ordinal);
        var code = space < 0 ? reason : reason[..space];
        return $"{Codes.Find($"SealReason.{code}") ?? code}{(space < 0 ? "" : reason[space..])}";
    }
}
