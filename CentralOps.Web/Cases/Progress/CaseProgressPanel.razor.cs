using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Processes.Design;
using CentralOps.Web.Live;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CentralOps.Web.Cases.Progress;

/// <summary>The live timeline of one case: phases, where it is now, the promise, what happened.</summary>
public sealed partial class CaseProgressPanel : IDisposable
{
    private CaseProgress? _progress;
    private CentreWatch? _watch;
    private bool _failed;
    private Guid _shown;

    /// <summary>The case.</summary>
    [Parameter, EditorRequired] public Guid CaseId { get; set; }

    /// <summary>Show when it is expected to be finished.</summary>
    [Parameter] public bool Promise { get; set; }

    /// <summary>Latest entry first.</summary>
    [Parameter] public bool Latest { get; set; } = true;

    /// <summary>Show every turn of the process.</summary>
    [Parameter] public bool Detailed { get; set; }

    /// <summary>The case moved on.</summary>
    [Parameter] public EventCallback<CaseProgress> Advanced { get; set; }

    [Inject] private ICaseProgress Progress { get; set; } = default!;

    [Inject] private ICurrentStaff Current { get; set; } = default!;

    [Inject] private CentreFeed Feed { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private IStringLocalizer<CasesTexts> T { get; set; } = default!;

    [Inject] private IStepCatalogue Steps { get; set; } = default!;

    [Inject] private CaseEventTexts Events { get; set; } = default!;

    [Inject] private TextCatalogue Texts { get; set; } = default!;

    private DateTimeOffset Now => Time.GetUtcNow();

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == CaseId) return;
        _shown = CaseId;
        _progress = null;
        await LoadAsync();
        _watch?.Dispose();
        _watch = new CentreWatch(Feed, c => c.CaseId == CaseId, () => InvokeAsync(RefreshAsync), DispatchExceptionAsync, Time, TimeSpan.FromSeconds(10));
    }

    private async Task RefreshAsync()
    {
        if (_progress?.FinishedAt is not null) return; // nothing more will happen
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var before = _progress;
        var staff = await Current.GetAsync();
        _progress = await Progress.FindAsync(staff.Id, CaseId);
        _failed = _progress is null;
        if (_progress is { } now && before is not null && (now.Events.Count != before.Events.Count || now.Status != before.Status))
            await Advanced.InvokeAsync(now);
    }

    private string Where(CaseProgress progress)
    {
        var open = progress.Steps.Where(s => s.Open).ToList();
        if (open.Count == 0) return "";
        return string.Join(T["List.Separator"], open.Select(s =>
        {
            var name = Texts[$"Step.{s.Step}"];
            if (s.Total > 1) name = T["Where.Counted", name, s.Done, s.Total];
            return s.ByPeople ? T[s.Waiting ? "Where.Waiting" : "Where.InHand", name].Value : name;
        }));
    }

    private string PromiseText(CaseProgress progress)
    {
        var rest = progress.ExpectedAt - Now;
        return rest > TimeSpan.Zero ? T["Promise.Minutes", Math.Max(1, (int)Math.Ceiling(rest.TotalMinutes))]
            : progress.DueAt > Now ? T["Promise.Soon"] : T["Promise.Late"];
    }

    // A branch is told what happens to its case, not every turn of the machinery.
    private IEnumerable<ProgressEvent> Shown(CaseProgress progress)
    {
        var told = progress.Events.Where(e => Detailed || e.Event.Code is not ("step-left" or "decision"));
        return Latest ? told.Reverse() : told;
    }

    /// <inheritdoc />
    public void Dispose() => _watch?.Dispose();
}
