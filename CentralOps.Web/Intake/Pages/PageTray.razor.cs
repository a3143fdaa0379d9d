using System.Text.Json;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace CentralOps.Web.Intake.Pages;

/// <summary>Where papers become pages: takes files by drop, picker and paste, shows each page with its verdict, keeps their order.</summary>
public sealed partial class PageTray : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly List<FileOnItsWay> _coming = [];
    private readonly List<FileRefused> _refused = [];
    private ElementReference _zone;
    private ElementReference _picker;
    private DotNetObjectReference<PageTray>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _tray;
    private int _dragged = -1;

    /// <summary>The pages, in order; the tray changes this list.</summary>
    [Parameter, EditorRequired] public IList<TrayPage> Pages { get; set; } = [];

    /// <summary>Pages or uploads changed.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    /// <summary>Name under which this tab keeps the draft across a reload; null = it does not.</summary>
    [Parameter] public string? KeepKey { get; set; }

    /// <summary>A kept draft came back (its pages are in the tray already).</summary>
    [Parameter] public EventCallback<KeptDraft> Restored { get; set; }

    /// <summary>More about a page, under its verdict.</summary>
    [Parameter] public RenderFragment<TrayPage>? Extra { get; set; }

    /// <summary>Endings of file names that another tray of the screen takes; null = none.</summary>
    [Parameter] public IReadOnlyList<string>? Leave { get; set; }

    /// <summary>Nothing may be changed any more.</summary>
    [Parameter] public bool Disabled { get; set; }

    [Inject] private IStringLocalizer<IntakeTexts> T { get; set; } = default!;

    [Inject] private TextCatalogue Texts { get; set; } = default!;

    [Inject] private DraftTickets Tickets { get; set; } = default!;

    [Inject] private ICurrentStaff Current { get; set; } = default!;

    [Inject] private IJSRuntime Script { get; set; } = default!;

    /// <summary>Files are still on their way.</summary>
    public bool Busy => _coming.Count > 0;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        _module = await Script.InvokeAsync<IJSObjectReference>("import", "./js/intake/pages.js");
        _tray = await _module.InvokeAsync<IJSObjectReference>("attach", _zone, _picker, _self, new
        {
            url = "intake/pages",
            maxBytes = PageEndpoints.MaxBytes,
            keepKey = KeepKey,
            leave = Leave,
        });
        if (KeepKey is not null && await _tray.InvokeAsync<string?>("restore") is { } kept && JsonSerializer.Deserialize<KeptDraft>(kept, Json) is { } draft)
            await Restored.InvokeAsync(draft);
        StateHasChanged();
    }

    /// <summary>Keeps the draft in the tab.</summary>
    public async Task KeepAsync(KeptDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (_tray is null || KeepKey is null) return;
        var all = new { draft.BusinessType, draft.Checklist, draft.Fields, Tickets = Pages.Select(p => p.Ticket) };
        await _tray.InvokeVoidAsync("keep", JsonSerializer.Serialize(all, Json));
    }

    /// <summary>Forgets the kept draft.</summary>
    public async Task ForgetAsync()
    {
        if (_tray is not null) await _tray.InvokeVoidAsync("forget");
    }

    /// <summary>Browser: a file is being sent.</summary>
    [JSInvokable]
    public async Task UploadStarted(string id, string name, long bytes)
    {
        _coming.Add(new FileOnItsWay(id, name, bytes));
        await Changed.InvokeAsync();
        StateHasChanged();
    }

    /// <summary>Browser: a page was captured, or comes back from a kept draft. A ticket that does not open is dropped silently: it has aged.</summary>
    [JSInvokable]
    public async Task PageArrived(string ticket, string fileName)
    {
        var staff = await Current.GetAsync();
        if (Disabled || Pages.Any(p => p.Ticket == ticket) || Tickets.Open(staff.Id, ticket) is not { } page) return;
        Pages.Add(new TrayPage(ticket, page));
        await Changed.InvokeAsync();
        StateHasChanged();
    }

    /// <summary>Browser: a file is through, or refused.</summary>
    [JSInvokable]
    public async Task UploadEnded(string id, string? refusal, string[] args)
    {
        var file = _coming.Find(f => f.Id == id);
        if (file is not null) _coming.Remove(file);
        if (refusal is not null)
            _refused.Add(new FileRefused(file?.Name ?? "", Texts.Of(new Refusal(refusal, [.. args])), refusal));
        await Changed.InvokeAsync();
        StateHasChanged();
    }

    private async Task PickAsync()
    {
        if (_tray is not null) await _tray.InvokeVoidAsync("pick");
    }

    private async Task MoveAsync(int from, int to)
    {
        if (Disabled || from < 0 || to < 0 || to >= Pages.Count || from == to) return;
        var page = Pages[from];
        Pages.RemoveAt(from);
        Pages.Insert(to, page);
        await Changed.InvokeAsync();
    }

    private async Task DropOnAsync(int index)
    {
        var from = _dragged;
        _dragged = -1;
        if (from >= 0) await MoveAsync(from, index);
    }

    private async Task RemoveAsync(TrayPage page)
    {
        Pages.Remove(page);
        await Changed.InvokeAsync();
    }

    private IEnumerable<string> AdviceFor(TrayPage page, int index)
    {
        foreach (var problem in page.Page.Problems)
            yield return Texts.Find($"Quality.{problem.Code}") ?? problem.Code;
        if (page.Page.DuplicateOf is { } number)
            yield return T["Tray.DuplicateOf", number];
        if (TwinOf(page, index) is { } twin)
            yield return T["Tray.SameAs", twin + 1];
    }

    // Index of an earlier page with the same image; null = there is none.
    private int? TwinOf(TrayPage page, int index)
    {
        var twin = Pages.Take(index).ToList().FindIndex(p => p.Page.ContentHash == page.Page.ContentHash);
        return twin < 0 ? null : twin;
    }

    private StateKind VerdictOf(TrayPage page, int index) => page.Verdict is StateKind.Ok && TwinOf(page, index) is not null ? StateKind.Due : page.Verdict;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _module.EndAsync("detach", _tray);

        _self?.Dispose();
    }
}
