using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Recognition;
using CentralOps.Web.Components;
using CentralOps.Web.Live;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CentralOps.Web.Intake.MyCases;

/// <summary>The branch's cases, live.</summary>
public sealed partial class CaseList : IDisposable
{
    private const int Most = 200;
    private static readonly string[] GroupNames = ["all", "running", "attention", "finished"];

    private IReadOnlyList<CaseRow>? _rows;
    private CentreWatch? _watch;
    private string _group = "all";
    private string _search = "";
    private bool _mine;
    private bool _all;
    private bool _maySubmit;

    [Inject] private IBranchLists Lists { get; set; } = default!;

    [Inject] private VoucherConfiguration Vouchers { get; set; } = default!;

    [Inject] private ICurrentStaff Current { get; set; } = default!;

    [Inject] private CentreFeed Feed { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private DurationText Durations { get; set; } = default!;

    [Inject] private IStringLocalizer<IntakeTexts> T { get; set; } = default!;

    [Inject] private TextCatalogue Texts { get; set; } = default!;

    private DateTimeOffset Now => Time.GetUtcNow();

    private IEnumerable<CaseRow> Shown => (_rows ?? []).Where(r => InGroup(r, _group));

    private IEnumerable<(string Group, int Count)> Groups => GroupNames.Select(g => (g, (_rows ?? []).Count(r => InGroup(r, g))));

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var staff = await Current.GetAsync();
        _mine = _maySubmit = staff.May(Permissions.CaseSubmit);
        _all = staff.May(Permissions.CaseViewAll);
        await LoadAsync();
        _watch = new CentreWatch(Feed, c => c.CaseId is not null, () => InvokeAsync(RefreshAsync), DispatchExceptionAsync, Time, TimeSpan.FromSeconds(15));
    }

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var staff = await Current.GetAsync();
        _rows = await Lists.CasesAsync(_all ? null : staff.BranchCode, _mine ? staff.Id : null, string.IsNullOrWhiteSpace(_search) ? null : _search.Trim(), Most);
    }

    private Task SearchAsync(ChangeEventArgs e)
    {
        _search = e.Value as string ?? "";
        return LoadAsync();
    }

    private Task MineAsync(bool mine)
    {
        _mine = mine;
        return LoadAsync();
    }

    private static bool InGroup(CaseRow row, string group) => group switch
    {
        "running" => row.Status is CaseStatus.Running or CaseStatus.Suspended,
        "attention" => row.Asked || row.Status is CaseStatus.WithBranch or CaseStatus.Incident,
        "finished" => row.FinishedAt is not null,
        _ => true,
    };

    private string TimeOf(CaseRow row) => row.FinishedAt is { } finished
        ? T["Time.Took", Durations.Of(finished - row.SubmittedAt)]
        : row.DueAt > Now ? T["Time.Left", Durations.Of(row.DueAt - Now)] : T["Time.Late", Durations.Of(Now - row.DueAt)];

    private string TypeName(string key) => Vouchers.BusinessType(key) is { } type ? Bilingual.Of(type.NameZh, type.NameEn) : key;

    /// <inheritdoc />
    public void Dispose() => _watch?.Dispose();
}
