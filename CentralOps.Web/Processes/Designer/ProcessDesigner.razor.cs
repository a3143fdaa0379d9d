using System.Text;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;
using CentralOps.Web.Components;
using CentralOps.Web.Configuration;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

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
    private Comparison? _difference;
    private string _name = "";
    private string _tried = "";
    private string? _triedModel;
    private string _tab = "properties";
    private bool _drawn; // since the model was stored

    /// <summary>Configuration key of the process.</summary>
    [Parameter, EditorRequired] public string Key { get; set; } = "";

    [Inject] private DesignerCatalogue Catalogue { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc />
    protected override string Kind => ConfigurationKind.Process;

    /// <inheritdoc />
    protected override string DocumentKey => Key;

    /// <inheritdoc />
    protected override string TestNote => _tried;

    /// <inheritdoc />
    protected override string PublishMessage => Texts["PublishMessage"];

    /// <inheritdoc />
    protected override bool Changed => _drawn;

    private sealed record Comparison(string Older, string Newer, string OlderTitle, string NewerTitle);

    /// <summary>What the browser is told of a finding.</summary>
    public sealed record FindingItem(string ElementId, string Text, bool Warning);

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        await BeginAsync();
        if (Version is not { } version) return;
        _self = DotNetObjectReference.Create(this);
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "/js/processes/diagram.js");
        _designer = await _module.InvokeAsync<IJSObjectReference>("edit", _root, _self, version.Content, Catalogue.Read(), BrowserTexts());
        StateHasChanged();
    }

    /// <summary>The browser asks what is wrong with the model as it is now.</summary>
    [JSInvokable]
    public async Task<IReadOnlyList<FindingItem>> Check(IJSStreamReference model, bool dirty)
    {
        var xml = await ReadAsync(model);
        Findings = Workshop.Check(Kind, Key, xml);
        _drawn |= dirty;
        await InvokeAsync(StateHasChanged);
        return [.. Findings.Select(f => new FindingItem(f.ElementId, Codes.Of(f), f.IsWarning))];
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

    /// <inheritdoc />
    protected override async Task<string> ReadAsync() => await ReadAsync(await _designer!.InvokeAsync<IJSStreamReference>("xml"));

    /// <inheritdoc />
    protected override async Task ShowAsync(string content)
    {
        Take(content);
        if (_designer is not null) await _designer.InvokeVoidAsync("load", content);
    }

    /// <inheritdoc />
    protected override async Task KeepAsync(string content)
    {
        Take(content);
        await _designer!.InvokeVoidAsync("saved");
    }

    /// <inheritdoc />
    protected override Task ShowDifferenceAsync(string older, string newer, string olderTitle, string newerTitle)
    {
        _difference = new(older, newer, olderTitle, newerTitle);
        return Task.CompletedTask;
    }

    // What was tried must be what is kept: a dry run of an earlier drawing proves nothing.
    /// <inheritdoc />
    protected override async Task<Refusal?> UntestedAsync()
    {
        if (_triedModel is not null && _triedModel == await ReadAsync()) return null;
        _tab = "try";
        return new Refusal("processes.not-tried");
    }

    /// <inheritdoc />
    protected override void LeaveEmpty() => Navigation.NavigateTo("/processes");

    private void Take(string content) => (_difference, _drawn, _name) = (null, false, ProcessNames.Of(content) ?? Key);

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

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _module.EndAsync("dispose", _designer);

        _self?.Dispose();
    }
}
