using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Migrating;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Migration;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Versioning;
using CentralOps.Web.Components;
using CentralOps.Web.Configuration;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CentralOps.Web.Processes.Migration;

/// <summary>Moves running cases to another version of a process: preview with reasons, proposal, a second person's yes, and undo.</summary>
public sealed partial class MigrationDesk
{
    private readonly HashSet<Guid> _chosen = [];
    private readonly Dictionary<string, string> _mapping = new(StringComparer.Ordinal);
    private IReadOnlyList<ConfigurationEntry> _versions = [];
    private IReadOnlyList<MigrationBatch> _batches = [];
    private List<(string Id, string Name)> _renamed = [];
    private MigrationPreview? _preview;
    private StaffMember? _staff;
    private Refusal? _refusal;
    private string _name = "";
    private string _reason = "";
    private int _version;
    private int? _inForce;
    private bool _busy;

    /// <summary>Configuration key of the process.</summary>
    [Parameter, EditorRequired] public string Key { get; set; } = "";

    [Inject] private IConfigurationStore Store { get; set; } = default!;

    [Inject] private MigrateCases Migration { get; set; } = default!;

    [Inject] private IMigrationBatches Batches { get; set; } = default!;

    [Inject] private IProcessCatalog Processes { get; set; } = default!;

    [Inject] private VoucherConfiguration Vouchers { get; set; } = default!;

    [Inject] private ICurrentStaff Staff { get; set; } = default!;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    [Inject] private ISnackbar Snackbar { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    private bool AllChosen => _preview is { } p && p.Cases.Any(c => c.Possible) && p.Cases.Where(c => c.Possible).All(c => _chosen.Contains(c.CaseId));

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _staff = await Staff.GetAsync();
        var all = (await Store.ListAsync(ConfigurationKind.Process)).Where(v => v.Key == Key).ToList();
        _versions = [.. all.Where(v => v.Status == ConfigurationStatus.Published && v.EffectiveFrom <= Clock.GetUtcNow() && Processes.Get(Key, v.Version) is not null)];
        _inForce = all.InForce(Clock.GetUtcNow())?.Version;
        if (_versions.Count == 0)
        {
            Navigation.NavigateTo("/processes");
            return;
        }

        _version = _inForce ?? _versions[0].Version;
        _name = Processes.Get(Key, _version)?.Name ?? Key;
        await LoadAsync();
    }

    private MigrationTarget Target() => new(Key, _version, new Dictionary<string, string>(_mapping));

    private async Task ChangedAsync()
    {
        _mapping.Clear();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _preview = await Migration.PreviewAsync(Target());
        _batches = await Batches.ListAsync(Key);
        _chosen.Clear();
        _chosen.UnionWith(_preview.Cases.Where(c => c.Possible).Select(c => c.CaseId));
        var hindered = _preview.Cases.SelectMany(c => c.Moves).Where(m => m.Hindrance is not null && m.ElementId.Length > 0).Select(m => (m.ElementId, m.ElementName));
        _renamed = [.. _renamed.Where(r => _mapping.ContainsKey(r.Id)).Concat(hindered).DistinctBy(r => r.Item1)];
    }

    private IEnumerable<FlowElement> Candidates((string Id, string Name) old)
    {
        var from = _preview!.Cases.Select(c => Processes.Get(Key, c.From)?.Find(old.Id)).FirstOrDefault(e => e is not null);
        return Processes.Get(Key, _version)!.Elements.Values.Where(e => from is null || (e.Kind == from.Kind && e.Step?.Step == from.Step?.Step && e.CalledProcess == from.CalledProcess));
    }

    private async Task MapAsync(string old, string? target)
    {
        if (string.IsNullOrEmpty(target)) _mapping.Remove(old);
        else _mapping[old] = target;
        await LoadAsync();
    }

    private void Choose(Guid caseId)
    {
        if (!_chosen.Remove(caseId)) _chosen.Add(caseId);
    }

    private void ChooseAll()
    {
        var all = AllChosen;
        _chosen.Clear();
        if (!all) _chosen.UnionWith(_preview!.Cases.Where(c => c.Possible).Select(c => c.CaseId));
    }

    private string TypeName(string key) => Vouchers.BusinessType(key) is { } type ? Bilingual.Of(type.NameZh, type.NameEn) : key;

    private Task ProposeAsync() => BusyAsync(async () =>
    {
        var proposed = await Migration.ProposeAsync(_staff!, Target(), _chosen, _reason);
        if (Taken(proposed, "Migration.Proposed")) _reason = "";
    });

    private async Task ApplyAsync(MigrationBatch batch)
    {
        if (!await Dialogs.ConfirmAsync(Texts["Migration.Apply"], Texts["Migration.ApplyAsk", batch.CaseList().Count, batch.Version], Texts["Migration.Apply"])) return;
        await BusyAsync(async () => Taken(await Migration.ApplyAsync(_staff!, batch.Id), "Migration.Applied"));
    }

    private async Task UndoAsync(MigrationBatch batch)
    {
        if (!await Dialogs.ConfirmAsync(Texts["Migration.Undo"], Texts["Migration.UndoAsk", batch.CaseList().Count(c => c.Moved)], Texts["Migration.Undo"], danger: true)) return;
        await BusyAsync(async () => Taken(await Migration.UndoAsync(_staff!, batch.Id), "Migration.Undone"));
    }

    private Task DiscardAsync(MigrationBatch batch) => BusyAsync(async () => _refusal = (await Migration.DiscardAsync(_staff!, batch.Id)).Refusal);

    private bool Taken(Outcome<MigrationBatch> outcome, string said)
    {
        _refusal = outcome.Refusal;
        if (outcome.Succeeded) Snackbar.Add(Texts[said, outcome.Value.CaseList().Count(c => c.Moved), outcome.Value.CaseList().Count(c => c.Left is not null)], Severity.Success);
        return outcome.Succeeded;
    }

    private async Task BusyAsync(Func<Task> action)
    {
        if (_busy) return;
        _busy = true;
        try
        {
            await action();
            await LoadAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
