using System.Text.Json;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;
using CentralOps.Web.Dispatch.Desk;
using Microsoft.JSInterop;

namespace CentralOps.Web.CentralAuthorization.Callbacks;

/// <summary>Phone desk (large-amount call-back): the contact on file, the script's questions, the outcome.</summary>
public sealed partial class PhonePanel : CasePanel
{
    private const int RemarkLimit = 500;
    private PhonePayload? _payload;

    /// <inheritdoc />
    protected override string Module => "phone";

    /// <inheritdoc />
    protected override bool ShowsPages => false;

    private (string, string)[] Keys => [("F2", T["Key.return"]), ("F4", T["Key.suspend"]), ("F8", T["Key.escalate"])];

    private (string, string)[] More =>
    [
        ("Y / N", T["Phone.answer"]), ("↑ ↓", T["Phone.question"]), ("F5", T["Phone.confirmed"]), ("F6", T["Phone.denied"]), ("F7", T["Phone.unreachable"]),
        ("Ctrl+Enter", T["Phone.send"]), ("F9", T["Key.break"]),
    ];

    /// <inheritdoc />
    protected override Refusal? Prepare(CaseView view)
    {
        try
        {
            _payload = StoredJson.Read<PhonePayload>(Item.Payload);
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
        Item.Draft,
        Texts = Texts("outcome-first", "answers-first", "no-among-answers"),
    };

    /// <summary>From the browser: how the call went.</summary>
    [JSInvokable]
    public Task<PanelReply> Called(Guid commandId, PhoneOutcome outcome) =>
        Check(outcome) is { } refusal ? Task.FromResult(Say(refusal)) : FinishAsync(commandId, WorkResult.Done(outcome));

    private Refusal? Check(PhoneOutcome outcome)
    {
        if (_payload is null || outcome.Outcome is not ("confirmed" or "denied" or "unreachable")) return new Refusal("desk.no-value");
        if (outcome.Text?.Length > RemarkLimit) return new Refusal("desk.text-too-long", RemarkLimit);
        if (outcome.Outcome == "confirmed" && !_payload.Script.All(q => outcome.Answers.GetValueOrDefault(q))) return new Refusal("desk.script-open");
        if (outcome.Outcome == "confirmed" && RequiredFields.Blank(View!.Fields, f => f.Field.Value) is { } blank) return blank;
        return outcome.Outcome == "unreachable" && outcome.RetryAt is null ? new Refusal("desk.retry-missing") : null;
    }
}
