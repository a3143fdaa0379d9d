using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Domain.Versioning;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Web.Recognition.Designer;

/// <summary>The template designer: the browser moves regions, what they are is kept, checked, saved, compared and published here.</summary>
public sealed partial class TemplateDesigner : IAsyncDisposable
{
    private static readonly string[] Tabs = ["region", "form", "findings", "try", "versions"];

    private TemplateEditor? _editor;
    private VoucherTemplate? _saved;
    private DifferenceView.Pair? _difference;
    private string _tab = "region";

    /// <summary>Configuration key of the layout.</summary>
    [Parameter, EditorRequired] public string Key { get; set; } = "";

    [Inject] private RegionLabels Labels { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc />
    protected override string Kind => ConfigurationKind.VoucherTemplate;

    /// <inheritdoc />
    protected override string DocumentKey => Key;

    /// <inheritdoc />
    protected override string TestNote => TrialSummary();

    /// <inheritdoc />
    protected override string PublishMessage => Texts[_editor!.Template.Retired ? "RetireMessage" : "PublishMessage"];

    /// <inheritdoc />
    protected override bool Changed => _editor is { } editor && !ReferenceEquals(editor.Template, _saved);

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        await BeginAsync();
        if (Version is null) return;
        await MountAsync();
        await PaintAsync();
        StateHasChanged();
        await OfferAsync(_most);
    }

    /// <inheritdoc />
    protected override async Task<string> ReadAsync()
    {
        await FlushAsync();
        return TemplateJson.Write(_editor!.Template);
    }

    /// <inheritdoc />
    protected override async Task ShowAsync(string content)
    {
        (_difference, _cutting, _shown) = (null, null, null);
        _saved = TemplateJson.Read(content);
        _editor = new TemplateEditor(_saved);
        Judge();
        await PaintAsync();
    }

    // Stays on what is drawn, its way back included: only the version around it is another.
    /// <inheritdoc />
    protected override async Task KeepAsync(string content)
    {
        (_difference, _saved) = (null, _editor!.Template);
        Judge();
        await PaintAsync();
    }

    /// <inheritdoc />
    protected override async Task ShowDifferenceAsync(string older, string newer, string olderTitle, string newerTitle)
    {
        var (before, after) = (TemplateJson.Read(older), TemplateJson.Read(newer));
        _difference = new(before, after, olderTitle, newerTitle, Url(await FormHashAsync(before)), Url(await FormHashAsync(after)));
    }

    /// <inheritdoc />
    protected override void LeaveEmpty() => Navigation.NavigateTo("/recognition/templates");

    private void Judge() => Findings = Workshop.Check(Kind, Key, TemplateJson.Write(_editor!.Template));
}
