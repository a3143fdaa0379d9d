using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Web.Components;
using CentralOps.Web.Content;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CentralOps.Web.Recognition.Designer;

/// <summary>What the browser shows and tells: regions on the picture of the form.</summary>
public sealed partial class TemplateDesigner
{
    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _stage;
    private DotNetObjectReference<TemplateDesigner>? _self;
    private readonly Dictionary<string, (string Url, DateTimeOffset At)> _urls = [];
    private string? _selected;
    private string? _formOf;
    private string? _formHash;
    private IReadOnlyList<RegionMm> _lines = [];
    private IReadOnlyList<RegionMm> _boxes = [];

    [Inject] private IJSRuntime Js { get; set; } = default!;

    [Inject] private ImageLinks Links { get; set; } = default!;

    [Inject] private TemplatePictures Pictures { get; set; } = default!;

    [Inject] private IFormWorkshop Forms { get; set; } = default!;

    /// <summary>What the browser is told of a region.</summary>
    public sealed record RegionItem(string Id, string Kind, string Label, double X, double Y, double Width, double Height, int Cells, string State, string Note);

    /// <summary>All that the browser shows.</summary>
    public sealed record Scene(
        double Width, double Height, string? Image, IReadOnlyList<RegionItem> Regions, IReadOnlyList<RegionMm> Lines, IReadOnlyList<RegionMm> Boxes, string? Selected, IReadOnlyList<double>? Corners);

    /// <summary>The browser moved or resized a region.</summary>
    [JSInvokable]
    public Scene Moved(string id, double x, double y, double width, double height) => SceneWith(_editor!.Template.Placed(id, Sensible(x, y, width, height)));

    /// <summary>The browser drew a region.</summary>
    [JSInvokable]
    public Scene Drawn(string kind, double x, double y, double width, double height)
    {
        if (!Enum.TryParse<RegionKind>(kind, ignoreCase: true, out var what)) return SceneNow();
        var (next, id) = _editor!.Template.Drawn(what, Sensible(x, y, width, height));
        (_selected, _tab) = (id, "region");
        return SceneWith(next);
    }

    /// <summary>The browser took a region away.</summary>
    [JSInvokable]
    public Scene Removed(string id)
    {
        _selected = null;
        return SceneWith(_editor!.Template.Without(id));
    }

    /// <summary>The browser selected a region, or none.</summary>
    [JSInvokable]
    public Scene? Picked(string? id)
    {
        _selected = id;
        if (id is not null && _tab is not ("try" or "findings")) _tab = "region";
        StateHasChanged();
        return null;
    }

    /// <summary>The browser wants the last change taken back.</summary>
    [JSInvokable]
    public async Task<Scene> Undo() => await SteppedAsync(e => e.Undo());

    /// <summary>The browser wants it made again.</summary>
    [JSInvokable]
    public async Task<Scene> Redo() => await SteppedAsync(e => e.Redo());

    private static RegionMm Sensible(double x, double y, double width, double height) =>
        new(Finite(x), Finite(y), Math.Max(0.5, Finite(width)), Math.Max(0.5, Finite(height)));

    private static double Finite(double value) => double.IsFinite(value) ? Math.Clamp(value, -1000, 1000) : 0;

    private async Task MountAsync()
    {
        _self = DotNetObjectReference.Create(this);
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "/js/recognition/template.js");
        _stage = await _module.InvokeAsync<IJSObjectReference>("mount", _root, _self, new { stage = Texts["Stage"].Value, corner = Texts["Corner"].Value });
    }

    private Scene SceneWith(VoucherTemplate next)
    {
        if (_editor!.Change(next)) Judge();
        StateHasChanged();
        return SceneNow();
    }

    private async Task<Scene> SteppedAsync(Func<TemplateEditor, bool> step)
    {
        if (step(_editor!)) Judge();
        if (_editor!.Template.Region(_selected) is null) _selected = null;
        await LoadFormAsync();
        StateHasChanged();
        return SceneNow();
    }

    private async Task StepAsync(Func<TemplateEditor, bool> step)
    {
        await FlushAsync();
        await SteppedAsync(step);
        await PaintAsync();
    }

    private async Task ChangeAsync(VoucherTemplate next)
    {
        SceneWith(next);
        if (_editor!.Template.Region(_selected) is null) _selected = null;
        await PaintAsync();
    }

    private async Task PickAsync(string id)
    {
        _selected = _editor!.Template.Region(id)?.Id;
        await PaintAsync();
        if (_selected is not null && _stage is not null) await _stage.InvokeVoidAsync("focus", _selected);
    }

    private async Task PaintAsync()
    {
        await LoadFormAsync();
        if (_stage is not null) await _stage.InvokeVoidAsync("show", SceneNow(), Dirty);
    }

    private async Task FlushAsync()
    {
        if (_stage is not null) await _stage.InvokeVoidAsync("flush");
    }

    private async Task<double[]> CornersAsync() => _stage is null ? [] : await _stage.InvokeAsync<double[]>("corners");

    // The picture of the form is part of the template: it is put into the content store, from where browsers get it, and its lines are found once.
    private async Task LoadFormAsync()
    {
        var form = _editor!.Template.BlankPng;
        if (ReferenceEquals(form, _formOf)) return;
        _formOf = form;
        (_formHash, _lines, _boxes) = (await FormHashAsync(_editor.Template), [], []);
        if (form is null) return;
        try
        {
            var picture = await Forms.FormAsync(Convert.FromBase64String(form), new FormOrder(null, _editor.Template.WidthMm, _editor.Template.HeightMm, []));
            (_lines, _boxes) = (picture.Lines, picture.Boxes);
        }
        catch (RecognitionFailed failed)
        {
            Refusal = new Refusal(failed.Code); // drawing goes on without lines to snap to
        }
    }

    private async Task<string?> FormHashAsync(VoucherTemplate template) => template.BlankPng is { } png ? await Pictures.KeepFormAsync(Convert.FromBase64String(png)) : null;

    // One address per picture while it lasts: a new one with every move would make the browser load the picture again.
    private string? Url(string? hash)
    {
        if (hash is null || Staff is not { } staff) return null;
        var now = Clock.GetUtcNow();
        if (!_urls.TryGetValue(hash, out var known) || now - known.At > ImageLinks.Life / 2) _urls[hash] = known = ($"/{Links.ForTemplate(hash, staff.Id)}", now);
        return known.Url;
    }

    private Scene SceneNow()
    {
        if (_cutting is { } page)
            return new Scene(page.Width, page.Height, Url(page.Page.Hash), [], [], [], null, _corners);
        var template = _editor!.Template; // seals lie lowest: fields in them must stay within reach of the mouse
        return new Scene(template.WidthMm, template.HeightMm, Url(_shown?.FlatHash ?? _formHash), [.. template.Regions().OrderBy(r => r.Kind != RegionKind.Seal).Select(Item)], _lines, _boxes, _selected, null);
    }

    private RegionItem Item(TemplateRegion region)
    {
        var field = region.Kind == RegionKind.Field ? _editor!.Template.Fields[region.Index] : null;
        var wrong = Findings.FirstOrDefault(f => f.ElementId == region.Id || f.Args.Skip(1).Contains(region.Id));
        var read = field is null ? null : _shown?.Reading.Fields.FirstOrDefault(f => f.Code == field.Code);
        var (state, note) = (wrong, read) switch
        {
            ({ IsWarning: false }, _) => ("breached", Labels.Of(wrong, _editor!.Template)),
            (_, { }) => (read.Sure ? "ok" : "due", $"{(read.Blank ? Texts["Trial.Blank"] : read.Value)} {read.Confidence:P0}"),
            ({ }, _) => ("due", Labels.Of(wrong, _editor!.Template)),
            _ => ("", ""),
        };
        var p = region.Place;
        return new RegionItem(region.Id, region.Kind.ToString().ToLowerInvariant(), Labels.Of(region), p.X, p.Y, p.Width, p.Height, field?.Cells ?? 0, state, note);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _module.EndAsync("dispose", _stage);

        _self?.Dispose();
        _leaving.Dispose();
    }
}
