using System.Text;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Components;
using CentralOps.Web.Configuration;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using MudBlazor;

namespace CentralOps.Web.Processes.Designer;

/// <summary>The process designer: the diagram lives in the browser; what is checked, saved, compared and published is decided here.</summary>
public sealed partial class ProcessDesigner : IAsyncDisposable
{
    private const long MostBytes = SafeXml.MaxCharacters * 3L;
    private static readonly string[] Tabs = ["properties", "findings", "try", "heat", "versions"];

    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _designer;
    private DotNetObjectReference<ProcessDesigner>? _self;
    private DryRunPanel? _dryRun;
    private StaffMember? _staff;
    private ConfigurationVersion? _version;
    private ConfigurationVersion? _theirs;
    private IReadOnlyList<ConfigurationEntry> _versions = [];
    private IReadOnlyList<ModelFinding> _findings = [];
    private Comparison? _difference;
    private Refusal? _refusal;
    private string _name = "";
    private string _tried = "";
    private string? _triedModel;
    private string _note = "";
    private string _tab = "properties";
    private bool _dirty;
    private bool _busy;

    /// <summary>Configuration key of the process.</summary>
    [Parameter, EditorRequired] public string Key { get; set; } = "";

    [Inject] private IConfigurationStore Store { get; set; } = default!;

    [Inject] private ConfigurationWorkshop Workshop { get; set; } = default!;

    [Inject] private DesignerCatalogue Catalogue { get; set; } = default!;

    [Inject] private ICurrentStaff Staff { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    [Inject] private ISnackbar Snackbar { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    private int Serious => _findings.Count(f => !f.IsWarning);

    private sealed record Comparison(string Older, string Newer, string OlderTitle, string NewerTitle);

    /// <summary>What the browser is told of a finding.</summary>
    public sealed record FindingItem(string ElementId, string Text, bool Warning);

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _staff = await Staff.GetAsync();
        await LoadListAsync();
        var open = _versions.FirstOrDefault(v => v.IsDraft) ?? _versions.InForce(Clock.GetUtcNow()) ?? (_versions.Count > 0 ? _versions[0] : null);
        if (open is null || await Store.FindAsync(open.Id) is not { } version)
        {
            Navigation.NavigateTo("/processes");
            return;
        }

        Take(version);
        _self = DotNetObjectReference.Create(this);
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "/js/processes/diagram.js");
        _designer = await _module.InvokeAsync<IJSObjectReference>("edit", _root, _self, version.Content, await Catalogue.ReadAsync(), BrowserTexts());
        StateHasChanged();
    }

    /// <summary>The browser asks what is wrong with the model as it is now.</summary>
    [JSInvokable]
    public async Task<IReadOnlyList<FindingItem>> Check(IJSStreamReference model, bool dirty)
    {
        var xml = await ReadAsync(model);
        _findings = Workshop.Check(ConfigurationKind.Process, Key, xml);
        _dirty |= dirty;
        await InvokeAsync(StateHasChanged);
        return [.. _findings.Select(f => new FindingItem(f.ElementId, Codes.Of(f), f.IsWarning))];
    }

    private Dictionary<string, string> BrowserTexts() =>
        Texts.GetAllStrings().Where(t => t.Name.StartsWith("Js.", StringComparison.Ordinal)).ToDictionary(t => t.Name[3..], t => t.Value);

    private static async Task<string> ReadAsync(IJSStreamReference model)
    {
        // Too large to be taken over the line: what the check says of a model beyond the limit is said of it in words, and nothing is kept.
        if (model.Length > MostBytes) return new string(' ', SafeXml.MaxCharacters + 1);
        await using var stream = await model.OpenReadStreamAsync(MostBytes);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private async Task<string> CurrentXmlAsync() => await ReadAsync(await _designer!.InvokeAsync<IJSStreamReference>("xml"));

    private ConfigurationEntry Entry(ConfigurationVersion version) => _versions.FirstOrDefault(v => v.Id == version.Id) ?? _versions[0];

    private async Task LoadListAsync() => _versions = [.. (await Store.ListAsync(ConfigurationKind.Process)).Where(v => v.Key == Key)];

    private void Take(ConfigurationVersion version)
    {
        (_version, _theirs, _refusal, _difference, _dirty, _note) = (version, null, null, null, false, version.IsDraft ? version.Note : "");
        _name = ProcessNames.Of(version.Content) ?? Key;
    }

    private void NoteChanged() => _dirty = true;

    private async Task OpenAsync(Guid id)
    {
        if (_dirty && _theirs is null && !await Dialogs.ConfirmAsync(Versions["LeaveUnsaved"], Versions["LeaveUnsavedAsk"], Versions["LeaveUnsavedYes"], danger: true)) return;
        if (await Store.FindAsync(id) is not { } version) return;
        await LoadListAsync();
        Take(version);
        await _designer!.InvokeVoidAsync("load", version.Content);
    }

    private async Task SaveAsync() => await BusyAsync(async () =>
    {
        var xml = await CurrentXmlAsync();
        var saved = _version is { IsDraft: true } draft
            ? await Workshop.SaveAsync(_staff!, draft.Id, draft.Stamp, xml, _note)
            : await Workshop.DraftAsync(_staff!, ConfigurationKind.Process, Key, _version?.Version ?? 0, xml, _note);
        if (saved.Refusal?.Code == "configuration.changed-meanwhile") _theirs = await Store.FindAsync(_version!.Id);
        if (await TakenAsync(saved)) Snackbar.Add(Versions["Saved"], Severity.Success);
    });

    private async Task SaveAsOwnDraftAsync() => await BusyAsync(async () =>
        await TakenAsync(await Workshop.DraftAsync(_staff!, ConfigurationKind.Process, Key, _version?.BasedOn ?? 0, await CurrentXmlAsync(), _note)));

    // What was tried must be what is kept: a dry run of an earlier drawing proves nothing.
    private async Task TestedAsync() => await BusyAsync(async () =>
    {
        if (_triedModel is null || _triedModel != await CurrentXmlAsync()) (_refusal, _tab) = (new Refusal("processes.not-tried"), "try");
        else await TakenAsync(await Workshop.TestedAsync(_staff!, _version!.Id, _version.Stamp, _tried));
    });

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
        var back = await Workshop.RollBackAsync(_staff!, version.Id);
        if (await TakenAsync(back)) await _designer!.InvokeVoidAsync("load", back.Value.Content);
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
        _dirty = false;
        if (_versions.Count == 0) Navigation.NavigateTo("/processes");
        else await OpenAsync((_versions.InForce(Clock.GetUtcNow()) ?? _versions[0]).Id);
    }

    private async Task CompareAsync(ConfigurationEntry other)
    {
        if (await Store.FindAsync(other.Id) is not { } version) return;
        var (mine, title) = (await CurrentXmlAsync(), $"v{_version!.Version}{(_dirty ? " *" : "")}");
        _difference = other.Version < _version.Version ? new(version.Content, mine, $"v{version.Version}", title) : new(mine, version.Content, title, $"v{version.Version}");
    }

    private async Task CompareWithTheirsAsync() =>
        _difference = new(_theirs!.Content, await CurrentXmlAsync(), Versions["TheirVersion", _theirs.ChangedBy], Versions["YourVersion"]);

    private void TryIt() => _tab = "try";

    private async Task PaintAsync(DryRunPanel.Shown shown)
    {
        (_tried, _triedModel) = (_dryRun?.Summary ?? _tried, _dryRun?.Tried ?? _triedModel);
        if (_designer is not null) await _designer.InvokeVoidAsync("paint", shown);
    }

    private async Task PaintAsync(HeatPanel.Shown shown)
    {
        if (_designer is not null) await _designer.InvokeVoidAsync("paint", shown);
    }

    private async Task FocusAsync(string elementId)
    {
        if (_designer is not null && elementId.Length > 0) await _designer.InvokeVoidAsync("focus", elementId);
    }

    private async Task<bool> TakenAsync(Outcome<ConfigurationVersion> outcome)
    {
        await LoadListAsync();
        _refusal = outcome.Refusal;
        if (!outcome.Succeeded) return false;
        Take(outcome.Value);
        await _designer!.InvokeVoidAsync("saved");
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
            if (_designer is not null)
            {
                await _designer.InvokeVoidAsync("dispose");
                await _designer.DisposeAsync();
            }

            if (_module is not null) await _module.DisposeAsync();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The browser has gone, and with it the diagram.
        }

        _self?.Dispose();
    }
}
