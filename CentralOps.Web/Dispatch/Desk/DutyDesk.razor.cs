using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry.KnownAnswers;
using CentralOps.Domain.Entry.Shortcuts;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CentralOps.Web.Dispatch.Desk;

/// <summary>
/// The operator's place: signs in to posts, shows what is pushed without a click, and after each result the next task. Every push is a hint;
/// what is in hand is asked of <see cref="IOperatorDesk.TakeUpAsync"/>.
/// </summary>
public sealed partial class DutyDesk : ComponentBase, IDesk, IAsyncDisposable
{
    private IReadOnlyList<WorkPost> _posts = [];
    private List<WorkPost> _signedIn = [];
    private Dictionary<string, object> _panelParameters = [];
    private IDisposable? _subscription;
    private IJSObjectReference? _keys;
    private DotNetObjectReference<DutyDesk>? _self;
    private WorkItem? _item;
    private IReadOnlyList<WorkItem> _beside = [];
    private DutyState _state = DutyState.SignedOut;
    private int _finishedToday;
    private double _averageSeconds;
    private string? _notice;
    private string? _refused;
    private CultureInfo _language = CultureInfo.CurrentUICulture;
    private bool _ready, _lost, _breakAsked, _askHandBack, _taking, _takeAgain, _gone, _sheets;

    [Inject] internal IOperatorDesk Operators { get; set; } = null!;

    [Inject] internal IFinishWork Finishing { get; set; } = null!;

    [Inject] internal IKnownAnswerMix Known { get; set; } = null!;

    [Inject] internal IShortcuts OwnKeys { get; set; } = null!;

    [Inject] internal OperatorFeed Feed { get; set; } = null!;

    [Inject] internal ICurrentStaff Current { get; set; } = null!;

    [Inject] internal IWorkPosts WorkPosts { get; set; } = null!;

    [Inject] internal DeskConnection Connection { get; set; } = null!;

    [Inject] internal DeskPanels Panels { get; set; } = null!;

    [Inject] internal TextCatalogue Codes { get; set; } = null!;

    [Inject] internal TimeProvider Clock { get; set; } = null!;

    [Inject] internal IJSRuntime JS { get; set; } = null!;

    /// <inheritdoc />
    public StaffMember Person { get; private set; } = null!;

    /// <inheritdoc />
    public ShortcutMap Shortcuts { get; private set; } = ShortcutMap.Default;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _language = CultureInfo.CurrentUICulture;
        Person = await Current.GetAsync();
        Shortcuts = await OwnKeys.OfAsync(Person.Id);
        _posts = [.. (await WorkPosts.AllAsync()).Where(Person.MayServe)];
        if (_gone) return;
        // Listen first: what is pushed between arriving and listening would be lost until the sweep.
        Subscribe();
        Connection.Enter(Person.Id, LineChangedAsync);
        await ArriveAsync();
        _ready = true;
        StateHasChanged();
        try
        {
            _self = DotNetObjectReference.Create(this);
            await using var module = await JS.InvokeAsync<IJSObjectReference>("import", "./js/desk/duty.js");
            _keys = await module.InvokeAsync<IJSObjectReference>("mount", _self);
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // Closed while it was opening.
            _keys = null;
        }
    }

    /// <summary>From the browser (F9) and the bar: starts a break, or ends it.</summary>
    [JSInvokable]
    public async Task BreakKey()
    {
        if (_state is DutyState.SignedOut) return;
        var outcome = _state is DutyState.Break ? await Operators.ReadyAsync(Person.Id) : await Operators.BreakAsync(Person.Id);
        _notice = outcome.Refusal is { } refusal ? Codes.Of(refusal) : null;
        await LookAgainAsync();
    }

    private async Task SignInAsync(IReadOnlyList<string> posts)
    {
        var outcome = await Operators.SignInAsync(Person.Id, posts);
        _refused = outcome.Refusal is { } refusal ? Codes.Of(refusal) : null;
        if (outcome.Succeeded) await ArriveAsync();
    }

    private async Task SignOutAsync(bool handBack)
    {
        var outcome = await Operators.SignOutAsync(Person.Id, handBack);
        _askHandBack = outcome.Refusal?.Code == "dispatch.task-in-hand" && !handBack;
        _notice = outcome.Refusal is { } refusal && !_askHandBack ? Codes.Of(refusal) : null;
        if (outcome.Succeeded) await ArriveAsync();
    }

    private async Task HandBackAsync()
    {
        if (_item is not { } item) return;
        var outcome = await Operators.HandBackAsync(Person.Id, item.Id);
        _notice = outcome.Refusal is { } refusal ? Codes.Of(refusal) : null;
        await ArriveAsync();
    }

    // Who is here, on which posts, and what is in hand: all from the database, so that it is right after anything that went wrong.
    private async Task ArriveAsync()
    {
        var duty = await Operators.ConnectedAsync(Person.Id);
        if (duty.Session is { State: DutyState.Disconnected })
        {
            await Operators.ReadyAsync(Person.Id);
            duty = await Operators.ConnectedAsync(Person.Id);
        }

        Take(duty);
        if (_state is DutyState.SignedOut) Show(null);
        else await TakeUpAsync();
    }

    private void Take(DutyView duty)
    {
        _state = duty.Session?.State ?? DutyState.SignedOut;
        _breakAsked = duty.Session?.BreakAfterTask ?? false;
        _signedIn = [.. _posts.Where(p => duty.Session?.PostList.Contains(p.Code) ?? false)];
        (_finishedToday, _averageSeconds) = (duty.FinishedToday, duty.AverageSeconds);
        if (_state is DutyState.SignedOut) _askHandBack = false;
    }

    // Push, finish and reconnect may ask at the same time; one question at a time, and one more if something came meanwhile.
    private async Task TakeUpAsync()
    {
        if (_taking)
        {
            _takeAgain = true;
            return;
        }

        _taking = true;
        try
        {
            do
            {
                _takeAgain = false;
                var item = await Operators.TakeUpAsync(Person.Id);
                if (item is null && _item is not null) Take(await Operators.ConnectedAsync(Person.Id));
                if (item?.Id != _item?.Id)
                {
                    _beside = [];
                    if (_sheets && item is not null) await GatherAsync(item);
                }

                Show(item);
            }
            while (_takeAgain);
        }
        finally
        {
            _taking = false;
        }
    }

    private void Show(WorkItem? item)
    {
        if (item is not null) _state = DutyState.Working;
        if (item?.Id == _item?.Id) return;
        _item = item;
        _askHandBack = false;
        Parameters();
        if (item is not null) _notice = null;
    }

    private void Parameters()
    {
        _panelParameters = _item is null ? [] : new() { [nameof(DeskPanel.Item)] = _item };
        if (_beside.Count > 0) _panelParameters[nameof(GroupPanel.Beside)] = _beside;
    }

    private void Count(WorkItem item)
    {
        var seconds = item.StartedAt is { } started ? Math.Max((Clock.GetUtcNow() - started).TotalSeconds, 0) : _averageSeconds;
        _averageSeconds = ((_averageSeconds * _finishedToday) + seconds) / (_finishedToday + 1);
        _finishedToday++;
    }

    // Pushes come on the dispatcher's thread, which speaks no particular language; what is rendered in their wake must be in this person's.
    private void SpeakTheirLanguage() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = _language;

    // The dispatcher does not wait for a screen: one that is slow or half gone must not hold up everybody's tasks.
    private void Subscribe() => _subscription ??= Feed.Subscribe(Person.Id, e =>
    {
        if (e is not OperatorEvent.Called) _ = InvokeAsync(() => HeardAsync(e));
        return Task.CompletedTask;
    });

    private async Task HeardAsync(OperatorEvent e)
    {
        if (_gone) return;
        SpeakTheirLanguage();
        try
        {
            switch (e)
            {
                case OperatorEvent.Offered:
                    await TakeUpAsync();
                    break;
                case OperatorEvent.TakenBack back when back.ItemId == _item?.Id:
                    await ArriveAsync();
                    _notice = Codes[$"Desk.taken.{back.Reason}"];
                    break;
                case OperatorEvent.DutyChanged { State: not DutyState.Offered } changed when _item is null:
                    // Only shown, never asked back: asking publishes the state again.
                    (_state, _breakAsked) = (changed.State, false);
                    break;
            }

            StateHasChanged();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The feed must not see a screen's fault; the error boundary shows it.
            await DispatchExceptionAsync(fault);
        }
    }

    private Task LineChangedAsync(bool up) => InvokeAsync(async () =>
    {
        SpeakTheirLanguage();
        _lost = !up;
        if (!up)
        {
            _subscription?.Dispose();
            _subscription = null;
            return;
        }

        Subscribe();
        await LookAgainAsync();
    });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _gone = true;
        _subscription?.Dispose();
        await Connection.LeaveAsync();
        await ScriptObjects.EndAsync(null, "dispose", _keys);

        _self?.Dispose();
    }
}
