using CentralOps.Domain.Administration;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.CoreBanking.Reconciliation;
using CentralOps.Domain.CoreBanking.Reversals;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Outbox;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace CentralOps.Web.CoreBanking;

/// <summary>What was booked, what the core says to it, what is to be undone under dual control, and messages that could not be delivered.</summary>
public sealed partial class PostingDesk
{
    private const int Most = 200;
    private static readonly PostingState[] s_open = [PostingState.Prepared, PostingState.Sent, PostingState.Unknown];

    private StaffMember? _staff;
    private string _view = "all";
    private string? _text;
    private IReadOnlyList<CorePosting>? _rows;
    private IReadOnlyList<WaitingReversal> _waiting = [];
    private IReadOnlyList<ReconciliationRun> _runs = [];
    private OutboxOverview _messages = new(0, null, []);
    private Refusal? _refusal;
    private bool _busy;

    /// <summary><c>all</c>, <c>open</c>, <c>reversals</c>, <c>reconciliation</c> or <c>messages</c>.</summary>
    [Parameter] public string? View { get; set; }

    /// <summary>Case number, account or journal number to look for.</summary>
    [Parameter] public string? Text { get; set; }

    [Inject] private IPostings Postings { get; set; } = default!;

    [Inject] private IReversals Reversals { get; set; } = default!;

    [Inject] private IReconciliations Reconciliations { get; set; } = default!;

    [Inject] private IOutboxDesk Outbox { get; set; } = default!;

    [Inject] private ReversePosting Reverse { get; set; } = default!;

    [Inject] private ReconcilePostings Reconcile { get; set; } = default!;

    [Inject] private IBusinessCalendar Calendar { get; set; } = default!;

    [Inject] private IStaffDirectory Staff { get; set; } = default!;

    [Inject] private ICurrentStaff Current { get; set; } = default!;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    [Inject] private ISnackbar Snackbar { get; set; } = default!;

    [Inject] private IStringLocalizer<CoreBankingTexts> T { get; set; } = default!;

    private IEnumerable<(string View, int? Count)> Views =>
    [
        ("all", null), ("open", null), ("reversals", _waiting.Count), ("reconciliation", _runs.Sum(r => r.Breaks.Count)), ("messages", _messages.Dead.Count),
    ];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _staff = await Current.GetAsync();
        _view = Views.Any(v => v.View == View) ? View! : "all";
        _text = Empty(Text);
        await LoadAsync();
    }

    private Task ShowAsync(string view)
    {
        (_view, _refusal) = (view, null);
        return LoadAsync();
    }

    private Task SearchAsync(string? text)
    {
        _text = Empty(text);
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        _waiting = await WaitingAsync();
        _runs = await Reconciliations.LatestAsync(31);
        _messages = await Outbox.OverviewAsync();
        if (_view is "all" or "open") _rows = await Postings.SearchAsync(_text, _view == "open" ? s_open : [], Most);
    }

    private async Task<IReadOnlyList<WaitingReversal>> WaitingAsync()
    {
        var waiting = new List<WaitingReversal>();
        foreach (var reversal in await Reversals.WaitingAsync())
        {
            if (await Postings.FindAsync(reversal.PostingId) is { } posting)
                waiting.Add(new(reversal, posting, (await Staff.FindAsync(reversal.RequestedBy))?.DisplayName ?? "—"));
        }

        return waiting;
    }

    private Task AskAsync(CorePosting posting) => DoAsync(async () =>
    {
        var reason = await Dialogs.ConfirmWithReasonAsync(T["Reversal.Ask"], T["Reversal.AskHow", posting.JournalNumber ?? "", Money(posting)], T["Reversal.Ask"], danger: true);
        if (reason is null) return null;
        var asked = await Reverse.RequestAsync(posting.Id, _staff!.Id, _staff.UserName, reason);
        if (asked.Succeeded) Snackbar.Add(T["Reversal.Asked"], Severity.Success);
        return asked.Refusal;
    });

    private Task DecideAsync(WaitingReversal waiting, bool approve) => DoAsync(async () =>
    {
        string action = T[approve ? "Reversal.Approve" : "Reversal.Decline"];
        if (!await Dialogs.ConfirmAsync(action, T["Reversal.ConfirmHow", waiting.Posting.CaseNumber, Money(waiting.Posting), waiting.Reversal.Reason], action, danger: approve)) return null;
        var decided = await Reverse.DecideAsync(waiting.Reversal.Id, _staff!.Id, _staff.UserName, approve, Calendar.Today);
        if (decided.Refusal is { } refusal) return refusal;
        if (!approve) Snackbar.Add(T["Reversal.Declined"], Severity.Info);
        else if (decided.Value is { Outcome: PostingOutcome.Booked }) Snackbar.Add(T["Reversal.Booked"], Severity.Success);
        else Snackbar.Add(T["Reversal.Open"], Severity.Warning);
        return null;
    });

    private Task CompareAsync() => DoAsync(async () =>
    {
        try
        {
            var run = await Reconcile.ReconcileAsync(Calendar.Today);
            Snackbar.Add(T["Reconciliation.Done", run.Breaks.Count], run.Breaks.Count == 0 ? Severity.Success : Severity.Warning);
            return null;
        }
        catch (CoreUnavailable)
        {
            return new Refusal("corebanking.unavailable");
        }
    });

    private Task ReviveAsync(OutboxMessage message) => DoAsync(async () => (await Outbox.ReviveAsync(message.MessageId, _staff!.UserName)).Refusal);

    private Task DiscardAsync(OutboxMessage message) => DoAsync(async () =>
        await Dialogs.ConfirmAsync(T["Message.Discard"], T["Message.DiscardHow", message.Topic, message.Key], T["Message.Discard"], danger: true)
            ? (await Outbox.DiscardAsync(message.MessageId, _staff!.UserName)).Refusal
            : null);

    private async Task DoAsync(Func<Task<Refusal?>> work)
    {
        if (_busy) return;
        (_busy, _refusal) = (true, null);
        try
        {
            _refusal = await work();
            await LoadAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    private static string Money(CorePosting posting) => AmountText.Format(posting.Amount);

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A reversal that waits for a second person, with the booking it is about.</summary>
/// <param name="Reversal">The request.</param>
/// <param name="Posting">The booking.</param>
/// <param name="AskedBy">Who asked (name).</param>
public sealed record WaitingReversal(PostingReversal Reversal, CorePosting Posting, string AskedBy);
