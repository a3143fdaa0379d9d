using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CentralOps.Web.Processes.Designer;

/// <summary>Shows what differs between two versions of a process.</summary>
public sealed partial class DifferenceView : IAsyncDisposable
{
    private ElementReference _older;
    private ElementReference _newer;
    private IJSObjectReference? _module;
    private IJSObjectReference? _olderView;
    private IJSObjectReference? _newerView;
    private IReadOnlyList<ElementChange> _changes = [];

    /// <summary>BPMN of the older version.</summary>
    [Parameter, EditorRequired] public string Older { get; set; } = "";

    /// <summary>BPMN of the newer version.</summary>
    [Parameter, EditorRequired] public string Newer { get; set; } = "";

    /// <summary>What the older one is called.</summary>
    [Parameter] public string OlderTitle { get; set; } = "";

    /// <summary>What the newer one is called.</summary>
    [Parameter] public string NewerTitle { get; set; } = "";

    /// <summary>Back to the designer.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    [Inject] private IJSRuntime Js { get; set; } = default!;

    /// <inheritdoc />
    protected override void OnInitialized() => _changes = ProcessDifference.Between(Older, Newer);

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "/js/processes/diagram.js");
        _olderView = await _module.InvokeAsync<IJSObjectReference>("view", _older, Older, new { removed = Ids(ChangeKind.Removed), changed = Ids(ChangeKind.Changed) });
        _newerView = await _module.InvokeAsync<IJSObjectReference>("view", _newer, Newer, new { added = Ids(ChangeKind.Added), changed = Ids(ChangeKind.Changed) });
    }

    private IEnumerable<string> Ids(ChangeKind kind) => _changes.Where(c => c.Change == kind).Select(c => c.Id);

    private async Task FocusAsync(ElementChange change)
    {
        if (change.Change != ChangeKind.Added && _olderView is not null) await _olderView.InvokeVoidAsync("focus", change.Id);
        if (change.Change != ChangeKind.Removed && _newerView is not null) await _newerView.InvokeVoidAsync("focus", change.Id);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _module.EndAsync("dispose", _olderView, _newerView);
}
