using CentralOps.Domain.Administration;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Web.Components;
using CentralOps.Web.Configuration;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CentralOps.Web.Recognition.Designer;

/// <summary>The template designer: the browser moves regions, what they are is kept, checked, saved, compared and published here.</summary>
public sealed partial class TemplateDesigner : IAsyncDisposable
{
    private static readonly string[] Tabs = ["region", "form", "findings", "try", "versions"];

    private StaffMember? _staff;
    private TemplateEditor? _editor;
    private VoucherTemplate? _saved;
    private ConfigurationVersion? _version;
    private ConfigurationVersion? _theirs;
    private IReadOnlyList<ConfigurationEntry> _versions = [];
    private IReadOnlyList<ModelFinding> _findings = [];
    private DifferenceView.Pair? _difference;
    private Refusal? _refusal;
    private string _note = "";
    private string _tab = "region";
    private bool _busy;

    /// <summary>Configuration key of the layout.</summary>
    [Parameter, EditorRequired] public string Key { get; set; } = "";

    [Inject] private IConfigurationStore Store { get; set; } = default!;

    [Inject] private ConfigurationWorkshop Workshop { get; set; } = default!;

    [Inject] private RegionLabels Labels { get; set; } = default!;

    [Inject] private ICurrentStaff Staff { get; set; } = default!;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    [Inject] private ISnackbar Snackbar { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    private int Serious => _findings.Count(f => !f.IsWarning);

    private bool Dirty => _editor is { } editor && (!ReferenceEquals(editor.Template, _saved) || (_version is { IsDraft: true } draft && _note != draft.Note));

    private ConfigurationEntry Entry(ConfigurationVersion version) => _versions.FirstOrDefault(v => v.Id == version.Id) ?? _versions[0];

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _staff = await Staff.GetAsync();
        await LoadListAsync();
        var open = _versions.FirstOrDefault(v => v.IsDraft) ?? _versions.InForce(Clock.GetUtcNow()) ?? (_versions.Count > 0 ? _versions[0] : null);
        if (open is null || await Store.FindAsync(open.Id) is not { } version)
        {
            Navigation.NavigateTo("/recognition/templates");
            return;
        }

        Take(version);
        await MountAsync();
        await PaintAsync();
        StateHasChanged();
        await OfferAsync(_most);
    }

    private async Task LoadListAsync() => _versions = [.. (await Store.ListAsync(ConfigurationKind.VoucherTemplate)).Where(v => v.Key == Key)];

    private void Take(ConfigurationVersion version)
    {
        (_version, _theirs, _refusal, _difference, _note, _cutting, _shown) = (version, null, null, null, version.IsDraft ? version.Note : "", null, null);
        _saved = TemplateJson.Read(version.Content);
        _editor = new TemplateEditor(_saved);
        Judge();
    }

    private void Judge() => _findings = Workshop.Check(ConfigurationKind.VoucherTemplate, Key, TemplateJson.Write(_editor!.Template));

    private async Task OpenAsync(Guid id)
    {
        if (Dirty && _theirs is null && !await Dialogs.ConfirmAsync(Versions["LeaveUnsaved"], Versions["LeaveUnsavedAsk"], Versions["LeaveUnsavedYes"], danger: true)) return;
        if (await Store.FindAsync(id) is not { } version) return;
        await LoadListAsync();
        Take(version);
        await PaintAsync();
    }

    private async Task SaveAsync() => await BusyAsync(async () =>
    {
        await FlushAsync();
        var content = TemplateJson.Write(_editor!.Template);
        var saved = _version is { IsDraft: true } draft
            ? await Workshop.SaveAsync(_staff!, draft.Id, draft.Stamp, content, _note)
            : await Workshop.DraftAsync(_staff!, ConfigurationKind.VoucherTemplate, Key, _version?.Version ?? 0, content, _note);
        if (saved.Refusal?.Code == "configuration.changed-meanwhile") _theirs = await Store.FindAsync(_version!.Id);
        if (await KeptAsync(saved)) Snackbar.Add(Versions["Saved"], Severity.Success);
    });

    private async Task SaveAsOwnDraftAsync() => await BusyAsync(async () =>
    {
        await FlushAsync();
        await KeptAsync(await Workshop.DraftAsync(_staff!, ConfigurationKind.VoucherTemplate, Key, _version?.BasedOn ?? 0, TemplateJson.Write(_editor!.Template), _note));
    });

    private async Task TestedAsync() => await BusyAsync(async () => await KeptAsync(await Workshop.TestedAsync(_staff!, _version!.Id, _version.Stamp, TrialSummary())));

    private async Task PublishAsync()
    {
        var parameters = new DialogParameters<PublishDialog> { { d => d.Version, _version!.Version }, { d => d.Message, Texts[_editor!.Template.Retired ? "RetireMessage" : "PublishMessage"] } };
        var dialog = await Dialogs.ShowAsync<PublishDialog>(null, parameters);
        if (await dialog.Result is not { Canceled: false, Data: PublishDialog.Choice choice }) return;
        await BusyAsync(async () =>
        {
            if (await KeptAsync(await Workshop.PublishAsync(_staff!, _version.Id, _version.Stamp, choice.Utc))) Snackbar.Add(Versions["Published"], Severity.Success);
        });
    }

    private async Task RollBackAsync(ConfigurationEntry version)
    {
        if (!await Dialogs.ConfirmAsync(Versions["RollBack"], Versions["RollBackAsk", version.Version], Versions["RollBack"])) return;
        var back = await Workshop.RollBackAsync(_staff!, version.Id);
        await LoadListAsync();
        _refusal = back.Refusal;
        if (!back.Succeeded) return;
        Take(back.Value);
        await PaintAsync();
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
        (_saved, _note) = (_editor!.Template, _version.Note); // what belonged to the draft is gone with it
        if (_versions.Count == 0) Navigation.NavigateTo("/recognition/templates");
        else await OpenAsync((_versions.InForce(Clock.GetUtcNow()) ?? _versions[0]).Id);
    }

    private async Task CompareAsync(ConfigurationEntry other)
    {
        if (await Store.FindAsync(other.Id) is not { } version) return;
        await FlushAsync();
        var (mine, theirs, title) = (_editor!.Template, TemplateJson.Read(version.Content), $"v{_version!.Version}{(Dirty ? " *" : "")}");
        _difference = other.Version < _version.Version ? await PairAsync(theirs, mine, $"v{other.Version}", title) : await PairAsync(mine, theirs, title, $"v{other.Version}");
    }

    private async Task CompareWithTheirsAsync() =>
        _difference = await PairAsync(TemplateJson.Read(_theirs!.Content), _editor!.Template, Versions["TheirVersion", _theirs.ChangedBy], Versions["YourVersion"]);

    private async Task<DifferenceView.Pair> PairAsync(VoucherTemplate older, VoucherTemplate newer, string olderTitle, string newerTitle) =>
        new(older, newer, olderTitle, newerTitle, Url(await FormHashAsync(older)), Url(await FormHashAsync(newer)));

    // Stays on what is drawn, its way back included: only the version around it is another.
    private async Task<bool> KeptAsync(Outcome<ConfigurationVersion> outcome)
    {
        await LoadListAsync();
        _refusal = outcome.Refusal;
        if (!outcome.Succeeded) return false;
        (_version, _theirs, _difference, _note) = (outcome.Value, null, null, outcome.Value.IsDraft ? outcome.Value.Note : "");
        _saved = _editor!.Template;
        Judge();
        await PaintAsync();
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
}
