using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace CentralOps.Web.Cases.Dossier;

/// <summary>Pages of a case with deep zoom, marks and the viewer's name over them.</summary>
public sealed partial class PageSheets : IAsyncDisposable
{
    private Guid? _chosen;
    private (Guid Page, int Marks)? _shown;
    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _mounted;
    private bool _mounting;

    /// <summary>Pages in order.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<CasePage> Pages { get; set; } = [];

    /// <summary>Marked areas in page pixels.</summary>
    [Parameter] public IReadOnlyList<PageMark> Marks { get; set; } = [];

    /// <summary>Address of a page image for this viewer.</summary>
    [Parameter, EditorRequired] public Func<CasePage, string> Link { get; set; } = default!;

    /// <summary>Who looks: their name lies over the image.</summary>
    [Parameter, EditorRequired] public StaffMember Person { get; set; } = default!;

    [Inject] private IJSRuntime JS { get; set; } = default!;

    [Inject] private IStringLocalizer<CasesTexts> T { get; set; } = default!;

    [Inject] private TextCatalogue Texts { get; set; } = default!;

    // The page that somebody marked is the one to look at first.
    private CasePage? Chosen => Pages.FirstOrDefault(p => p.Id == _chosen) ?? Pages.FirstOrDefault(p => Marks.Any(m => m.PageId == p.Id)) ?? (Pages.Count > 0 ? Pages[0] : null);

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Chosen is not { } page || _mounting || _shown == (page.Id, Marks.Count)) return;
        _mounting = true;
        try
        {
            _shown = (page.Id, Marks.Count);
            var sheet = new { Page = new { page.Id, Url = Link(page), page.Width, page.Height }, Marks };
            if (_mounted is not null)
            {
                await _mounted.InvokeVoidAsync("show", sheet);
            }
            else
            {
                _module = await JS.InvokeAsync<IJSObjectReference>("import", "./js/cases/sheets.js");
                _mounted = await _module.InvokeAsync<IJSObjectReference>("mount", _root, sheet);
            }
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            _mounted = null; // the browser is gone
        }
        finally
        {
            _mounting = false;
        }

        if (Chosen is { } now && _shown != (now.Id, Marks.Count)) StateHasChanged(); // another page was chosen meanwhile
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _module.EndAsync("dispose", _mounted);
}
