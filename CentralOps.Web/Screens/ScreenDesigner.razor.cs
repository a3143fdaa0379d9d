using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Screens;
using CentralOps.Domain.Screens.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Web.Screens;

/// <summary>What a desk shows: panels and fields of a task, perhaps of one post and business type; previewed with the desk itself, drafted, checked, published by a second person.</summary>
public sealed partial class ScreenDesigner
{
    private static readonly string[] Tabs = ["layout", "fields", "findings", "versions"];

    private ScreenNames? _names;
    private IReadOnlyList<Screen> _entries = [];
    private Screen? _screen;
    private CaseView? _sample;
    private VoucherView? _page;
    private Refusal? _refused;
    private string _tab = "layout";
    private bool _adding;
    private bool _wide;

    /// <summary>Key of the screen.</summary>
    [Parameter, EditorRequired] public string ScreenKey { get; set; } = "";

    [Inject] private ScreenCatalogue Catalogue { get; set; } = default!;

    [Inject] private ScreenTasks Tasks { get; set; } = default!;

    [Inject] private TextCatalogue Codes { get; set; } = default!;

    [Inject] private ScreenSamples Samples { get; set; } = default!;

    [Inject] private VoucherConfiguration Vouchers { get; set; } = default!;

    [Inject] private IWorkPosts Posts { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc />
    protected override string Kind => ConfigurationKind.Screen;

    /// <inheritdoc />
    protected override string DocumentKey => ScreenKey;

    /// <inheritdoc />
    protected override string Content => _screen is null ? "" : ScreenJson.Write(_screen);

    /// <inheritdoc />
    protected override string TestNote => SampleBar.Said(Texts, _screen!, Shape.Edits, _sample, _page);

    /// <inheritdoc />
    protected override string PublishMessage => Texts["PublishMessage", _names!.Of(_screen!)];

    private ScreenShape Shape => Tasks.Find(_screen!.Task)!.Shape;

    private IReadOnlyList<string> SampleCodes => _page?.Fields.Select(f => f.Definition.Code).ToList() ?? _sample?.Fields.Select(f => f.Field.Code).ToList() ?? [];

    private IReadOnlyList<string> Stops => _screen is null || _sample is null ? [] : PreviewStage.StopsOf(_screen, Shape, _sample, _page);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        _entries = await EntriesAsync();
        if ((_screen?.BusinessType ?? Samples.Types.FirstOrDefault(t => t.Vouchers.Count > 0)?.Key) is { } type && _screen is { } screen && await Samples.MadeUpAsync(type, Shape) is { } sample) TakeSample(sample);
        _names = new ScreenNames(Posts.All, Vouchers.BusinessTypes, Codes);
    }

    /// <inheritdoc />
    protected override void Show(string content) => _screen = ScreenJson.Read(content);

    /// <inheritdoc />
    protected override IReadOnlyList<DocumentChange> Between(string older, string newer) => ScreenJson.Between(ScreenJson.Read(older), ScreenJson.Read(newer));

    private async Task<IReadOnlyList<Screen>> EntriesAsync()
    {
        var known = Catalogue.All.ToDictionary(s => s.Screen.Key, s => s.Screen);
        foreach (var task in Tasks.All) known.TryAdd(task.Shipped.Key, task.Shipped);
        foreach (var entry in (await Store.ListAsync(Kind)).Where(e => !known.ContainsKey(e.Key)).DistinctBy(e => e.Key))
        {
            if (await Store.FindAsync(entry.Id) is { } version) known.TryAdd(entry.Key, ScreenJson.Read(version.Content));
        }

        var order = Tasks.All.Select(t => t.Task).ToList();
        return [.. known.Values.OrderBy(s => order.IndexOf(s.Task)).ThenBy(s => s.Key, StringComparer.Ordinal)];
    }

    // A new screen begins as the one that has counted there until now.
    private async Task AddAsync(Screen scope)
    {
        var begun = Catalogue.For(scope.Task, scope.Post ?? "", scope.BusinessType ?? "")!.Screen with { Post = scope.Post, BusinessType = scope.BusinessType };
        _refused = (await Workshop.BeginAsync(Staff!, Kind, scope.Key, ScreenJson.Write(begun))).Refusal;
        if (_refused is not null and not { Code: "configuration.key-taken" }) return; // one that is there already is opened
        (_refused, _adding) = (null, false);
        Navigation.NavigateTo($"/screens/{scope.Key}");
    }

    private void TakeSample(CaseView sample) => (_sample, _page) = (sample, Shape.KeysAll ? Samples.PageOf(sample) : null);

    private string NameOf(string code) => Vouchers.Fields.Find(code) is { } known ? Bilingual.Of(known.NameZh, known.NameEn) : code;

    private string WordOf(string code) => Vouchers.Fields.Find(code) is not null ? NameOf(code) : Texts[$"Part.{code}"] is { ResourceNotFound: false } part ? part.Value : code;

    private void Change(Screen screen)
    {
        (_screen, Difference) = (screen, null);
        Judge();
    }

    private async Task RetireAsync()
    {
        if (!await Dialogs.ConfirmAsync(Texts["Retire"], Texts["RetireAsk", _names!.Of(_screen!)], Texts["Retire"], danger: true)) return;
        Refusal = (await Workshop.RetireAsync(Staff!, Kind, ScreenKey, [])).Refusal;
        if (Refusal is null && Version is { } version) await OpenAsync(version.Id);
    }
}
