using CentralOps.Domain.Administration;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules.Design;
using CentralOps.Web.Components;
using CentralOps.Web.Configuration;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using MudBlazor;

namespace CentralOps.Web.Rules.Editor;

/// <summary>The rule editor: the rules lie in the browser while they are edited; what is checked, saved, replayed, compared and published is decided here.</summary>
public sealed partial class RuleEditor : IAsyncDisposable
{
    private static readonly string[] Tabs = ["properties", "findings", "versions"];

    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _editor;
    private DotNetObjectReference<RuleEditor>? _self;
    private ReplayPanel? _replay;
    private StaffMember? _staff;
    private ConfigurationVersion? _version;
    private ConfigurationVersion? _theirs;
    private RuleDocument? _document;
    private IReadOnlyList<RuleTerm> _terms = [];
    private IReadOnlyList<ConfigurationEntry> _versions = [];
    private IReadOnlyList<RulePlace> _places = [];
    private Comparison? _difference;
    private Refusal? _refusal;
    private string _name = "";
    private string _note = "";
    private string _tab = "properties";
    private string _tests = "";
    private string _replayed = "";
    private bool _replaying;
    private bool _noteChanged;
    private int _edits; // that the browser has told of
    private int _kept; // of these, saved
    private bool _busy;

    /// <summary>Configuration key of the rule set.</summary>
    [Parameter, EditorRequired] public string Key { get; set; } = "";

    [Inject] private IConfigurationStore Store { get; set; } = default!;

    [Inject] private ConfigurationWorkshop Workshop { get; set; } = default!;

    [Inject] private RuleVocabulary Vocabulary { get; set; } = default!;

    [Inject] private ICurrentStaff Staff { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    [Inject] private ISnackbar Snackbar { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private IWorkingCalendars Calendars { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    private bool Dirty => _edits > _kept || _noteChanged;

    private int Serious => _places.Count(f => !f.Warning);

    private sealed record Comparison(string Older, string Newer, string OlderTitle, string NewerTitle);

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _staff = await Staff.GetAsync();
        await LoadListAsync();
        var open = _versions.FirstOrDefault(v => v.IsDraft) ?? _versions.InForce(Clock.GetUtcNow()) ?? (_versions.Count > 0 ? _versions[0] : null);
        if (open is null || await Store.FindAsync(open.Id) is not { } version)
        {
            Navigation.NavigateTo("/rules");
            return;
        }

        Take(version);
        _terms = Vocabulary.Read(Key);
        _self = DotNetObjectReference.Create(this);
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "/js/rules/editor.js");
        _editor = await _module.InvokeAsync<IJSObjectReference>("edit", _root, _self, _document!.Draft, _terms, BrowserTexts());
        StateHasChanged();
    }

    /// <summary>The browser asks what is wrong with the rules as they are now.</summary>
    [JSInvokable]
    public async Task<RuleAnswer> Check(IJSStreamReference model, int edits)
    {
        var draft = await RuleAnswer.ReadAsync(model);
        var (document, terms, clock, calendars) = (_document!, _terms, Clock, Calendars);
        var (answer, places) = await Task.Run(() => RuleAnswer.Of(document, draft, terms, clock, calendars, Texts, Codes));
        _places = places;
        _tests = answer.Tests.Count == 0 ? "" : Texts["TestSummary", answer.Tests.Count(t => t.Verdict == nameof(TestVerdict.Passed)), answer.Tests.Count];
        _edits = Math.Max(_edits, edits);
        await InvokeAsync(StateHasChanged);
        return answer;
    }

    private Dictionary<string, string> BrowserTexts() =>
        Texts.GetAllStrings().Where(t => t.Name.StartsWith("Js.", StringComparison.Ordinal)).ToDictionary(t => t.Name[3..], t => t.Value);

    private async Task<string> CurrentXmlAsync() =>
        _document!.Write(await RuleAnswer.ReadAsync(await _editor!.InvokeAsync<IJSStreamReference>("model")), _terms);

    private ConfigurationEntry Entry(ConfigurationVersion version) => _versions.FirstOrDefault(v => v.Id == version.Id) ?? _versions[0];

    private async Task LoadListAsync() => _versions = [.. (await Store.ListAsync(ConfigurationKind.RuleSet)).Where(v => v.Key == Key)];

    private void Take(ConfigurationVersion version)
    {
        (_version, _theirs, _refusal, _difference, _kept, _noteChanged, _note) = (version, null, null, null, _edits, false, version.IsDraft ? version.Note : "");
        (_replayed, _document) = ("", RuleDocument.Read(version.Content));
        _name = _document.Draft.Name.Length > 0 ? _document.Draft.Name : Key;
    }

    private void NoteChanged() => _noteChanged = true;

    private void ShowReplay() => (_replaying, _difference) = (true, null);

    private void ReplayedAsync(string summary) => _replayed = summary;

    private async Task AddTestAsync(Domain.Cases.Replay.ChangedOutcome change)
    {
        _replaying = false;
        await _editor!.InvokeVoidAsync("addTest", change.CaseNumber, change.Decision, change.Inputs, change.After.Count > 0 ? change.After : change.Before);
    }

    private async Task OpenAsync(Guid id)
    {
        if (Dirty && _theirs is null && !await Dialogs.ConfirmAsync(Versions["LeaveUnsaved"], Versions["LeaveUnsavedAsk"], Versions["LeaveUnsavedYes"], danger: true)) return;
        if (await Store.FindAsync(id) is not { } version) return;
        await LoadListAsync();
        Take(version);
        _kept = await _editor!.InvokeAsync<int>("load", _document!.Draft);
    }

    private async Task SaveAsync() => await BusyAsync(async () =>
    {
        var xml = await CurrentXmlAsync();
        var saved = _version is { IsDraft: true } draft
            ? await Workshop.SaveAsync(_staff!, draft.Id, draft.Stamp, xml, _note)
            : await Workshop.DraftAsync(_staff!, ConfigurationKind.RuleSet, Key, _version?.Version ?? 0, xml, _note);
        if (saved.Refusal?.Code == "configuration.changed-meanwhile") _theirs = await Store.FindAsync(_version!.Id);
        if (await TakenAsync(saved)) Snackbar.Add(Versions["Saved"], Severity.Success);
    });

    private async Task SaveAsOwnDraftAsync() => await BusyAsync(async () =>
        await TakenAsync(await Workshop.DraftAsync(_staff!, ConfigurationKind.RuleSet, Key, _version?.BasedOn ?? 0, await CurrentXmlAsync(), _note)));

    private async Task TestedAsync() => await BusyAsync(async () =>
        await TakenAsync(await Workshop.TestedAsync(_staff!, _version!.Id, _version.Stamp, string.Join(" · ", new[] { _tests, _replayed }.Where(t => t.Length > 0)))));

    private async Task PublishAsync()
    {
        var parameters = new DialogParameters<PublishDialog> { { d => d.Version, _version!.Version }, { d => d.Message, Texts["PublishMessage"] } };
        var dialog = await Dialogs.ShowAsync<PublishDialog>(null, parameters);
        if (await dialog.Result is not { Canceled: false, Data: PublishDialog.Choice choice }) return;
        await BusyAsync(async () =>
        {
            if (await TakenAsync(await Workshop.PublishAsync(_staff!, _version.Id, _version.Stamp, choice.Utc))) Snackbar.Add(Versions["Published"], Severity.Success);
        });
    }

    private async Task RollBackAsync(ConfigurationEntry version)
    {
        if (!await Dialogs.ConfirmAsync(Versions["RollBack"], Versions["RollBackAsk", version.Version], Versions["RollBack"])) return;
        if (await TakenAsync(await Workshop.RollBackAsync(_staff!, version.Id))) _kept = await _editor!.InvokeAsync<int>("load", _document!.Draft);
    }

    private async Task CallOffAsync(ConfigurationEntry version)
    {
        _refusal = (await Workshop.CallOffAsync(_staff!, version.Id, version.Stamp)).Refusal;
        await LoadListAsync();
    }

    private async Task DiscardAsync(ConfigurationEntry version)
    {
        if (!await Dialogs.ConfirmAsync(Versions["Discard"], Versions["DiscardAsk", version.Version], Versions["Discard"], danger: true)) return;
        _refusal = (await Workshop.DiscardAsync(_staff!, version.Id, version.Stamp)).Refusal;
        await LoadListAsync();
        if (_refusal is not null || version.Id != _version?.Id) return;
        (_kept, _noteChanged) = (_edits, false);
        if (_versions.Count == 0) Navigation.NavigateTo("/rules");
        else await OpenAsync((_versions.InForce(Clock.GetUtcNow()) ?? _versions[0]).Id);
    }

    private async Task CompareAsync(ConfigurationEntry other)
    {
        if (await Store.FindAsync(other.Id) is not { } version) return;
        _replaying = false;
        var (mine, title) = (await CurrentXmlAsync(), $"v{_version!.Version}{(Dirty ? " *" : "")}");
        _difference = other.Version < _version.Version ? new(version.Content, mine, $"v{version.Version}", title) : new(mine, version.Content, title, $"v{version.Version}");
    }

    private async Task CompareWithTheirsAsync() =>
        _difference = new(_theirs!.Content, await CurrentXmlAsync(), Versions["TheirVersion", _theirs.ChangedBy], Versions["YourVersion"]);

    private async Task FocusAsync(RulePlace place)
    {
        if (_editor is null) return;
        if (place.Test.Length > 0) await _editor.InvokeVoidAsync("focusTest", place.Test);
        else await _editor.InvokeVoidAsync("focus", place.Decision, place.Rule, place.Column);
    }

    private async Task ApplyAsync(RulePlace place)
    {
        if (_editor is not null) await _editor.InvokeVoidAsync("apply", place.Decision, place.Rule, place.Column, place.Suggestion);
    }

    private async Task<bool> TakenAsync(Outcome<ConfigurationVersion> outcome)
    {
        await LoadListAsync();
        _refusal = outcome.Refusal;
        if (!outcome.Succeeded) return false;
        var replayed = _replayed;
        Take(outcome.Value);
        _replayed = replayed;
        _kept = await _editor!.InvokeAsync<int>("saved", _document!.Draft); // what was typed meanwhile is not saved yet
        return true;
    }

    private async Task BusyAsync(Func<Task> action)
    {
        if (_busy) return;
        _busy = true;
        try
        {
            await action();
        }
        finally
        {
            _busy = false;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_editor is not null)
            {
                await _editor.InvokeVoidAsync("dispose");
                await _editor.DisposeAsync();
            }

            if (_module is not null) await _module.DisposeAsync();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The browser has gone, and with it the grid.
        }

        _self?.Dispose();
    }
}
