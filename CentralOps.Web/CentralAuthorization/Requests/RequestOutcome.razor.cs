using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.CentralAuthorization.Requests;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.Withdraw;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Cases.Progress;
using CentralOps.Web.Components;
using CentralOps.Web.Intake.Submit;
using CentralOps.Web.Live;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CentralOps.Web.CentralAuthorization.Requests;

/// <summary>What became of a request: always where it is, at last the number, and the use of it.</summary>
public sealed partial class RequestOutcome : IDisposable
{
    private readonly Dictionary<string, string> _values = [];
    private IReadOnlyList<FormBox> _boxes = [];
    private AuthorizationRequest? _request;
    private CentreWatch? _watch;
    private FormEntry? _entry;
    private Refusal? _refusal;
    private Refusal? _withdrawn;
    private bool _busy;
    private Guid _userId;

    /// <summary>The request.</summary>
    [Parameter, EditorRequired] public Guid CaseId { get; set; }

    [Inject] private AuthorizationRequests Requests { get; set; } = default!;

    [Inject] private BranchTypes Types { get; set; } = default!;

    [Inject] private WithdrawCase Withdrawal { get; set; } = default!;

    [Inject] private ICurrentStaff Current { get; set; } = default!;

    [Inject] private CentreFeed Feed { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private ReasonTexts Reasons { get; set; } = default!;

    [Inject] private IStringLocalizer<DecisionTexts> T { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _userId = (await Current.GetAsync()).Id;
        await LoadAsync();
        _boxes = _request is null ? [] : Types.FormOf(_request.BusinessType);
        foreach (var (code, value) in _request?.Fields ?? new Dictionary<string, string>()) _values[code] = value;
        _watch = new CentreWatch(Feed, c => c.CaseId == CaseId, () => InvokeAsync(RefreshAsync), DispatchExceptionAsync, Time, TimeSpan.FromSeconds(5));
    }

    private async Task RefreshAsync()
    {
        if (_request is { } known && Ended(known)) return; // nothing more will happen
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync() => _request = await Requests.FindAsync(_userId, CaseId);

    private Task UseAsync() => _entry?.Check() == false ? Task.CompletedTask : DoAsync(async user =>
        _refusal = (await Requests.UseAsync(user, _request!.Number!, _values)).Refusal);

    private Task WithdrawAsync() => DoAsync(async user => _withdrawn = (await Withdrawal.WithdrawAsync(user, CaseId)).Refusal);

    private async Task DoAsync(Func<Guid, Task> action)
    {
        if (_busy) return;
        _busy = true;
        try
        {
            await action(_userId);
            await LoadAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    private static bool Ended(AuthorizationRequest request) => request.Status is CaseStatus.Completed or CaseStatus.Rejected or CaseStatus.Withdrawn;

    private static StateKind KindOf(AuthorizationRequest request) => request.State switch
    {
        "used" or "given" => StateKind.Ok,
        "refused" => StateKind.Breached,
        "asked" => StateKind.Due,
        "waiting" => StateKind.Waiting,
        _ => StateKind.Quiet,
    };

    private static string Grouped(string number) => string.Join(' ', number.Chunk(4).Select(c => new string(c)));

    /// <inheritdoc />
    public void Dispose() => _watch?.Dispose();
}
