using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Rules;
using CentralOps.Web.Components;
using CentralOps.Web.Configuration;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Web.Processes.Designer;

/// <summary>Dry run of the model as it is drawn.</summary>
public sealed partial class DryRunPanel
{
    private const int MostSamples = 30;
    private readonly List<SampleCase> _samples = [];
    private IReadOnlyDictionary<string, string> _posts = new Dictionary<string, string>();
    private DryRun? _run;
    private Refusal? _refusal;
    private string? _number = "";
    private string _values = "";

    /// <summary>Configuration key of the process.</summary>
    [Parameter, EditorRequired] public string Key { get; set; } = "";

    /// <summary>Version that is tried.</summary>
    [Parameter] public int Version { get; set; }

    /// <summary>Gives the model as it is drawn now.</summary>
    [Parameter, EditorRequired] public Func<Task<string>> Xml { get; set; } = default!;

    /// <summary>The path to paint.</summary>
    [Parameter] public EventCallback<Shown> OnShow { get; set; }

    /// <summary>An element to show.</summary>
    [Parameter] public EventCallback<string> OnFocus { get; set; }

    [Inject] private ISampleCases Samples { get; set; } = default!;

    [Inject] private IProcessCatalog Processes { get; set; } = default!;

    [Inject] private IConditionEvaluator Conditions { get; set; } = default!;

    [Inject] private IDecisionService Decisions { get; set; } = default!;

    [Inject] private IStepCatalogue Steps { get; set; } = default!;

    [Inject] private DesignerCatalogue Catalogue { get; set; } = default!;

    [Inject] private IParameters Parameters { get; set; } = default!;

    [Inject] private IWorkPosts WorkPosts { get; set; } = default!;

    /// <summary>What is painted on the diagram: ids of elements and flows.</summary>
    public sealed record Shown(IEnumerable<string> Passed, IEnumerable<string> Standing, IEnumerable<string> Stopped);

    /// <summary>What was tried, in a line, for the version's history; empty = nothing yet.</summary>
    public string Summary => _run is not { } run ? "" :
        Texts["DryRun.Summary", string.IsNullOrWhiteSpace(_number) ? Texts["DryRun.NoCase"] : _number.Trim(), run.Events.Count(e => e.Kind == DryRunEventKind.StepLeft), run.Ended ? Texts["DryRun.Over"] : Texts["DryRun.Open"]];

    /// <summary>The model that was tried; null = none yet.</summary>
    public string? Tried { get; private set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _posts = (await WorkPosts.AllAsync()).ToDictionary(p => p.Code, p => p.Name());
        await foreach (var sample in Samples.LatestAsync(MostSamples)) _samples.Add(sample);
    }

    private string Said(DryRunEvent line) => line.Kind switch
    {
        DryRunEventKind.StepLeft => Codes.Find($"StepOutcome.{line.Text}"),
        DryRunEventKind.StepFailed or DryRunEventKind.Incident => Codes.Find($"StepError.{line.Text}"),
        _ => null,
    } ?? line.Text;

    private string Actor(StepShape step) => Catalogue.ActorOf(step, _posts);

    private async Task StartAsync()
    {
        (_run, _refusal) = (null, null);
        Tried = await Xml();
        var reading = new BpmnReader(Conditions).Read(Tried, Key, Version);
        if (reading.Graph is not { } graph)
        {
            _refusal = new Refusal("dryrun.model", reading.Findings.Count, Codes.Of(reading.Findings[0]));
            return;
        }

        var variables = new Dictionary<string, object?>(CaseVariables.Of(Parameters), StringComparer.Ordinal);
        if (_number?.Trim() is { Length: > 0 } number)
        {
            if (await Samples.FindAsync(number) is not { } sample)
            {
                _refusal = new Refusal("dryrun.no-case", number);
                return;
            }

            foreach (var (name, value) in sample.Variables) variables[name] = value;
        }

        if (!ReadValues(variables)) return;
        await GuardedAsync(() => _run = new DryRun(graph, Processes, Conditions, Decisions, Steps, variables));
    }

    private Task GoOnAsync(Action<DryRun> what) => GuardedAsync(() => what(_run!));

    // The engine breaks on what no model that passed the check can do; a model that did not pass may be tried all the same.
    private async Task GuardedAsync(Action what)
    {
        _refusal = null;
        try
        {
            what();
        }
        catch (RuleBroken error)
        {
            _refusal = new Refusal("dryrun.incident", error.Message);
        }

        if (_run is { } run)
            await OnShow.InvokeAsync(new Shown(run.Passed.GetValueOrDefault(Key) ?? [], run.Standing.Where(s => s.ProcessKey == Key).Select(s => s.ElementId), run.Waits.Where(w => w.Incident is not null).Select(w => w.ElementId)));
    }

    private bool ReadValues(Dictionary<string, object?> into)
    {
        var lines = _values.Split('\n', StringSplitOptions.TrimEntries);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0) continue;
            if (lines[i].Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, var value])
            {
                _refusal = new Refusal("dryrun.bad-value", i + 1, lines[i]);
                return false;
            }

            into[name] = Typed(value);
        }

        return true;
    }

    private static object? Typed(string value) => value switch
    {
        "null" or "" => null,
        "true" => true,
        "false" => false,
        _ when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
        _ when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date,
        _ => value.Trim('"'),
    };
}
