using CentralOps.Domain.Administration;
using CentralOps.Domain.Configuration.Bundles;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace CentralOps.Web.Configuration.Bundles;

/// <summary>Configuration from one installation to another: a signed file out, and in again with a preview, two people and one transaction.</summary>
public sealed partial class BundlePage
{
    private const int MostLines = 60;
    private readonly HashSet<string> _kinds = [.. BundleWorkshop.Kinds];
    private readonly HashSet<string> _chosen = [];
    private StaffMember? _staff;
    private IReadOnlyList<PendingBundle> _pending = [];
    private IReadOnlyList<BundleChange> _changes = [];
    private Bundle? _bundle;
    private byte[] _archive = [];
    private Refusal? _refusal;
    private bool _busy;

    [Inject] private BundleWorkshop Workshop { get; set; } = default!;

    [Inject] private IBundleSigner Signer { get; set; } = default!;

    [Inject] private ICurrentStaff Current { get; set; } = default!;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    [Inject] private ISnackbar Snackbar { get; set; } = default!;

    [Inject] private TextCatalogue Codes { get; set; } = default!;

    [Inject] private IStringLocalizer<ConfigurationTexts> T { get; set; } = default!;

    private string ExportAddress => $"configuration/bundles/export?{string.Join('&', BundleWorkshop.Kinds.Where(_kinds.Contains).Select(k => $"kinds={k}"))}";

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _staff = await Current.GetAsync();
        _pending = await Workshop.PendingAsync();
    }

    private Task ReadAsync(InputFileChangeEventArgs file) => DoAsync(async () =>
    {
        Forget();
        if (file.File.Size > BundleArchive.MaxBytes) return new Refusal("bundle.too-large", BundleArchive.MaxBytes >> 20);
        await using var stream = file.File.OpenReadStream(BundleArchive.MaxBytes);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        _archive = bytes.ToArray();
        var preview = Workshop.Preview(_archive);
        if (preview.Refusal is { } refusal) return refusal;
        (_bundle, _changes) = preview.Value;
        _chosen.UnionWith(_changes.Where(c => c.Effect != BundleEffect.Same && !Hindered(c)).Select(c => c.Document.Path));
        return null;
    });

    private Task ImportAsync() => DoAsync(async () =>
    {
        var taken = await Workshop.ImportAsync(_staff!, _archive, [.. _chosen]);
        if (taken.Refusal is { } refusal) return refusal;
        Snackbar.Add(T["Bundles.Taken", taken.Value], Severity.Success);
        Forget();
        return null;
    });

    private Task PublishAsync(PendingBundle pending) => DoAsync(async () =>
    {
        if (!await Dialogs.ConfirmAsync(T["Bundles.Publish"], T["Bundles.PublishAsk", pending.Drafts.Count], T["Bundles.Publish"])) return null;
        var published = await Workshop.PublishAsync(_staff!, pending.Id, null);
        if (published.Succeeded) Snackbar.Add(T["Bundles.Published", published.Value], Severity.Success);
        return published.Refusal;
    });

    private Task DiscardAsync(PendingBundle pending) => DoAsync(async () =>
        await Dialogs.ConfirmAsync(T["Discard"], T["Bundles.DiscardAsk", pending.Drafts.Count], T["Discard"], danger: true)
            ? (await Workshop.DiscardAsync(_staff!, pending.Id)).Refusal
            : null);

    private async Task DoAsync(Func<Task<Refusal?>> work)
    {
        if (_busy) return;
        (_busy, _refusal) = (true, null);
        try
        {
            _refusal = await work();
            _pending = await Workshop.PendingAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    private void Forget()
    {
        (_bundle, _archive, _changes) = (null, [], []);
        _chosen.Clear();
    }

    private void Choose(string kind, bool chosen) => _ = chosen ? _kinds.Add(kind) : _kinds.Remove(kind);

    private void Pick(string path, bool chosen) => _ = chosen ? _chosen.Add(path) : _chosen.Remove(path);

    private static bool Hindered(BundleChange change) => change.Findings.Any(f => !f.IsWarning);

    private static StateKind KindOf(BundleChange change) => Hindered(change) ? StateKind.Breached : change.Effect switch
    {
        BundleEffect.Same => StateKind.Quiet,
        BundleEffect.New => StateKind.Ok,
        _ => StateKind.Due,
    };
}
