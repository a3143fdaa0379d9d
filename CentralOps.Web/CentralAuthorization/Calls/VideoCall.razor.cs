using System.Globalization;
using CentralOps.Domain.CentralAuthorization.Calls;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Components;
using CentralOps.Web.Live;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace CentralOps.Web.CentralAuthorization.Calls;

/// <summary>The video call of a request, at either end. When this goes from the screen, its call is over.</summary>
public sealed partial class VideoCall : IAsyncDisposable
{
    // What the browser may report: keys of texts.
    private static readonly HashSet<string> Reports = ["insecure", "denied", "no-devices", "no-camera", "no-microphone", "no-way", "lost"];

    private readonly Guid _line = Guid.NewGuid();
    private CultureInfo _language = CultureInfo.CurrentUICulture;
    private ElementReference _root;
    private DotNetObjectReference<VideoCall>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _mounted;
    private IDisposable? _subscription;
    private CentreWatch? _watch;
    private CallParty? _peer;
    private CallView? _call;
    private Guid _shown;
    private string? _notice;
    private string? _hopeless;
    private bool _busy;
    private bool _gone;

    /// <summary>The request.</summary>
    [Parameter, EditorRequired] public Guid CaseId { get; set; }

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired] public Guid UserId { get; set; }

    [Inject] private VideoCalls Calls { get; set; } = default!;

    [Inject] private OperatorFeed Feed { get; set; } = default!;

    [Inject] private CentreFeed Centre { get; set; } = default!;

    [Inject] private IOptions<CallServers> Servers { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private TextCatalogue Codes { get; set; } = default!;

    [Inject] private IStringLocalizer<DecisionTexts> T { get; set; } = default!;

    [Inject] private IJSRuntime JS { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _language = CultureInfo.CurrentUICulture;
            _subscription = Feed.Subscribe(UserId, e =>
            {
                if (e is OperatorEvent.Called called && called.CaseId == CaseId) _ = InvokeAsync(() => HeardAsync(called.What));
                return Task.CompletedTask;
            });
            _watch = new CentreWatch(Centre, c => c.CaseId is null || c.CaseId == CaseId, () => InvokeAsync(LookAsync), DispatchExceptionAsync, Time, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1));
            try
            {
                _self = DotNetObjectReference.Create(this);
                _module = await JS.InvokeAsync<IJSObjectReference>("import", "./js/authorization/call.js");
                _mounted = await _module.InvokeAsync<IJSObjectReference>("mount", _root, _self);
            }
            catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
            {
                return; // closed while it was opening
            }

            await LookAsync();
            return;
        }

        if (_gone || _mounted is null) return;
        var talking = _call is { State: CallState.Talking } call ? call.Id : Guid.Empty;
        if (talking == _shown) return;
        _shown = talking;
        await TellAsync(talking == Guid.Empty ? "end" : "begin", talking == Guid.Empty ? [] : [new { CallId = talking, Offers = _call!.Caller, Servers = Servers.Value.For(UserId, Time.GetUtcNow()) }]);
        await DeliverAsync();
    }

    // Hints come on other people's threads, which speak no particular language.
    private async Task HeardAsync(string? what)
    {
        if (_gone) return;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = _language;
        try
        {
            if (what is null)
            {
                await DeliverAsync();
                return;
            }

            var was = _call;
            _call = Calls.Find(UserId, _line, CaseId);
            _notice = was is not null && _call is null ? _hopeless ?? T[$"Call.Was.{what}", was.With].Value : null;
            StateHasChanged();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    private async Task LookAsync()
    {
        if (_gone) return;
        var (peer, call) = (await Calls.PeerAsync(UserId, CaseId), Calls.Find(UserId, _line, CaseId));
        if (peer == _peer && call == _call) return;
        (_peer, _call) = (peer, call);
        StateHasChanged();
    }

    // In their order, and only to the browser that has begun.
    private async Task DeliverAsync()
    {
        if (_shown != Guid.Empty && Calls.Take(UserId, _line, _shown) is { Count: > 0 } words) await TellAsync("receive", [words]);
    }

    private async Task TellAsync(string method, object?[] arguments)
    {
        try
        {
            if (_mounted is not null) await _mounted.InvokeVoidAsync(method, arguments);
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The browser has gone, and its call with it.
        }
    }

    private Task StartAsync() => DoAsync(() => Calls.StartAsync(UserId, _line, CaseId));

    private Task AcceptAsync() => DoAsync(() => _call is { } call ? Calls.AcceptAsync(UserId, _line, call.Id) : Task.FromResult(Outcome.Ok));

    private Task DeclineAsync() => DoAsync(async () =>
    {
        if (_call is { } call) await Calls.DeclineAsync(UserId, call.Id);
        return Outcome.Ok;
    });

    private async Task DoAsync(Func<Task<Outcome>> action)
    {
        if (_busy) return;
        (_busy, _notice, _hopeless) = (true, null, null);
        try
        {
            var outcome = await action();
            _call = Calls.Find(UserId, _line, CaseId);
            if (outcome.Refusal is { } refusal) _notice = Codes.Of(refusal);
        }
        finally
        {
            _busy = false;
        }
    }

    /// <summary>From the browser and the button: it is over.</summary>
    [JSInvokable]
    public Task HangUpAsync() => Calls.HangUpAsync(UserId, _line, CaseId);

    /// <summary>From the browser: a word for the other one.</summary>
    [JSInvokable]
    public async Task<bool> Signal(Guid callId, string word) => (await Calls.SignalAsync(UserId, _line, callId, word)).Succeeded;

    /// <summary>From the browser: what is wrong with devices or the way; null = nothing any more.</summary>
    [JSInvokable]
    public void Report(string? what)
    {
        _notice = what is not null && Reports.Contains(what) ? T[$"Call.Trouble.{what}"].Value : null;
        if (what == "no-way") _hopeless = _notice; // still to be read when the call is over
        StateHasChanged();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _gone = true;
        _subscription?.Dispose();
        _watch?.Dispose();
        await Calls.HangUpAsync(UserId, _line, CaseId);
        await _module.EndAsync("dispose", _mounted);
        _self?.Dispose();
    }
}
