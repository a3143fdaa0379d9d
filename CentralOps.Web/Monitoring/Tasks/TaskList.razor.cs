using CentralOps.Domain.Administration;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Monitoring;
using CentralOps.Web.Components;
using CentralOps.Web.Live;
using CentralOps.Web.Monitoring.Board;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace CentralOps.Web.Monitoring.Tasks;

/// <summary>What a supervisor can do with tasks.</summary>
internal enum TaskAction
{
    /// <summary>To the head of the queue.</summary>
    Raise,

    /// <summary>Hold back.</summary>
    Hold,

    /// <summary>Let go on.</summary>
    Release,

    /// <summary>Take from the holder, back into the queue.</summary>
    Return,

    /// <summary>Give to one person.</summary>
    Reassign,
}

/// <summary>The tasks behind a number of the board, with what a supervisor can do about them.</summary>
public sealed partial class TaskList : IDisposable
{
    private const int Most = 200;

    private readonly HashSet<Guid> _chosen = [];
    private readonly List<(string Number, Refusal Refusal)> _refusals = [];
    private IReadOnlyList<TaskRow>? _rows;
    private IReadOnlyList<WorkPost> _posts = [];
    private CentreWatch? _watch;
    private bool _mayManage;
    private bool _busy;

    /// <summary>Post code.</summary>
    [Parameter] public string? Post { get; set; }

    /// <summary><c>human</c>, <c>machine</c> or <c>branch</c>.</summary>
    [Parameter] public string? Kind { get; set; }

    /// <summary><c>waiting</c>, <c>working</c>, <c>onhold</c> or <c>done</c>; null = open.</summary>
    [Parameter] public string? State { get; set; }

    /// <summary><c>soon</c> or <c>breached</c>.</summary>
    [Parameter] public string? Due { get; set; }

    /// <summary><c>oldest</c> = by age; else by due time.</summary>
    [Parameter] public string? Sort { get; set; }

    /// <summary>Exact case number.</summary>
    [Parameter] public string? CaseNumber { get; set; }

    [Inject] private ICentreBoard Board { get; set; } = default!;

    [Inject] private ISupervisorDesk Desk { get; set; } = default!;

    [Inject] private IWorkPosts Posts { get; set; } = default!;

    [Inject] private ICurrentStaff Current { get; set; } = default!;

    [Inject] private ISnackbar Snackbar { get; set; } = default!;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private CentreFeed Feed { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private DurationText Durations { get; set; } = default!;

    [Inject] private IStringLocalizer<MonitoringTexts> T { get; set; } = default!;

    [Inject] private TextCatalogue Texts { get; set; } = default!;

    private DateTimeOffset Now => Time.GetUtcNow();

    private WorkKind? WorkKindFilter => Enum.TryParse<WorkKind>(Kind, ignoreCase: true, out var kind) ? kind : null;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _mayManage = (await Current.GetAsync()).May(Permissions.DispatchManage);
        _posts = await Posts.AllAsync();
        _watch = new CentreWatch(Feed, _ => true, () => InvokeAsync(RefreshAsync), DispatchExceptionAsync, Time, TimeSpan.FromSeconds(5));
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync()
    {
        _chosen.Clear();
        _refusals.Clear();
        return LoadAsync();
    }

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var rows = await Board.TasksAsync(new TaskFilter(Empty(Post), TaskLink.States(State), Empty(Due), Empty(CaseNumber), Most, WorkKindFilter));
        _rows = Sort == "oldest" ? [.. rows.OrderBy(r => r.EnqueuedAt)] : rows;
        _chosen.IntersectWith(_rows.Select(r => r.ItemId));
    }

    private async Task ActAsync(TaskAction action)
    {
        if (_busy || _chosen.Count == 0) return;
        _busy = true;
        _refusals.Clear();
        try
        {
            var (reason, person) = await AskAsync(action);
            if (reason is null) return;
            var supervisor = (await Current.GetAsync()).Id;
            var done = 0;
            foreach (var row in _rows!.Where(r => _chosen.Contains(r.ItemId)).ToList())
            {
                var outcome = await DoAsync(action, supervisor, row.ItemId, reason, person);
                if (outcome.Refusal is { } refusal) _refusals.Add((row.CaseNumber, refusal));
                else if (_chosen.Remove(row.ItemId)) done++;
            }

            if (done > 0) Snackbar.Add(T["TaskAction.Done", T["TaskAction." + action].Value, done], Severity.Success);

            await LoadAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    private Task<Outcome> DoAsync(TaskAction action, Guid supervisor, Guid item, string reason, Guid person) => action switch
    {
        TaskAction.Raise => Desk.RaiseAsync(supervisor, item, reason),
        TaskAction.Hold => Desk.HoldAsync(supervisor, item, reason),
        TaskAction.Release => Desk.ReleaseAsync(supervisor, item),
        TaskAction.Return => Desk.ReturnToQueueAsync(supervisor, item, reason),
        _ => Desk.ReassignAsync(supervisor, item, person, reason),
    };

    private async Task<(string? Reason, Guid Person)> AskAsync(TaskAction action)
    {
        string title = T["TaskAction." + action], message = T["TaskAction.Ask." + action, _chosen.Count];
        if (action == TaskAction.Release) return (await Dialogs.ConfirmAsync(title, message, title) ? "" : null, default);
        if (action != TaskAction.Reassign) return (await Dialogs.ConfirmWithReasonAsync(title, message, title), default);
        var posts = _rows!.Where(r => _chosen.Contains(r.ItemId)).Select(r => r.Post).Distinct().ToList();
        var dialog = await Dialogs.ShowAsync<ReassignDialog>(title, new DialogParameters<ReassignDialog> { { d => d.Title, title }, { d => d.Posts, posts } });
        return await dialog.Result is { Canceled: false, Data: ReassignDialog.Choice choice } ? (choice.Reason, choice.PersonId) : (null, default);
    }

    private void Go(string? post = null, string? state = null, string? due = null, string? caseNumber = null) =>
        Navigation.NavigateTo(TaskLink.To(Empty(post ?? Post), WorkKindFilter, Enum.TryParse<WorkState>(state ?? State, ignoreCase: true, out var s) ? s : null,
            Empty(due ?? Due), Empty(Sort), Empty(caseNumber ?? CaseNumber)));

    private void Choose(Guid item, bool chosen) => _ = chosen ? _chosen.Add(item) : _chosen.Remove(item);

    private void ChooseAll(bool chosen)
    {
        _chosen.Clear();
        if (chosen) _chosen.UnionWith(_rows!.Select(r => r.ItemId));
    }

    private string DueText(TaskRow row) => row.State is WorkState.Done or WorkState.Cancelled ? "—"
        : row.DueAt > Now ? Durations.Of(row.DueAt - Now) : T["Tasks.Late", Durations.Of(Now - row.DueAt)];

    private static StateKind KindOf(WorkState state) => state switch
    {
        WorkState.Done => StateKind.Ok,
        WorkState.Waiting => StateKind.Waiting,
        WorkState.OnHold => StateKind.Due,
        WorkState.Offered or WorkState.Working => StateKind.Ok,
        _ => StateKind.Quiet,
    };

    private static string Text(ChangeEventArgs e) => e.Value as string ?? "";

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <inheritdoc />
    public void Dispose() => _watch?.Dispose();
}
