using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Replay;
using CentralOps.Domain.Kernel;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Web.Rules.Editor;

/// <summary>Replay of the draft on past cases.</summary>
public sealed partial class ReplayPanel : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource? _stopping;
    private ReplayReport? _report;
    private List<ChangedOutcome> _changes = [];
    private Refusal? _refusal;
    private bool _running;
    private int _days = 30;
    private int _seen;

    /// <summary>Configuration key of the rule set.</summary>
    [Parameter, EditorRequired] public string Key { get; set; } = "";

    /// <summary>Gives the document as it is edited now.</summary>
    [Parameter, EditorRequired] public Func<Task<string>> Xml { get; set; } = default!;

    /// <summary>Back to the editor.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>What was found, in a line.</summary>
    [Parameter] public EventCallback<string> OnDone { get; set; }

    /// <summary>A changed outcome shall become a test case.</summary>
    [Parameter] public EventCallback<ChangedOutcome> OnTest { get; set; }

    [Inject] private RuleReplay Replay { get; set; } = default!;

    [Inject] private ICurrentStaff Staff { get; set; } = default!;

    private async Task RunAsync()
    {
        (_running, _report, _refusal, _seen) = (true, null, null, 0);
        using var stopping = _stopping = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        try
        {
            var (by, xml, days, cancel) = (await Staff.GetAsync(), await Xml(), _days, stopping.Token);
            var outcome = await Task.Run(() => Replay.RunAsync(by, Key, xml, days, Progress, cancel), cancel);
            (_refusal, _report, _changes) = (outcome.Refusal, outcome.ValueOrDefault, [.. outcome.ValueOrDefault?.Changes ?? []]);
            if (_report is { } report) await OnDone.InvokeAsync(Texts["Replay.Note", days, report.Decisions, report.Changes.Count]);
        }
        catch (OperationCanceledException)
        {
            // Stopped by the person, or the page is gone: nothing is shown.
        }
        finally
        {
            (_running, _stopping) = (false, null);
        }
    }

    private void Progress(int seen)
    {
        _seen = seen;
        _ = InvokeAsync(StateHasChanged);
    }

    private void Stop() => _stopping?.Cancel();

    /// <inheritdoc />
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
