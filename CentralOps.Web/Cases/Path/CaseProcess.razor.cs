using CentralOps.Domain.Cases.Views;
using CentralOps.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CentralOps.Web.Cases.Path;

/// <summary>Draws the path of a case on its processes.</summary>
public sealed partial class CaseProcess : IAsyncDisposable
{
    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _view;
    private IReadOnlyList<ProcessPath>? _paths;
    private ProcessPath? _chosen;

    /// <summary>The case.</summary>
    [Parameter, EditorRequired] public Guid CaseId { get; set; }

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired] public Guid ViewerId { get; set; }

    [Inject] private ICasePaths Paths { get; set; } = default!;

    [Inject] private DurationText Durations { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _paths = await Paths.FindAsync(ViewerId, CaseId);
        // Where it stands, as deep as it goes, is what people want to see first.
        _chosen = _paths.LastOrDefault(p => p.Standing.Count + p.Stopped.Count > 0) ?? (_paths.Count > 0 ? _paths[0] : null);
        if (_chosen is { } chosen)
        {
            _module = await Js.InvokeAsync<IJSObjectReference>("import", "/js/processes/diagram.js");
            _view = await _module.InvokeAsync<IJSObjectReference>("view", _root, chosen.Xml, Shown(chosen));
        }

        StateHasChanged();
    }

    private async Task ChooseAsync(ProcessPath path)
    {
        _chosen = path;
        if (_view is not null) await _view.InvokeVoidAsync("show", path.Xml, Shown(path));
    }

    private async Task FocusAsync(string elementId)
    {
        if (_view is not null) await _view.InvokeVoidAsync("focus", elementId);
    }

    private object Shown(ProcessPath path) => new
    {
        passed = path.Passed,
        standing = path.Standing.Except(path.Stopped),
        stopped = path.Stopped,
        badges = path.Visits.Select(v => new
        {
            v.ElementId,
            Text = $"{Durations.Of(v.Spent)}{(v.Times > 1 ? $" ×{v.Times}" : "")}",
            Kind = path.Stopped.Contains(v.ElementId) ? "breached" : "plain",
            Title = string.Join(", ", v.People),
        }),
    };

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _module.EndAsync("dispose", _view);
}
