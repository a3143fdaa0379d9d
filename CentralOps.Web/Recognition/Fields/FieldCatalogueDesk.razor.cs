using System.Text;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Web.Components;
using CentralOps.Web.Configuration;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;

namespace CentralOps.Web.Recognition.Fields;

/// <summary>The field catalogue: what a field is, wherever it stands; drafted, checked, published by a second person.</summary>
public sealed partial class FieldCatalogueDesk
{
    private const string Key = "fields";
    private const long MaxImport = 1_000_000;

    private static readonly string[] Tabs = ["field", "findings", "versions"];

    private StaffMember? _staff;
    private ConfigurationVersion? _version;
    private ConfigurationVersion? _theirs;
    private IReadOnlyList<ConfigurationEntry> _versions = [];
    private IReadOnlyList<FieldDefinition> _fields = [];
    private IReadOnlyList<ModelFinding> _findings = [];
    private (IReadOnlyList<TemplateChange> Changes, string Title)? _difference;
    private Refusal? _refusal;
    private ModelFinding? _unreadable;
    private string _saved = "";
    private string _note = "";
    private string _tab = "field";
    private int _selected = -1;
    private bool _busy;

    [Inject] private IConfigurationStore Store { get; set; } = default!;

    [Inject] private ConfigurationWorkshop Workshop { get; set; } = default!;

    [Inject] private VoucherConfiguration Vouchers { get; set; } = default!;

    [Inject] private ICurrentStaff Staff { get; set; } = default!;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    [Inject] private ISnackbar Snackbar { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    private int Serious => _findings.Count(f => !f.IsWarning);

    private bool Dirty => _version is not null && (FieldJson.Write(_fields) != _saved || (_version.IsDraft && _note != _version.Note));

    private ConfigurationEntry Entry(ConfigurationVersion version) => _versions.FirstOrDefault(v => v.Id == version.Id) ?? _versions[0];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _staff = await Staff.GetAsync();
        await LoadListAsync();
        if ((_versions.FirstOrDefault(v => v.IsDraft) ?? _versions.InForce(Clock.GetUtcNow()) ?? (_versions.Count > 0 ? _versions[0] : null)) is { } open && await Store.FindAsync(open.Id) is { } version)
            Take(version);
    }

    private async Task LoadListAsync() => _versions = [.. (await Store.ListAsync(ConfigurationKind.FieldCatalogue)).Where(v => v.Key == Key)];

    private void Take(ConfigurationVersion version)
    {
        (_version, _theirs, _refusal, _unreadable, _difference, _note, _selected) = (version, null, null, null, null, version.IsDraft ? version.Note : "", -1);
        _fields = FieldJson.Read(version.Content);
        _saved = FieldJson.Write(_fields);
        Judge();
    }

    private void Judge() => _findings = Workshop.Check(ConfigurationKind.FieldCatalogue, Key, FieldJson.Write(_fields));

    private string NameOf(string code) => _fields.FirstOrDefault(f => f.Code == code) is { NameZh.Length: > 0 } field ? Bilingual.Of(field.NameZh, field.NameEn) : Vouchers.Fields.Find(code) is { } known ? Bilingual.Of(known.NameZh, known.NameEn) : code.Length > 0 ? code : Texts["Region.Unnamed"];

    private int Index(string code) => _fields.ToList().FindIndex(f => f.Code == code);

    private void Pick(int index) => (_selected, _tab) = (index, "field");

    private void Add()
    {
        _fields = [.. _fields, new FieldDefinition { Code = "", NameZh = "", NameEn = "", Type = FieldTypes.Text, Keying = KeyingPolicies.Double }];
        _difference = null;
        Pick(_fields.Count - 1);
        Judge();
    }

    private void Change(FieldDefinition field)
    {
        _fields = [.. _fields.Select((f, i) => i == _selected ? field : f)];
        Judge();
    }

    private void Remove()
    {
        _fields = [.. _fields.Where((_, i) => i != _selected)];
        _selected = -1;
        Judge();
    }

    private async Task ImportAsync(InputFileChangeEventArgs chosen)
    {
        using var reader = new StreamReader(chosen.File.OpenReadStream(MaxImport * 4), Encoding.UTF8);
        var content = await reader.ReadToEndAsync();
        _unreadable = Workshop.Check(ConfigurationKind.FieldCatalogue, Key, content).FirstOrDefault(f => f.Code is "fields.not-json" or "fields.too-large");
        if (_unreadable is not null) return;
        var before = _fields;
        (_fields, _selected) = (FieldJson.Read(content), -1);
        Judge();
        _difference = (FieldJson.Between(before, _fields), $"→ {chosen.File.Name}"); // nothing is kept before it is saved
    }

    private async Task OpenAsync(Guid id)
    {
        if (Dirty && _theirs is null && !await Dialogs.ConfirmAsync(Versions["LeaveUnsaved"], Versions["LeaveUnsavedAsk"], Versions["LeaveUnsavedYes"], danger: true)) return;
        if (await Store.FindAsync(id) is not { } version) return;
        await LoadListAsync();
        Take(version);
    }

    private async Task SaveAsync() => await BusyAsync(async () =>
    {
        var content = FieldJson.Write(_fields);
        var saved = _version is { IsDraft: true } draft
            ? await Workshop.SaveAsync(_staff!, draft.Id, draft.Stamp, content, _note)
            : await Workshop.DraftAsync(_staff!, ConfigurationKind.FieldCatalogue, Key, _version?.Version ?? 0, content, _note);
        if (saved.Refusal?.Code == "configuration.changed-meanwhile") _theirs = await Store.FindAsync(_version!.Id);
        if (await KeptAsync(saved)) Snackbar.Add(Versions["Saved"], Severity.Success);
    });

    private async Task SaveAsOwnAsync() => await BusyAsync(async () =>
        await KeptAsync(await Workshop.DraftAsync(_staff!, ConfigurationKind.FieldCatalogue, Key, _version?.BasedOn ?? 0, FieldJson.Write(_fields), _note)));

    private async Task TestedAsync() => await BusyAsync(async () => await KeptAsync(await Workshop.TestedAsync(_staff!, _version!.Id, _version.Stamp, Texts["Fields.Checked", _fields.Count])));

    private async Task PublishAsync()
    {
        var parameters = new DialogParameters<PublishDialog> { { d => d.Version, _version!.Version }, { d => d.Message, Texts["Fields.PublishMessage"] } };
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
        if (back.Succeeded) Take(back.Value);
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
        if ((_versions.InForce(Clock.GetUtcNow()) ?? (_versions.Count > 0 ? _versions[0] : null)) is { } other && await Store.FindAsync(other.Id) is { } next) Take(next);
    }

    private async Task CompareAsync(ConfigurationEntry other)
    {
        if (await Store.FindAsync(other.Id) is not { } version) return;
        var (mine, theirs, title) = (_fields, FieldJson.Read(version.Content), $"v{_version!.Version}{(Dirty ? " *" : "")}");
        _difference = other.Version < _version.Version ? (FieldJson.Between(theirs, mine), $"v{other.Version} → {title}") : (FieldJson.Between(mine, theirs), $"{title} → v{other.Version}");
    }

    private void CompareWithTheirs() =>
        _difference = (FieldJson.Between(FieldJson.Read(_theirs!.Content), _fields), $"{Versions["TheirVersion", _theirs.ChangedBy]} → {Versions["YourVersion"]}");

    private async Task<bool> KeptAsync(Outcome<ConfigurationVersion> outcome)
    {
        await LoadListAsync();
        _refusal = outcome.Refusal;
        if (!outcome.Succeeded) return false;
        var selected = _selected;
        Take(outcome.Value);
        _selected = selected;
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
