using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.Intake.Withdraw;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;
using CentralOps.Web.Components;
using CentralOps.Web.Content;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace CentralOps.Web.Cases.Dossier;

/// <summary>The whole case as its readers may see it. Opening it is recorded as a view of customer data; its progress is live, its data follow at most every ten seconds.</summary>
public sealed partial class CaseFile
{
    private static readonly TimeSpan DataPace = TimeSpan.FromSeconds(10);

    private CaseView? _view;
    private StaffMember? _viewer;
    private DateTimeOffset _loaded;
    private string _branchName = "";
    private bool _busy;
    private bool _reversed;
    private bool _path;
    private Refusal? _refused;
    private Refusal? _refusal;

    /// <summary>The case.</summary>
    [Parameter, EditorRequired] public Guid CaseId { get; set; }

    [Inject] private IDeskViews Views { get; set; } = default!;

    [Inject] private WithdrawCase Withdrawal { get; set; } = default!;

    [Inject] private ICurrentStaff Current { get; set; } = default!;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    [Inject] private IPostings Postings { get; set; } = default!;

    [Inject] private IBranches Branches { get; set; } = default!;

    [Inject] private ImageLinks Links { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private IStringLocalizer<CasesTexts> T { get; set; } = default!;

    [Inject] private TextCatalogue Texts { get; set; } = default!;

    private static bool Chinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    private DateTimeOffset Now => Time.GetUtcNow();

    private bool MayWithdraw => _view is { } view && _viewer is { } viewer && viewer.May(Permissions.CaseSubmit) && viewer.BranchCode == view.BranchCode
        && view.Status is CaseStatus.Running or CaseStatus.WithBranch or CaseStatus.Suspended && !view.Facts.Get(FlowFacts.PostingBegun);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _viewer = await Current.GetAsync();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _loaded = Now;
        var outcome = await Views.CaseForReaderAsync(_viewer!.Id, CaseId);
        (_view, _refused) = (outcome.ValueOrDefault ?? _view, outcome.Refusal);
        // What was undone later stands on the case as on the receipt.
        _reversed = (await Postings.OfCaseAsync(CaseId)).Any(p => p.State == PostingState.Reversed);
        if (_view is { } view && await Branches.FindAsync(view.BranchCode) is { } branch) _branchName = Chinese ? branch.NameZh : branch.NameEn;
    }

    private async Task AdvancedAsync(CaseProgress progress)
    {
        if (Now - _loaded < DataPace && progress.FinishedAt is null && progress.Status == _view?.Status) return;
        await LoadAsync();
        StateHasChanged();
    }

    private async Task WithdrawAsync()
    {
        if (_busy || !await Dialogs.ConfirmAsync(T["Case.Withdraw"], T["Case.WithdrawAsk", _view!.Number], T["Case.Withdraw"], danger: true)) return;
        _busy = true;
        try
        {
            var outcome = await Withdrawal.WithdrawAsync(_viewer!.Id, CaseId);
            _refusal = outcome.Refusal;
            await LoadAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    private string LinkOf(CasePage page) => Links.ForCase(page.ContentHash, _viewer!.Id, CaseId, _view!.BranchCode, _view.CoversOf(page));
}
