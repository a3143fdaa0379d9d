using CentralOps.Domain.Administration;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Monitoring;
using CentralOps.Web.Live;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CentralOps.Web.Monitoring.Board;

/// <summary>The supervisor's live board.</summary>
public sealed partial class CentreBoard : IDisposable
{
    private BoardView? _board;
    private IReadOnlyList<WorkPost> _posts = [];
    private IReadOnlyList<BoardAlert> _alerts = [];
    private IReadOnlyList<AlertAcknowledgement> _acknowledged = [];
    private IReadOnlyDictionary<Guid, string> _names = new Dictionary<Guid, string>();
    private CentreWatch? _watch;
    private bool _mayManage;

    /// <summary>For a screen on the wall: dark, three times the type.</summary>
    [Parameter] public bool Big { get; set; }

    [Inject] private ICentreBoard Board { get; set; } = default!;

    [Inject] private IAlertBook AlertBook { get; set; } = default!;

    [Inject] private IWorkPosts Posts { get; set; } = default!;

    [Inject] private IStaffDirectory Staff { get; set; } = default!;

    [Inject] private ICurrentStaff Current { get; set; } = default!;

    [Inject] private CentreFeed Feed { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private IStringLocalizer<MonitoringTexts> T { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _mayManage = (await Current.GetAsync()).May(Permissions.DispatchManage);
        await LoadAsync();
        _watch = new CentreWatch(Feed, _ => true, () => InvokeAsync(RefreshAsync), DispatchExceptionAsync, Time, TimeSpan.FromSeconds(5));
    }

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        _posts = await Posts.AllAsync();
        _board = await Board.BoardAsync();
        _alerts = BoardAlerts.Of(_board, _posts);
        _acknowledged = _alerts.Count == 0 ? [] : await AlertBook.CurrentAsync();
        if (_acknowledged.Count > 0)
            _names = (await Staff.AllAsync()).ToDictionary(s => s.Id, s => s.DisplayName);
    }

    private async Task AcknowledgeAsync(BoardAlert alert)
    {
        await AlertBook.AcknowledgeAsync((await Current.GetAsync()).Id, alert);
        await LoadAsync();
    }

    /// <inheritdoc />
    public void Dispose() => _watch?.Dispose();
}
