using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.CentralAuthorization.Risk;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.CoreBanking.Records;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Screens;
using CentralOps.Domain.Seals;
using CentralOps.Web.Dispatch.Desk;
using Microsoft.JSInterop;

namespace CentralOps.Web.CentralAuthorization.Decision;

/// <summary>The shared whole-case desk of review, authorization, risk decision and incident: image beside fields, evidence and history; yes, back, or no.</summary>
public sealed partial class DecisionPanel : CasePanel
{
    private const int RemarkLimit = 200;
    private DecisionGate? _gate;
    private string? _trouble;
    private string _values = "";
    private string _reason = "";
    private DecisionDraft _draft = DecisionDraft.None;

    /// <inheritdoc />
    protected override string Module => "decision";

    // An incident is a step to be tried again, not a customer's transaction to be approved.
    private bool Gated => Item.Task != StepDesk.Incident.Task;

    // What was found speaks against the case: whoever lets it go on says why.
    private bool Releases => Item.Task == RiskDecideStep.Task;

    // A desk of another feature may say it in its own words.
    private string ApproveText => Codes.Find($"Approve.{Item.Task}") ?? T["Approve.review"];

    // Seals that were cut out: those to be taken over now, or those that were.
    private CapturedSeals? Captured => Item.Task == "specimen" ? StoredJson.Read<CapturedSeals>(Item.Payload) : CapturedSeals.Of(View!.Evidence);

    // What is masked on this screen has no earlier value here either.
    private ComparedValue Shown(ComparedValue row) =>
        View!.Fields.Any(f => f.Masked && f.Field.Code == CompareStep.After + row.Code) ? row with { Before = Masking.Dots, After = row.Before == row.After ? Masking.Dots : $"{Masking.Dots} *" } : row;

    private (string, string)[] Keys =>
    [
        ("F2", T["Key.return"]), ("F3", T["Key.reject"]), .. Gated ? [("F4", T["Key.picture"].Value)] : Array.Empty<(string, string)>(), ("F6", T["Key.suspend"]), ("F7", T["Key.contrast"]),
        ("F8", T["Key.escalate"]),
    ];

    private (string, string)[] More =>
    [
        ("↑ ↓", T["Key.fields"]), ("PgUp PgDn", T["Key.pages"]), ("Alt+1 … 9", T["Key.page"]), ("+ − 0", T["Key.zoom"]), ("R", T["Key.rotate"]),
        .. View?.Fields.Any(f => f is { Masked: true, Look.Masked: true }) == true ? new[] { ("V", Codes["Field.reveal"]) } : [],
        ("Ctrl+Enter", ApproveText), ("F9", T["Key.break"]),
    ];

    /// <inheritdoc />
    protected override Refusal? Prepare(CaseView view)
    {
        _gate = new DecisionGate(view);
        _draft = DecisionDraft.Of(Item.Draft);
        _reason = "";
        foreach (var page in _draft.Seen) _gate.See(page);
        // An incident says in its payload what the machine could not do.
        var payload = StoredJson.Read<Dictionary<string, object?>>(Item.Payload);
        _trouble = Item.LastError ?? (payload.GetValueOrDefault("message") is { } message ? $"{payload.GetValueOrDefault("name")}: {message}" : null);
        return null;
    }

    /// <inheritdoc />
    protected override object Options() => new
    {
        ItemId = Item.Id,
        Pages = PageOptions(),
        Zones = View!.Fields.Where(f => f.Field is { PageId: not null, Quad: not null }).ToDictionary(f => f.Field.Code, f => new { f.Field.PageId, f.Field.Quad }),
        DueAt = Item.DueAt.ToUnixTimeMilliseconds(),
        Now = Clock.GetUtcNow().ToUnixTimeMilliseconds(),
        Gate = Gated,
        _gate!.Seen,
        _draft.Remark,
        Texts = Texts("pages-first", "overdue", "left"),
    };

    /// <summary>From the browser: the page was on screen.</summary>
    [JSInvokable]
    public void PageSeen(Guid pageId)
    {
        if (_gate?.See(pageId) == true) StateHasChanged();
    }

    // Said here as well as by the step, which would record a slip as an attempt.
    private Refusal? Unsaid(string? remark)
    {
        if (_reason.Length == 0 && Reasons.Offers(ReasonUses.Release, Item.Task)) return new Refusal("desk.reason-missing");
        return string.IsNullOrWhiteSpace(remark) ? new Refusal("risk.words-missing") : null;
    }

    /// <summary>From the browser: yes (for an incident: try the step again).</summary>
    /// <param name="commandId">Command id.</param>
    /// <param name="seen">Pages that were on screen: a lost line may have swallowed single reports.</param>
    /// <param name="remark">Remark.</param>
    [JSInvokable]
    public Task<PanelReply> Approve(Guid commandId, IReadOnlyList<Guid> seen, string? remark)
    {
        if (_gate is not { } gate) return Task.FromResult(Say(new Refusal("desk.no-value")));
        if (remark?.Length > RemarkLimit) return Task.FromResult(Say(new Refusal("desk.text-too-long", RemarkLimit)));
        foreach (var page in seen) gate.See(page);
        if (Gated && gate.Missing() is { } missing) return Task.FromResult(Say(missing));
        if (Releases && Unsaid(remark) is { } unsaid) return Task.FromResult(Say(unsaid));
        if (Gated) return FinishAsync(commandId, WorkResult.Done(new Approved(gate.Seen, remark, Releases ? _reason : null)));
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in _values.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, var value]) return Task.FromResult(Say(new Refusal("cases.bad-fact-value", line, "")));
            values[name] = value;
        }

        return FinishAsync(commandId, WorkResult.Done(new IncidentHandled(true, values)));
    }
}
