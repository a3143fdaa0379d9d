using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Batches;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.Submit;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Components;
using CentralOps.Web.Intake.Pages;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CentralOps.Web.Intake.Submit;

/// <summary>The teller's form: what, papers, check and send. One form has one submission id for life, so however often it is sent there is one case.</summary>
public sealed partial class SubmitForm
{
    private readonly List<TrayPage> _pages = [];
    private readonly HashSet<string> _ticked = [];
    private readonly Dictionary<string, string> _values = [];
    private IReadOnlyList<FormBox> _boxes = [];
    private FormEntry? _entry;
    private BatchDraft? _batch;
    private Guid _form;
    private PageTray? _tray;
    private IReadOnlyList<BusinessType>? _types;
    private string? _typeKey;
    private SubmittedCase? _sent;
    private bool _before;
    private bool _sending;
    private Refusal? _refusal;
    private Refusal? _closed;

    /// <summary>Id from the address; null = a fresh form.</summary>
    [Parameter] public Guid? FormId { get; set; }

    /// <summary>The form is for this business type alone; null = the teller chooses one that has no page of its own.</summary>
    [Parameter] public string? OnlyType { get; set; }

    /// <summary>Address of the page with the form.</summary>
    [Parameter] public string Address { get; set; } = "intake/submit";

    /// <summary>What is shown of a case that was sent; null = its progress.</summary>
    [Parameter] public RenderFragment<SubmittedCase>? Sent { get; set; }

    [Inject] private BranchTypes Types { get; set; } = default!;

    [Inject] private SubmitCase Submit { get; set; } = default!;

    [Inject] private IBranchLists Lists { get; set; } = default!;

    [Inject] private ICurrentStaff Current { get; set; } = default!;

    [Inject] private IStringLocalizer<IntakeTexts> T { get; set; } = default!;

    [Inject] private TextCatalogue Texts { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private static readonly string[] Endings = [".csv", ".txt", ".xlsx"];

    private string[]? Tables => Type?.BatchRequired == true ? Endings : null;

    private static bool Chinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    private BusinessType? Type => _types?.FirstOrDefault(t => t.Key == _typeKey);

    private bool CanSend => !_sending && _sent is null && _closed is null && !Missing.Any();

    private StateKind PapersKind => _pages.Any(p => p.Blocked) ? StateKind.Breached
        : NeedsPages || _tray?.Busy == true ? StateKind.Waiting
        : _pages.Any(p => p.Verdict == StateKind.Due) ? StateKind.Due : StateKind.Ok;

    private bool NeedsPages => _pages.Count == 0 && Type?.NeedsPages != false;

    /// <summary>What still has to be done before the case can be sent, in the order of the form.</summary>
    private IEnumerable<string> Missing
    {
        get
        {
            if (Type is not { } type)
            {
                yield return T["Missing.Type"];
                yield break;
            }

            if (_tray?.Busy == true) yield return T["Missing.Reading"];
            else if (NeedsPages) yield return T["Missing.Pages"];
            for (var i = 0; i < _pages.Count; i++)
                if (_pages[i].Blocked) yield return T["Missing.Blocked", i + 1];
            if (type.BatchRequired && _batch is null) yield return T["Missing.Batch"];
            else if (_batch?.Problems.Count > 0) yield return T["Missing.BatchWrong"];
            foreach (var item in type.Checklist)
                if (item.Mandatory && !_ticked.Contains(item.Code)) yield return T["Missing.Tick", TextOf(item)];
        }
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (FormId is null)
        {
            Reset(Ids.New());
            Navigation.NavigateTo($"{Address}?form={_form}", replace: true);
            return;
        }

        if (FormId == _form && (_types is not null || _sent is not null)) return;
        if (FormId != _form) Reset(FormId.Value);
        _types = [.. Types.All.Where(t => !t.Retired && (OnlyType is null ? t.Page.Length == 0 : t.Key == OnlyType))];
        if (OnlyType is not null) Choose(OnlyType);
        var staff = await Current.GetAsync();
        if (await Lists.FindSubmissionAsync(staff.Id, _form) is { } sent && _sent is null)
        {
            _sent = sent;
            _before = true;
        }
        else
        {
            _closed = await Types.ClosedAsync(staff.BranchCode);
        }
    }

    private void Reset(Guid form)
    {
        _form = form;
        _pages.Clear();
        _ticked.Clear();
        _values.Clear();
        _boxes = [];
        _batch = null;
        (_typeKey, _sent, _before, _refusal) = (null, null, false, null);
    }

    private async Task SendAsync()
    {
        if (!CanSend || _entry?.Check() == false) return;
        _sending = true;
        _refusal = null;
        try
        {
            var staff = await Current.GetAsync();
            var outcome = await Submit.SubmitAsync(staff.Id, new Submission(_form, _typeKey!, [.. _pages.Select(p => p.Page)], [.. _ticked]) { Fields = Typed(), Batch = _batch });
            if (outcome.Refusal is { } refusal)
            {
                _refusal = refusal;
                return;
            }

            if (_tray is not null) await _tray.ForgetAsync();
            _sent = outcome.Value;
        }
        finally
        {
            _sending = false;
        }
    }

    private Task ChooseAsync(string key)
    {
        if (_typeKey != key) _ticked.Clear();
        Choose(key);
        return KeepAsync();
    }

    private void Choose(string key)
    {
        _typeKey = key;
        _boxes = Types.FormOf(key);
    }

    private Dictionary<string, string> Typed() => _boxes.Where(b => _values.ContainsKey(b.Field.Code)).ToDictionary(b => b.Field.Code, b => _values[b.Field.Code]);

    // What the file says need not be typed again: the person sees it and confirms it by sending.
    private async Task TakeBatch(BatchDraft? draft)
    {
        _batch = draft;
        _refusal = null;
        if (draft is not { Problems.Count: 0 }) return;
        if (_boxes.Any(b => b.Field.Code == "amount") && string.IsNullOrEmpty(_values.GetValueOrDefault("amount"))) _values["amount"] = draft.Total.ToString("F2", CultureInfo.InvariantCulture);
        if (_boxes.Any(b => b.Field.Code == "batch.count") && string.IsNullOrEmpty(_values.GetValueOrDefault("batch.count"))) _values["batch.count"] = draft.Count.ToString(CultureInfo.InvariantCulture);
        await KeepAsync();
    }

    private Task TickAsync(string code, bool ticked)
    {
        _ = ticked ? _ticked.Add(code) : _ticked.Remove(code);
        return KeepAsync();
    }

    private async Task KeepAsync()
    {
        _refusal = null;
        if (_tray is not null && _sent is null) await _tray.KeepAsync(new KeptDraft(_typeKey, [.. _ticked], Typed()));
    }

    private void RestoreAsync(KeptDraft draft)
    {
        if (draft.BusinessType is not null && _typeKey is null) Choose(draft.BusinessType);
        foreach (var (code, value) in draft.Fields ?? new Dictionary<string, string>()) _values.TryAdd(code, value);
        _ticked.UnionWith(draft.Checklist);
    }

    private static string NameOf(BusinessType type) => Chinese ? type.NameZh : type.NameEn;

    private static string TextOf(ChecklistItem item) => Chinese ? item.Zh : item.En;

    private string VouchersOf(BusinessType type) =>
        string.Join(T["List.Separator"], type.Vouchers.Select(v => Texts[$"Voucher.{v.Kind}"] + (v.Required ? "" : T["Types.OptionalMark"])));
}
