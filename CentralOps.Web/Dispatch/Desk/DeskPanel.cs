using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Web.Components;
using CentralOps.Web.Content;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CentralOps.Web.Dispatch.Desk;

/// <summary>
/// A panel that shows one task. Markup and texts come from here; keys, echo and drafts live in the panel's browser module, which
/// sends finished results with a command id of its own (see the methods marked <see cref="JSInvokableAttribute"/>).
/// </summary>
public abstract class DeskPanel : ComponentBase, IAsyncDisposable
{
    private DotNetObjectReference<DeskPanel>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _mounted;
    private Guid _loadedId;
    private Guid _shownId;

    /// <summary>The task.</summary>
    [Parameter, EditorRequired] public WorkItem Item { get; set; } = null!;

    /// <summary>The desk around.</summary>
    [CascadingParameter] public IDesk Desk { get; set; } = null!;

    /// <summary>Set while the screen designer shows the panel with a sample; null at a desk.</summary>
    [CascadingParameter] public ScreenPreview? Preview { get; set; }

    [Inject] internal IJSRuntime JS { get; set; } = null!;

    [Inject] internal ImageLinks Links { get; set; } = null!;

    [Inject] internal IStepCatalogue Steps { get; set; } = null!;

    [Inject] internal TextCatalogue Codes { get; set; } = null!;

    [Inject] internal ILogger<DeskPanel> Log { get; set; } = null!;

    /// <summary>The panel's outermost element.</summary>
    protected ElementReference Root { get; set; }

    /// <summary>The task whose view is loaded and rendered.</summary>
    protected bool Loaded => _loadedId == Item.Id;

    /// <summary>Why the task cannot be shown; null = it can.</summary>
    protected Refusal? Trouble { get; private set; }

    /// <summary>Name of the browser module under <c>js/desk</c>.</summary>
    protected abstract string Module { get; }

    /// <summary>Loads what the panel shows of the task.</summary>
    protected abstract Task<Refusal?> LoadAsync();

    /// <summary>What the browser module gets when the task is on screen.</summary>
    protected abstract object Options();

    /// <summary>What can be done with the task beside its own result.</summary>
    protected IReadOnlyList<string> Verbs => Steps.Desks.FirstOrDefault(d => d.Task == Item.Task)?.Verbs ?? [];

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Loaded && Preview is null) return;
        var id = Item.Id;
        Trouble = await LoadAsync();
        if (id == Item.Id) _loadedId = id;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!Loaded || Trouble is not null || _shownId == Item.Id || Preview is not null) return;
        _shownId = Item.Id;
        try
        {
            // Calls reach the browser in their order: what comes next need not wait until it has answered.
            var shown = _mounted is not null ? _mounted.InvokeVoidAsync("show", Options()).AsTask() : MountAsync();
            if (_mounted is null) await shown;
            await ShownAsync();
            await shown;
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The line was lost for good while the task came on screen: the next circuit shows it anew.
            _mounted = null;
        }
    }

    /// <summary>The task is on screen: what can be prepared while it is worked on.</summary>
    protected virtual Task ShownAsync() => Task.CompletedTask;

    /// <summary>Calls a method of the browser module.</summary>
    protected async Task TellAsync(string method, params object?[] arguments)
    {
        if (_mounted is not null) await _mounted.InvokeVoidAsync(method, arguments);
    }

    /// <summary>From the browser: puts the task aside for some minutes.</summary>
    [JSInvokable]
    public async Task<PanelReply> PutAside(Guid commandId, Guid itemId)
    {
        if (itemId != Item.Id) return new PanelReply(true, null); // the same wish again: done
        var outcome = await Desk.PutAsideAsync(itemId);
        return outcome.Refusal is { } refusal ? Say(refusal) : new PanelReply(true, null);
    }

    private async Task MountAsync()
    {
        _self = DotNetObjectReference.Create(this);
        _module = await JS.InvokeAsync<IJSObjectReference>("import", $"./js/desk/{Module}.js");
        _mounted = await _module.InvokeAsync<IJSObjectReference>("mount", Root, _self, Options());
    }

    /// <summary>From the browser: one of the verbs that every human step has.</summary>
    [JSInvokable]
    public Task<PanelReply> Verb(Guid commandId, string verb, VerbNote note)
    {
        return note.ToResult(verb) is { } result ? FinishAsync(commandId, result) : Task.FromResult(Say(new Refusal("desk.unknown-verb", verb)));
    }

    /// <summary>From the browser: keeps what was typed.</summary>
    [JSInvokable]
    public Task SaveDraft(Guid itemId, string draft) =>
        itemId == Item.Id && draft.Length <= VerbNote.DraftLimit ? Desk.SaveDraftAsync(itemId, draft) : Task.CompletedTask;

    /// <summary>Finishes the task in hand.</summary>
    protected Task<PanelReply> FinishAsync(Guid commandId, WorkResult result) => AnswerAsync(commandId, () => Desk.FinishAsync(Item, commandId, result));

    /// <summary>The answer to a command; faults become a refusal with a code to quote, because a rejected call means a lost line to the browser.</summary>
    protected async Task<PanelReply> AnswerAsync(Guid commandId, Func<Task<Outcome>> command)
    {
        try
        {
            return (await command()).Refusal is { } refusal ? Say(refusal) : new PanelReply(true, null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var code = commandId.ToString("N")[..8];
            Log.LogError(e, "Finishing {ItemId} failed, code {Code}", Item.Id, code);
            return Say(new Refusal("desk.fault", code));
        }
    }

    /// <summary>A refusal in the person's language.</summary>
    protected PanelReply Say(Refusal refusal) => new(false, Codes.Of(refusal));

    /// <summary>Texts for the browser module: each key is looked up as <c>Desk.{key}</c>.</summary>
    protected Dictionary<string, string> Texts(params IEnumerable<string> keys) => keys.Append("waiting").Distinct().ToDictionary(k => k, k => Codes[$"Desk.{k}"]);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _module.EndAsync("dispose", _mounted);

        _self?.Dispose();
    }
}
