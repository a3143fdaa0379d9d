using CentralOps.Domain.Cases.Talk;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Live;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CentralOps.Web.Cases.Talk;

/// <summary>Questions and answers about a case, live. What is being typed stays in the browser until it is sent.</summary>
public sealed partial class CaseTalk : IDisposable
{
    private TalkView? _view;
    private CentreWatch? _watch;
    private Guid _message = Ids.New();
    private Guid _shown;
    private string _text = "";
    private bool _busy;
    private Refusal? _refused;
    private Refusal? _refusal;

    /// <summary>The case.</summary>
    [Parameter, EditorRequired] public Guid CaseId { get; set; }

    /// <summary>Who reads.</summary>
    [Parameter, EditorRequired] public Guid ReaderId { get; set; }

    /// <summary>The box gets the focus where this is opened over a desk.</summary>
    [Parameter] public bool Focus { get; set; }

    /// <summary>Something was said.</summary>
    [Parameter] public EventCallback<TalkView> Changed { get; set; }

    [Inject] private ICaseTalk Talk { get; set; } = default!;

    [Inject] private CentreFeed Feed { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private IStringLocalizer<CasesTexts> T { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == CaseId) return;
        _shown = CaseId;
        await LoadAsync();
        _watch?.Dispose();
        _watch = new CentreWatch(Feed, c => c.CaseId == CaseId, () => InvokeAsync(RefreshAsync), DispatchExceptionAsync, Time, TimeSpan.FromSeconds(15));
    }

    private static string Ask(TalkView view) => view.AtBranch ? "Talk.AnswerHere" : "Talk.AskHere";

    private async Task RefreshAsync()
    {
        var before = _view;
        await LoadAsync();
        if (before?.Said.Count != _view?.Said.Count || before?.MayWrite != _view?.MayWrite) StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var before = _view?.Said.Count;
        var outcome = await Talk.ReadAsync(ReaderId, CaseId);
        (_view, _refused) = (outcome.ValueOrDefault, outcome.Refusal);
        if (_view is { } view && view.Said.Count != before) await Changed.InvokeAsync(view);
    }

    // A second press before the answer sends the same message again, which says nothing twice.
    private async Task SayAsync()
    {
        if (_busy) return;
        _busy = true;
        try
        {
            _refusal = (await Talk.SayAsync(ReaderId, CaseId, _message, _text)).Refusal;
            if (_refusal is null) (_message, _text) = (Ids.New(), "");
            await LoadAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _watch?.Dispose();
}
